"""What a data folder holds, counted."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kurilnames.curation.data import Data

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kurilnames.curation.data import Record
    from kurilnames.models import NameLine

__all__ = ["Counts", "counts", "render_counts", "stats"]

Counts = dict[str, dict[str, int]]
_FILED_BY = 2


def stats(folder: Path) -> Counts:
    """Count what a data folder holds.

    Args:
        folder: the data folder.
    Returns:
        tables of counts by their titles: pages by kind, places by type and by group, names by language, status,
        certainty and source, and how much is verified.

    >>> from pathlib import Path
    >>> stats(Path("no folder"))["pages"]
    {'all': 0}
    """
    return counts(Data(folder))


def counts(data: Data) -> Counts:
    """Count what data that has been read holds; see `stats`."""
    records = data.records
    places = [record for record in records if record.entry.kind == "place"]
    lines = [line for record in records for line in record.lines]
    return {
        "pages": {"all": len(records), **_counted(record.entry.kind for record in records)},
        "places by type": _counted(record.page.table["type"] for record in places),
        "places by group": _counted(record.page.path.split("/")[-_FILED_BY] for record in places),
        "places with": _coverage(places),
        "names": {"all": len(lines), "not sourced": sum("?" in line.source for line in lines)},
        "names by language": _counted(line.lang for line in lines),
        "names by status": _counted(line.status for line in lines),
        "names by certainty": _counted(line.certainty for line in lines),
        "names by source": _counted(source for line in lines for source in line.source),
    }


def _counted(words: Iterable[str]) -> dict[str, int]:
    """The words with the most frequent first."""
    return dict(sorted(Counter(words).items(), key=lambda pair: (-pair[1], pair[0])))


def _coverage(places: Iterable[Record]) -> dict[str, int]:
    found: Counter[str] = Counter({"a position": 0, "a sure Japanese and a sure Russian name": 0})
    for record in places:
        found["a position"] += "point" in record.page.table
        found["a sure Japanese and a sure Russian name"] += {"ja", "ru"} <= _sure_languages(record.lines)
    return dict(found)


def _sure_languages(lines: Iterable[NameLine]) -> set[str]:
    return {line.lang for line in lines if line.certainty != "inferred"}


def render_counts(counted: Counts, format: str = "text", top: int = 20) -> str:
    """Counts as text or JSON.

    Args:
        counted: what `stats` gives.
        format: `text`: a line a count, its table, word and number parted by tabs; or `json`.
        top: how many sources the text shows.
    Returns:
        the text, with the share of names that are not sourced.

    >>> render_counts({"names": {"all": 8, "not sourced": 2}}).splitlines()[1].split(chr(9))
    ['names', 'not sourced', '2 (25.0 %)']
    """
    if format == "json":
        import json

        return json.dumps(counted, ensure_ascii=False, indent=2) + "\n"
    rows = []
    for title, table in counted.items():
        for word, count in list(table.items())[: top if title == "names by source" else None]:
            share = f" ({count / max(table['all'], 1):.1%})".replace("%", " %") if word == "not sourced" else ""
            rows.append(f"{title}\t{word}\t{count}{share}\n")
    return "".join(rows)
