"""XLSX: the cells of a workbook that hold text, or those of a column, each with what it translates."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from kurilnames.errors import UnreadableFile
from kurilnames.files.cells import column_named
from kurilnames.files.markup import Tag, escaped, read_into, tokens
from kurilnames.files.packages import PackedDocument, preserving
from kurilnames.files.segments import Segment, Where, Writing
from kurilnames.files.splicing import Change, changed
from kurilnames.files.workbook import Workbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kurilnames.files.workbook import Cell

__all__ = ["read_xlsx"]

_SHARED = re.compile(r"""\bt\s*=\s*(?:"s"|'s')""")
_READING = re.compile(r"<rPh\b.*?</rPh>|<phoneticPr\b[^>]*/>", re.DOTALL)


def read_xlsx(
    path: str, content: bytes, encoding: str | None = None, *, source: str | None = None, target: str | None = None
) -> PackedDocument:
    """The cells of a workbook's target column, each with that of its source column, sheet by sheet.

    Args:
        path, content: the file.
        encoding: not asked for; the parts of the file say it.
        source, target: columns, by the name in a sheet's first row or by number (from 1); without a target, every cell.
    Raises:
        UnreadableFile: no workbook, damaged or not harmless; no sheet has such columns.
    """
    cells = _Cells(Workbook(path, content))
    if target is None:
        wanted: Iterable[_Wanted] = (_Wanted(row, each, None) for row in cells.rows for each in row)
    else:
        wanted = _of_columns(path, cells.rows, [source, target] if source else [target])
    return PackedDocument(cells, _segments(wanted))


class _Copy(NamedTuple):
    """A cell and its text: where that begins and ends in the text of all cells, and what it says."""

    cell: Cell
    begin: int
    end: int
    writing: Writing


class _Wanted(NamedTuple):
    """A cell that is looked at: its row, itself, what it translates."""

    row: Sequence[_Copy]
    copy: _Copy
    source: str | None


class _Cells:
    """The texts of a workbook's cells one after another, each by itself even where cells share one: a `File`.

    Args:
        book: the workbook.
    """

    encoding = "utf-8"
    guessed = False
    begin = 0

    def __init__(self, book: Workbook) -> None:
        self.path = book.path
        self.content = book.package.content
        self._book = book
        self.text = "".join(book.package.text[cell.begin : cell.end] for row in book for cell in row)
        self.rows: list[list[_Copy]] = []
        at = 0
        for row in book:
            self.rows.append([])
            for cell in row:
                end = at + cell.end - cell.begin
                self.rows[-1].append(_Copy(cell, at, end, _read(self.text, at, end)))
                at = end
        self._copies = [copy for row in self.rows for copy in row]

    def spliced(self, changes: Iterable[Change]) -> bytes:
        """The bytes of the workbook after changes of its cells; a string that others share stays theirs.

        Raises:
            UnreadableFile: a part or the package cannot be written.
        """
        made: dict[int, list[Change]] = defaultdict(list)
        for change in sorted(changes):
            number = bisect_right(self._copies, change.start, key=lambda copy: copy.begin) - 1
            at = self._copies[number].begin
            made[number].append(Change(change.start - at, change.end - at, change.text))
        together: dict[int | None, list[int]] = defaultdict(list)
        for number, each in made.items():
            cell, raw = self._copies[number].cell, self._raw(number)
            each[:] = sorted([*each, *(Change(*found.span(), "") for found in _READING.finditer(raw))])
            together[cell.string].append(number)
        placed = (change for string, numbers in together.items() for change in self._placed(string, numbers, made))
        return self._book.package.spliced(placed)

    def _placed(self, string: int | None, numbers: Sequence[int], made: dict[int, list[Change]]) -> Iterator[Change]:
        """Changes of the package's text: in the shared string where all its cells change alike, else in the cells."""
        texts = {changed(self._raw(number), made[number]) for number in numbers}
        alike = len(texts) == 1 and len(numbers) == self._book.uses[string]
        for number in numbers[:1] if string is not None and alike else numbers:
            cell = self._copies[number].cell
            if string is None or alike:
                yield from (Change(cell.begin + start, cell.begin + end, new) for start, end, new in made[number])
            else:
                yield from self._own(cell, self._raw(number), made[number])

    def _own(self, cell: Cell, raw: str, changes: Sequence[Change]) -> Iterator[Change]:
        """The changes that give a cell a text of its own."""
        text = self._book.package.text[cell.tag.start : cell.tag.end]
        kind = _SHARED.search(text)
        if not kind or not text.startswith("<c"):
            raise UnreadableFile(self.path, None, f"{cell.key} cannot be written: its tags are of an unusual kind")
        own = changed(raw, sorted([*changes, *preserving(raw, changes)]))
        yield Change(cell.tag.start + kind.start(), cell.tag.start + kind.end(), 't="inlineStr"')
        yield Change(cell.tag.end, cell.close, f"<is>{own}</is>")

    def _raw(self, number: int) -> str:
        return self.text[self._copies[number].begin : self._copies[number].end]


def _read(text: str, begin: int, end: int) -> Writing:
    """What a cell says, without the reading of its ideographs."""
    writing, within, readings = Writing(), 0, 0
    for token in tokens(text, begin, end):
        if not isinstance(token, Tag):
            if within and not readings:
                read_into(writing, token)
        elif token.name == "t":
            within += token.opens - token.closes
        elif token.name == "rPh":
            readings += token.opens - token.closes
    return writing


def _of_columns(path: str, rows: Sequence[Sequence[_Copy]], names: Sequence[str]) -> Iterator[_Wanted]:
    """The cells of the last of some columns, each with that of the first, in the sheets that have them."""
    numbered = all(name.isdecimal() for name in names)
    faults = [f"no sheet has a text in column {names[-1]}"] if numbered else []
    served = False
    for _, of_sheet in groupby(rows, key=lambda row: row[0].cell.sheet):
        sheet = list(of_sheet)
        head = {copy.cell.column: copy.writing.text for copy in sheet[0]}
        try:
            *firsts, last = (int(name) if numbered else column_named(head, name) for name in names)
        except ValueError as error:
            faults.append(str(error))
            continue
        served = served or not numbered
        for row in sheet if numbered else sheet[1:]:
            cells = {copy.cell.column: copy for copy in row}
            if last in cells:
                served = True
                yield _Wanted(row, cells[last], _text(cells, firsts[0]) if firsts else None)
    if faults and not served:
        raise UnreadableFile(path, None, faults[0])


def _text(cells: Mapping[int, _Copy], column: int) -> str:
    return cells[column].writing.text if column in cells else ""


def _segments(wanted: Iterable[_Wanted]) -> Iterator[Segment]:
    for row, (cell, _, _, writing), source in wanted:
        if not writing.blank:
            where = Where(cell.row, cell.key, cell.column)
            around = (row[0].begin, row[-1].end)
            escape = _refuse if cell.tied else escaped
            yield Segment(writing.text, writing.pieces, where, source, escape=escape, loose=True, around=around)


def _refuse(text: str) -> None:
    """Nothing can be written where another part of the workbook says the same."""
