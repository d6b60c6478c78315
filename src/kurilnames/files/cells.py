"""Columns of a CSV or TSV as segments."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from kurilnames.files.documents import TextDocument
from kurilnames.files.segments import Segment, Where, Writing
from kurilnames.files.splicing import TextFile
from kurilnames.messages import gettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["column_named", "read_cells"]

_DOUBLED = re.compile('""')


class _Cell(NamedTuple):
    """A field: what it says, where it stands, whether in quotation marks."""

    writing: Writing
    start: int
    end: int
    quoted: bool


def read_cells(
    path: str,
    content: bytes,
    encoding: str | None = None,
    *,
    source: str | None = None,
    target: str | None = None,
    delimiter: str | None = None,
) -> TextDocument:
    """The fields of a table's target column, each with that of its source column.

    Args:
        path, content, encoding: the file; without an encoding, it is detected.
        source, target: columns, by the name in the first row or by number (from 1); without a target, every field.
        delimiter: what parts the fields; without it, the most frequent of comma, semicolon and tab in the first row.
    Raises:
        UnreadableFile: not in its encoding, no table, or no such column; with the line.
    """
    file = TextFile(path, content, encoding)
    first = re.sub('"[^"]*"', "", file.text[file.begin :].lstrip("\r\n").partition("\n")[0])
    mark = delimiter or max(",;\t", key=first.count)
    rows = (row for row in _rows(file, mark) if len(row) > 1 or row[0].writing.text)
    names = [name for name in (source, target) if name] if target else []
    return TextDocument(file, _segments(file, _wanted(file, rows, names), mark))


def _wanted(
    file: TextFile, rows: Iterator[list[_Cell]], names: list[str]
) -> Iterator[tuple[list[_Cell], _Cell, str | None]]:
    """The cells of the last of some columns, or all: each with its row and what the first column says there."""
    for number, row in enumerate(rows):
        if not names:
            yield from ((row, cell, None) for cell in row)
            continue
        if not number:
            *firsts, last = (_column(file, row, name) for name in names)
        if last < len(row) and (number or all(map(str.isdecimal, names))):
            yield row, row[last], _text(row, firsts[0]) if firsts else None


def _text(row: list[_Cell], column: int) -> str:
    return row[column].writing.text if column < len(row) else ""


def _segments(file: TextFile, wanted: Iterable[tuple[list[_Cell], _Cell, str | None]], mark: str) -> Iterator[Segment]:
    bare = partial(_bare, {mark, '"', "\n", "\r"})
    for row, cell, source in wanted:
        if not cell.writing.blank:
            where, around = Where(file.line(cell.start)), (row[0].start, row[-1].end)
            escape = _quoted if cell.quoted else bare
            yield Segment(cell.writing.text, cell.writing.pieces, where, source, escape=escape, around=around)


def _quoted(text: str) -> str:
    return text.replace('"', '""')


def _bare(special: set[str], text: str) -> str | None:
    return None if special.intersection(text) else text


def column_named(head: Mapping[int, str], name: str) -> int:
    """The number of a column (from 1).

    Args:
        head: what the first row says in each column.
        name: what it says in the column, or the number.
    Raises:
        ValueError: there is none of that name or number, or there are two; with those that there are.

    >>> column_named({1: "ja", 2: "ru"}, "ru"), column_named({1: "ja", 2: "ru"}, "1")
    (2, 1)
    """
    numbers = [number for number, text in head.items() if text == name]
    if len(numbers) == 1:
        return numbers[0]
    if name.isdecimal() and 0 < int(name) <= max(head):
        return int(name)
    how = "two columns are" if numbers else "no column is"
    raise ValueError(f"{how} called {name!r}; there are {', '.join(map(repr, head.values()))}")


def _column(file: TextFile, header: list[_Cell], name: str) -> int:
    try:
        return column_named({number: cell.writing.text for number, cell in enumerate(header, 1)}, name) - 1
    except ValueError as error:
        raise file.refuse(file.begin, str(error)) from None


def _rows(file: TextFile, mark: str) -> Iterator[list[_Cell]]:
    field = re.compile(
        rf'(?:"(?P<quoted>(?:[^"]|"")*+)"|(?P<bare>(?!")[^{re.escape(mark)}\r\n]*))(?P<end>{re.escape(mark)}|\r\n|\r|\n|\Z)'
    )
    row: list[_Cell] = []
    at = file.begin
    while at < len(file.text) or row:
        found = field.match(file.text, at)
        if not found:
            raise file.refuse(
                at, gettext("not a table: a quotation mark that is not closed, or text after one that is")
            )
        row.append(_cell(found))
        at = found.end()
        if found["end"] != mark:
            yield row
            row = []


def _cell(found: re.Match[str]) -> _Cell:
    writing = Writing()
    group = "bare" if found["quoted"] is None else "quoted"
    if group == "quoted":
        writing.mixed(found[group], found.start(group), _DOUBLED, lambda _: '"')
    else:
        writing.plain(found[group], found.start(group))
    return _Cell(writing, found.start(), found.end(), group == "quoted")
