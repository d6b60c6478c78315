"""A workbook's cells that hold text: where they are and where their text stands in the package."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from kurilnames.errors import UnreadableFile
from kurilnames.files.markup import Tag, attribute, tokens
from kurilnames.files.packages import Package, main_part, relations
from kurilnames.files.zips import Zip

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Cell", "Workbook"]

_PLACE = re.compile(r"([A-Z]{1,3})(\d+)")


class Cell(NamedTuple):
    """A cell that holds text.

    `tag` is its first tag, `close` where its last begins; its text is that of the shared string with a number, or its
    own, and stands from `begin` to `end` in the package's text; `tied` says that another part has that text once more.
    """

    sheet: str
    row: int
    column: int
    tag: Tag
    close: int
    string: int | None
    begin: int
    end: int
    tied: bool

    @property
    def key(self) -> str:
        return f"{self.sheet}!{_letters(self.column)}{self.row}"


class Workbook:
    """The text of a workbook; iterating gives its rows, each with the cells that hold text.

    Args:
        path, content: the file.
    Raises:
        UnreadableFile: no workbook, damaged or not harmless.
    """

    def __init__(self, path: str, content: bytes) -> None:
        zip = Zip(path, content)
        main = main_part(zip, "workbook", "workbook")
        found = relations(zip, main)
        strings = [each.target for each in found if each.kind == "sharedStrings"]
        sheets = {each.id: each.target for each in found if each.kind == "worksheet"}
        named = _named(Package(zip, [main]).text)
        self.path = path
        self._names = {sheets[id]: name for id, name in named if id in sheets}
        self._headers = {name: list(_headers(zip, name)) for name in self._names}
        self.package = Package(zip, [*strings, *self._names])
        spans = {name: (begin, end) for name, begin, end in self.package}
        self._strings = [span for name in strings for span in _strings(self.package.text, *spans[name])]
        self._rows = [row for name in self._names for row in self._read(name, *spans[name])]
        self.uses = Counter(cell.string for row in self._rows for cell in row)

    def __iter__(self) -> Iterator[list[Cell]]:
        return iter(self._rows)

    def _read(self, part: str, begin: int, end: int) -> Iterator[list[Cell]]:
        """The rows of a sheet."""
        row = column = 0
        cell: Tag | None = None
        text = (0, 0)
        cells: list[Cell] = []
        for token in tokens(self.package.text, begin, end):
            if not isinstance(token, Tag):
                continue
            if token.opens and token.name == "row":
                row, column = _number(attribute(token.attrs, "r")) or row + 1, 0
            elif token.opens and token.name == "c":
                place = _PLACE.fullmatch(attribute(token.attrs, "r") or "")
                cell, column = token, _column(place[1]) if place else column + 1
                text = (token.end, token.end)
            elif token.name in ("v", "is"):
                text = (token.end, text[1]) if token.opens else (text[0], token.start)
            if not token.closes:
                continue
            if token.name == "c" and cell and not cell.closes:
                cells += self._cell(part, row, column, cell, token.start, text)
            elif token.name == "row" and cells:
                yield cells
                cells = []

    def _cell(self, part: str, row: int, column: int, tag: Tag, close: int, text: tuple[int, int]) -> Iterator[Cell]:
        """A cell, if it holds text."""
        kind, string = attribute(tag.attrs, "t"), None
        if kind == "s":
            string = _number(self.package.text[slice(*text)])
            if string is None or string >= len(self._strings):
                raise UnreadableFile(self.path, None, f"damaged: row {row} of {part} has a text that is not there")
            text = self._strings[string]
        if kind in ("s", "inlineStr"):
            tied = any(row == header and column in columns for header, columns in self._headers[part])
            yield Cell(self._names[part], row, column, tag, close, string, *text, tied)


def _named(text: str) -> list[tuple[str, str]]:
    """The sheets that a workbook lists: their ids and names."""
    tags = [token.attrs for token in tokens(text) if isinstance(token, Tag) and token.name == "sheet"]
    return [(attribute(attrs, "r:id") or "", attribute(attrs, "name") or "") for attrs in tags]


def _headers(zip: Zip, sheet: str) -> Iterator[tuple[int, range]]:
    """The rows of a sheet, with their columns, that head a table: the table names its columns as they do."""
    for each in relations(zip, sheet):
        if each.kind == "table":
            text = Package(zip, [each.target]).text
            tag = next(token for token in tokens(text) if isinstance(token, Tag))
            ends = _PLACE.findall(attribute(tag.attrs, "ref") or "")
            if len(ends) == 2 and attribute(tag.attrs, "headerRowCount") != "0":
                yield int(ends[0][1]), range(_column(ends[0][0]), _column(ends[1][0]) + 1)


def _strings(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the shared strings stand."""
    at = begin
    for token in tokens(text, begin, end):
        if isinstance(token, Tag) and token.name == "si":
            at = token.end if token.opens else at
            if token.closes:
                yield at, max(at, token.start)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() else None


def _column(letters: str) -> int:
    """The number of a column.

    >>> _column("A"), _column("AA")
    (1, 27)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _letters(column: int) -> str:
    """The letters of a column.

    >>> _letters(1), _letters(27)
    ('A', 'AA')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
