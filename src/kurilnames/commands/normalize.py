"""`kurilnames normalize`: a column of a CSV or TSV, written anew in a new column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kurilnames.commands.shared import as_filter, narrowing, say, verb, write, writing
from kurilnames.errors import UnreadableFile

if TYPE_CHECKING:
    import argparse

    from kurilnames.commands.shared import Verbs
    from kurilnames.files.tables import Row

__all__ = ["add_normalize"]

_TO = ("id", "ja", "ja-Hira", "ja-Latn", "ru", "ru-Latn", "en", "all")


def add_normalize(verbs: Verbs) -> None:
    """Give the command line its verb."""
    made = verb(verbs, "normalize", _normalize, "a column of a CSV or TSV, written anew in a new column")
    made.add_argument("file", metavar="FILE", help="a CSV or TSV; - is standard input")
    made.add_argument("--column", required=True, help="the column that holds names")
    made.add_argument("--to", choices=_TO, default="id")
    made.add_argument("--generic", choices=("keep", "always", "never"), default="keep")
    made.add_argument("--as", dest="new", metavar="NAME", help="the new column's name (COLUMN_TO by default)")
    writing(made)
    made.add_argument("--delimiter", help="what parts the fields, where a look at the first row does not tell")
    narrowing(made)


def _normalize(given: argparse.Namespace) -> int:
    from kurilnames.files.tables import read_table_file

    table = read_table_file(given.file, given.encoding, given.delimiter)
    column = table.column(given.column)
    new = f"{given.column}_{given.to}" if given.new is None else given.new
    if new in table.header.fields:
        reason = f"a column is called {new!r} already: name the new one with --as"
        raise UnreadableFile(table.path, table.header.line, reason)
    fields, problems = _normalized(given, [row for row in table.rows if row.fields], column)
    text = table.with_column(new, fields)
    for line, problem in problems:
        say(f"{table.path}:{line}: {problem}")
    write(given, text)
    return int(bool(problems))


def _normalized(given: argparse.Namespace, rows: list[Row], column: int) -> tuple[list[str], list[tuple[int, str]]]:
    """The new field of every row, empty where there is no name; and which those are, with the reason."""
    from kurilnames.errors import LookupFailed, UnknownId
    from kurilnames.normalizing import normalize

    narrowed = as_filter(given)._asdict()
    fields: list[str] = []
    problems = []
    for row in rows:
        name = row.fields[column] if column < len(row.fields) else ""
        try:
            fields.append(normalize(name, given.to, given.convention, generic=given.generic, **narrowed))
        except UnknownId:
            raise
        except LookupFailed as error:
            fields.append("")
            problems.append((row.line, str(error)))
    return fields, problems
