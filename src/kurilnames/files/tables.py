"""CSV and TSV of any size: read row by row, written as they were read and one field longer."""

from __future__ import annotations

import csv
import io
import re
import sys
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from kurilnames.errors import UnreadableFile
from kurilnames.files.lines import whole_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Written = Callable[[str, int], str | None]

__all__ = ["Row", "Table", "position"]

_BOM = "\ufeff"
_REMEMBERED = 1 << 14
_SAID = re.compile(r"sep=(.)\s*")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")


class Row(NamedTuple):
    """A row: the line on which it begins (from 1), its fields, and how it stands in the file, line end and all.

    An empty line is a row without fields.
    """

    line: int
    fields: list[str]
    raw: str


class Table:
    """A table whose first row names its columns: what stands before that, `header`, `rows` (once), `delimiter`.

    Args:
        path: the file, for messages.
        lines: its lines, or pieces of them, with their ends.
        delimiter: what parts its fields; without it, what a first line `sep=` says, as Excel writes it, or the most
            frequent of comma, semicolon and tab in the first row.
    Raises:
        UnreadableFile: no header, or (while `rows` are read) no table or a row longer than the header, with its line.
        ValueError: the delimiter is not one character.

    >>> table = Table("ports.csv", ["id;place\\n", "1;Shana\\n"])
    >>> list(table.with_column("ja", "place", lambda name, line: "紗那"))
    ['id;place;ja\\n', '1;Shana;紗那\\n']
    """

    def __init__(self, path: str, lines: Iterable[str], delimiter: str | None = None) -> None:
        if delimiter is not None and len(delimiter) != 1:
            raise ValueError(f"a delimiter is one character, not {delimiter!r}")
        self.path = path
        whole = _split(lines)
        first = next((line for line in self._skipped(whole) if line.strip("\r\n")), None)
        if first is None:
            raise UnreadableFile(path, 1, "empty: a table needs a row that names its columns")
        said = _SAID.fullmatch(first)
        if said:
            self.before += first
            first = next(whole, "")
        self.delimiter = delimiter or (said[1] if said else _sniffed(first))
        self._rows = self._read(chain((first,), whole), self.before.count("\n") + 1)
        self.header = next(self._rows, Row(1, [], ""))

    def _skipped(self, lines: Iterator[str]) -> Iterator[str]:
        """The lines from the first, without the byte order mark; empty ones are kept as `before`."""
        self.before = ""
        for line in lines:
            text = line if self.before else line.removeprefix(_BOM)
            self.before += line[: len(line) - len(text)]
            yield text
            self.before += text

    @property
    def rows(self) -> Iterator[Row]:
        """The rows behind the header."""
        width = len(self.header.fields)
        for row in self._rows:
            if len(row.fields) > width:
                reason = f"{len(row.fields)} fields where the first row has {width}: quote a field that holds the mark"
                raise UnreadableFile(self.path, row.line, reason)
            yield row

    def _read(self, lines: Iterable[str], begin: int) -> Iterator[Row]:
        csv.field_size_limit(sys.maxsize)
        taken: list[str] = []

        def noted() -> Iterator[str]:
            for line in lines:
                taken.append(line)
                yield line

        reader = csv.reader(noted(), delimiter=self.delimiter, strict=True)
        line = begin
        try:
            for fields in reader:
                yield Row(line, fields, taken[0] if len(taken) == 1 else "".join(taken))
                taken.clear()
                line = begin + reader.line_num
        except csv.Error as error:
            raise UnreadableFile(self.path, line, f"not a table: {error}") from None

    def with_column(self, new: str, column: str, written: Written) -> Iterator[str]:
        """The table as text with one more column, row by row.

        Args:
            new: the new column's name.
            column: the column whose fields it is made of.
            written: what a field becomes, by the field and its line; nothing for None.
        Returns:
            every row as it stood, the new field behind it; empty lines as they were.
        Raises:
            UnreadableFile: no such column, or two; or one that has the new name.
        """
        at = position(self.path, self.header.line, self.header.fields, column, new)
        return self._with_column(new, at, written)

    def _with_column(self, new: str, at: int, written: Written) -> Iterator[str]:
        yield self.before + self._spliced(self.header, self._quoted(new))
        quoted: dict[str | None, str] = {None: self._quoted("")}
        for row in self.rows:
            if not row.fields:
                yield row.raw
                continue
            text = written(row.fields[at] if at < len(row.fields) else "", row.line)
            field = quoted.get(text) or self._quoted(text or "")
            if len(quoted) < _REMEMBERED:
                quoted[text] = field
            yield self._spliced(row, field)

    def _spliced(self, row: Row, field: str) -> str:
        body = row.raw.rstrip("\r\n")
        missing = self.delimiter * (len(self.header.fields) - len(row.fields))
        return body + missing + field + row.raw[len(body) :]

    def _quoted(self, field: str) -> str:
        """A field behind its mark, in quotation marks where it needs them."""
        out = io.StringIO()
        csv.writer(out, delimiter=self.delimiter, lineterminator="\r\n").writerow(["", field])
        return out.getvalue()[:-2]


def _split(lines: Iterable[str]) -> Iterator[str]:
    """Lines; a carriage return alone ends one too."""
    for line in whole_lines(lines):
        if "\r" in line.removesuffix("\r\n"):
            yield from _LINE.findall(line)
        else:
            yield line


def position(path: str, line: int | None, names: Sequence[object], column: str, new: str) -> int:
    """The position of a column, where there is one of that name, and none of the name that a new one is to have.

    Raises:
        UnreadableFile: there is none, or two; or the new name is taken.

    >>> position("ports.csv", 1, ["id", "place"], "place", "place_ja")
    1
    """
    if names.count(column) != 1:
        how = "two columns are" if column in names else "no column is"
        shown = ", ".join(repr(name) for name in names if name is not None)
        raise UnreadableFile(path, line, f"{how} called {column!r}; there are {shown}")
    if new in names:
        raise UnreadableFile(path, line, f"a column is called {new!r} already: name the new one with --as")
    return names.index(column)


def _sniffed(first: str) -> str:
    return max(",;\t", key=re.sub('"[^"]*"', "", first).count)
