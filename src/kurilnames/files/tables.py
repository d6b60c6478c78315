"""CSV and TSV: read with the line of every row, written as they were read."""

from __future__ import annotations

import csv
import io
from typing import NamedTuple

from kurilnames.errors import UnreadableFile
from kurilnames.files.text import read_text

__all__ = ["Table", "read_table_file"]


class Table(NamedTuple):
    """A table: its header, its rows with the line on which each begins, and how it is written."""

    path: str
    header: list[str]
    rows: list[tuple[int, list[str]]]
    delimiter: str
    line_end: str

    def column(self, name: str) -> int:
        """The position of a column.

        Raises:
            UnreadableFile: there is none of that name, or two.
        """
        if self.header.count(name) == 1:
            return self.header.index(name)
        how = "two columns are" if name in self.header else "no column is"
        raise UnreadableFile(self.path, 1, f"{how} called {name!r}; there are {', '.join(map(repr, self.header))}")

    def written(self) -> str:
        """The table as text."""
        out = io.StringIO()
        writer = csv.writer(out, delimiter=self.delimiter, lineterminator=self.line_end)
        writer.writerow(self.header)
        writer.writerows(row for _, row in self.rows)
        return out.getvalue()


def read_table_file(path: str, encoding: str = "utf-8", delimiter: str | None = None) -> Table:
    """Read a CSV or TSV whose first row names the columns.

    Args:
        path: the file, or `-`.
        encoding: its encoding.
        delimiter: what parts its fields; without it, the most frequent of comma, semicolon and tab in the first row.
    Returns:
        the table; rows shorter than the header are filled up with empty fields, empty lines are kept.
    Raises:
        UnreadableFile: no file, not in that encoding, no header, or a row longer than the header, with its line.
    """
    text = read_text(path, encoding)
    first = text.partition("\n")[0]
    mark = delimiter or max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    rows: list[tuple[int, list[str]]] = []
    begin = 1
    try:
        for row in reader:
            rows.append((begin, row))
            begin = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableFile(path, begin, f"not a table: {error}") from None
    if not rows:
        raise UnreadableFile(path, 1, "empty: a table needs a row that names its columns")
    (_, header), *rest = rows
    return Table(path, header, [_filled(path, len(header), row) for row in rest], mark, _line_end(text))


def _filled(path: str, width: int, numbered: tuple[int, list[str]]) -> tuple[int, list[str]]:
    line, row = numbered
    if len(row) > width:
        raise UnreadableFile(
            path, line, f"{len(row)} fields where the first row has {width}: quote a field that holds the mark"
        )
    return line, row + [""] * (width - len(row))


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
