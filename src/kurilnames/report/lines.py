"""Matches and mentions as lines of text, JSON or CSV."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from kurilnames.gazetteer import default
from kurilnames.report.names import LANGUAGES, dual_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from kurilnames.results import Match, Mention, Name

__all__ = ["FORMATS", "match_row", "mention_row", "render"]

Row = dict[str, Any]


def match_row(text: str, match: Match) -> Row:
    """What is told of a match: the query, the entry, the name that matched, how, and its names in three languages."""
    return {
        "text": text,
        "id": match.id,
        "name": match.name.text,
        "lang": match.name.lang,
        "how": match.how,
        "score": match.score,
        **_three(match),
        "sources": _sources(match.name),
    }


def mention_row(path: str, at: tuple[int, int], mention: Mention) -> Row:
    """What is told of a mention: file, line and column (from 1), span in code points, entry, names, sources."""
    return {
        "path": path,
        "line": at[0],
        "column": at[1],
        "start": mention.start,
        "end": mention.end,
        "surface": mention.surface,
        "id": mention.id,
        "how": mention.how,
        "form": mention.form or "",
        "candidates": [entry.id for entry in mention.candidates],
        **_three(mention),
        "sources": _sources(mention.name),
    }


def _three(found: Match | Mention) -> dict[str, str]:
    gazetteer = default()
    return {lang: dual_name(gazetteer, found.id, lang) for lang in LANGUAGES}


def _sources(name: Name) -> list[str]:
    return [source.id for source in name.sources]


def render(rows: Iterable[Row], format: str) -> Iterator[str]:
    """Rows as lines of text, one after another as they come.

    Args:
        rows: what `match_row` or `mention_row` made.
        format: `text`, `json` (an object a line) or `csv` (with a header).

    >>> print(*render([{"text": "x", "id": "habomai", "sources": ["a", "b"]}], "csv"), sep="", end="")
    text,id,sources
    x,habomai,a b
    """
    return FORMATS[format](rows)


def _text(rows: Iterable[Row]) -> Iterator[str]:
    return (_text_line(row) + "\n" for row in rows)


def _text_line(row: Row) -> str:
    where = f"{row['path']}:{row['line']}:{row['column']}: " if "path" in row else ""
    names = " = ".join(dict.fromkeys(filter(None, (row["ja"], row["ru"], row["en"]))))
    unsure = f" or {', '.join(row['candidates'][1:])}" if row.get("candidates") else ""
    how = f"{row['how']} {row.get('form', '')}".strip()
    said = row.get("surface", row.get("text"))
    return f"{where}{said}  {row['id']}{unsure}  {names}  ({how}; {', '.join(row['sources'])})"


def _json(rows: Iterable[Row]) -> Iterator[str]:
    return (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _csv(rows: Iterable[Row]) -> Iterator[str]:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for number, row in enumerate(rows):
        if not number:
            writer.writerow(row)
        writer.writerow(" ".join(value) if isinstance(value, list) else value for value in row.values())
        yield out.getvalue()
        out.seek(0)
        out.truncate()


FORMATS: Mapping[str, Callable[[Iterable[Row]], Iterator[str]]] = {"text": _text, "json": _json, "csv": _csv}
