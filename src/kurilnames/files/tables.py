"""CSV and TSV: read with the line of every row, written as they were read and one field longer."""

from __future__ import annotations

import csv
import io
import re
import sys
from typing import TYPE_CHECKING, NamedTuple

from kurilnames.errors import UnreadableFile
from kurilnames.files.text import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Row", "Table", "read_table_file"]

_BOM = "\ufeff"


class Row(NamedTuple):
    """A row: the line on which it begins (from 1), its fields, and how it stands in the file, line end and all.

    An empty line is a row without fields.
    """

    line: int
    fields: list[str]
    raw: str


class Table(NamedTuple):
    """A table: what stands before its header, its header, its rows, and what parts its fields."""

    path: str
    before: str
    header: Row
    rows: list[Row]
    delimiter: str

    def column(self, name: str) -> int:
        """The position of a column.

        Raises:
            UnreadableFile: there is none of that name, or two.
        """
        fields = self.header.fields
        if fields.count(name) == 1:
            return fields.index(name)
        how = "two columns are" if name in fields else "no column is"
        shown = ", ".join(map(repr, fields))
        raise UnreadableFile(self.path, self.header.line, f"{how} called {name!r}; there are {shown}")

    def with_column(self, name: str, fields: list[str]) -> str:
        """The table as text with one more column.

        Args:
            name: the new column's name.
            fields: its fields, one for each row that has any.
        Returns:
            the text: every row as it stood, the new field behind it; empty lines as they were.
        """
        more = iter(fields)
        spliced = [self._spliced(row, next(more)) if row.fields else row.raw for row in self.rows]
        return self.before + self._spliced(self.header, name) + "".join(spliced)

    def _spliced(self, row: Row, field: str) -> str:
        body = row.raw.rstrip("\r\n")
        missing = self.delimiter * (len(self.header.fields) - len(row.fields))
        return body + missing + self.delimiter + self._quoted(field) + row.raw[len(body) :]

    def _quoted(self, field: str) -> str:
        out = io.StringIO()
        csv.writer(out, delimiter=self.delimiter, lineterminator="").writerow([field, ""])
        return out.getvalue()[: -len(self.delimiter)]


def read_table_file(path: str, encoding: str = "utf-8", delimiter: str | None = None) -> Table:
    """Read a CSV or TSV whose first row names the columns.

    Args:
        path: the file, or `-`.
        encoding: its encoding.
        delimiter: what parts its fields; without it, the most frequent of comma, semicolon and tab in the first row.
    Returns:
        the table.
    Raises:
        UnreadableFile: no file, not in that encoding, no header, or a row longer than the header, with its line.
        ValueError: the delimiter is not one character.
    """
    if delimiter is not None and len(delimiter) != 1:
        raise ValueError(f"a delimiter is one character, not {delimiter!r}")
    text = read_text(path, encoding, keep_bom=True)
    body = text.removeprefix(_BOM)
    rows = list(_rows(path, body, delimiter or _sniffed(body)))
    first = next((number for number, row in enumerate(rows) if row.fields), None)
    if first is None:
        raise UnreadableFile(path, 1, "empty: a table needs a row that names its columns")
    before = text[: len(text) - len(body)] + "".join(row.raw for row in rows[:first])
    table = Table(path, before, rows[first], rows[first + 1 :], delimiter or _sniffed(body))
    _check_width(table)
    return table


def _sniffed(text: str) -> str:
    first = text.lstrip("\r\n").partition("\n")[0]
    return max(",;\t", key=re.sub('"[^"]*"', "", first).count)


def _rows(path: str, text: str, delimiter: str) -> Iterator[Row]:
    csv.field_size_limit(sys.maxsize)
    taken: list[str] = []

    def lines() -> Iterator[str]:
        for line in io.StringIO(text, newline=""):
            taken.append(line)
            yield line

    begin = 1
    reader = csv.reader(lines(), delimiter=delimiter, strict=True)
    try:
        for fields in reader:
            yield Row(begin, fields, "".join(taken))
            taken.clear()
            begin = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableFile(path, begin, f"not a table: {error}") from None


def _check_width(table: Table) -> None:
    width = len(table.header.fields)
    for row in table.rows:
        if len(row.fields) > width:
            reason = f"{len(row.fields)} fields where the first row has {width}: quote a field that holds the mark"
            raise UnreadableFile(table.path, row.line, reason)
