"""How sure the names are: a sample drawn by lot, and what a reader of its sources found."""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

from kurilnames.curation.data import Data
from kurilnames.errors import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

__all__ = ["VERDICTS", "Verdict", "quality_page", "read_audit", "sample"]

VERDICTS = {
    "right": "a cited source prints the name for this feature, and the rest of the line holds",
    "wrong": "no cited source prints it so, or it prints it for something else, or another field is mistaken",
    "unseen": "the cited source could not be read again",
}
_DRAWN = ("page", "lang", "text", "generic", "kana", "status", "by", "valid_from", "valid_to", "certainty", "note")
_COLUMNS = (*_DRAWN, "source", "verdict", "remark")
_HEAD = """\
# Data quality

Made by `kurilnames data docs` from the tables in `docs/audits/`.

`kurilnames data sample --count N --seed S` draws names by lot. A reader who did not write them looks each up in the
source that its line cites and gives a verdict. The table of an audit keeps every drawn name with its verdict and
remark as it stood on the day; what was wrong is mended since. A draw with many `unseen` says little about those lines.

| verdict | meaning |
| --- | --- |
"""


class Verdict(NamedTuple):
    """A drawn name and what its reader found."""

    group: str
    text: str
    verdict: str
    remark: str


def sample(folder: Path, count: int, seed: int) -> str:
    """Draw names by lot.

    Args:
        folder: the data folder.
        count: how many names; all when there are fewer.
        seed: the lot; the same seed and data draw the same names.
    Returns:
        a table for the reader: tab-separated, the name lines, their sources, and two empty columns for the verdict.

    >>> from pathlib import Path
    >>> sample(Path("no folder"), 3, 1).split(chr(9))[:3]
    ['page', 'lang', 'text']
    """
    data = Data(folder)
    lines = [(record.page.path, line) for record in data.records for line in record.lines]
    lines.sort(key=lambda drawn: (drawn[0], drawn[1].lang, drawn[1].text, drawn[1].status))
    drawn = Random(seed).sample(lines, min(count, len(lines)))
    table = io.StringIO()
    writer = csv.writer(table, delimiter="\t", lineterminator="\n")
    writer.writerow(_COLUMNS)
    for path, line in sorted(drawn, key=lambda pair: (pair[0], pair[1].lang, pair[1].text)):
        fields: Mapping[str, Any] = {"page": path, **line.model_dump()}
        writer.writerow([*(fields[name] or "" for name in _DRAWN), " ".join(line.source), "", ""])
    return table.getvalue()


def read_audit(path: Path) -> tuple[Verdict, ...]:
    """Read the table of an audit.

    Args:
        path: a table that `sample` drew, its verdicts filled in.
    Returns:
        a verdict a name.
    Raises:
        UnreadableFile: a row without a verdict, or with another word than those of `VERDICTS`; with its line.
    """
    found = []
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        for row in rows:
            if row.get("verdict") not in VERDICTS:
                reason = f"the verdict must be one of {', '.join(VERDICTS)}, not {row.get('verdict')!r}"
                raise UnreadableFile(str(path), rows.line_num, reason)
            found.append(Verdict(_group(row["page"]), row["text"], row["verdict"], row["remark"]))
    return tuple(found)


def _group(path: str) -> str:
    """The folder that a page is filed in: etorofu, documents, terms."""
    return path.split("/")[-2]


def quality_page(audits: Path) -> str:
    """docs/data-quality.md: the error rate of each group, audit by audit, the latest first.

    Args:
        audits: the folder of the tables.
    Returns:
        Markdown.
    Raises:
        UnreadableFile: a table that `read_audit` cannot read.
    """
    head = _HEAD + "".join(f"| {word} | {meaning} |\n" for word, meaning in VERDICTS.items())
    tables = sorted(audits.glob("*.tsv"), reverse=True)
    return head + "".join(part for path in tables for part in _audit(path.stem, read_audit(path)))


def _audit(title: str, verdicts: Sequence[Verdict]) -> Iterator[str]:
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    for verdict in verdicts:
        groups[verdict.group][verdict.verdict] += 1
    yield f"\n## {title}\n\n[The sample](audits/{title}.tsv), {len(verdicts)} names.\n\n"
    yield "| group | names | right | wrong | unseen | wrong of those read |\n| --- | --- | --- | --- | --- | --- |\n"
    yield from (_row(group, counted) for group, counted in sorted(groups.items()))
    yield _row("all", sum(groups.values(), Counter()))
    yield from _mistakes(verdicts)


def _row(group: str, counted: Counter[str]) -> str:
    read = counted["right"] + counted["wrong"]
    rate = f"{counted['wrong'] / read:.1%}".replace("%", " %") if read else "-"
    return f"| {group} | {counted.total()} | {' | '.join(str(counted[word]) for word in VERDICTS)} | {rate} |\n"


def _mistakes(verdicts: Iterable[Verdict]) -> Iterator[str]:
    wrong = [verdict for verdict in verdicts if verdict.verdict == "wrong"]
    if wrong:
        yield "\nWhat was wrong:\n\n"
    for verdict in wrong:
        yield f"- {verdict.text} ({verdict.group}): {verdict.remark}\n"
