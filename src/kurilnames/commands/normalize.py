"""`kurilnames normalize`: a column of a file, written anew in a new column."""

from __future__ import annotations

import io
import sys
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

from kurilnames.commands.shared import as_filter, narrowing, say, say_encoding, verb
from kurilnames.errors import LookupFailed, UnreadableFile

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Iterator

    from kurilnames.commands.shared import Verbs
    from kurilnames.files.lines import Lines
    from kurilnames.report.unresolved import Unresolved

__all__ = ["add_normalize"]

_TO = ("id", "ja", "ja-Hira", "ja-Latn", "ru", "ru-Latn", "en", "all")
_FORMATS = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".xlsm": "excel",
    ".xlsx": "excel",
}
_NEEDS = {"parquet": ("parquet", "pyarrow"), "excel": ("excel", "openpyxl")}


def add_normalize(verbs: Verbs) -> None:
    """Give the command line its verb."""
    made = verb(verbs, "normalize", _normalize, "a column of a file, written anew in a new column")
    made.add_argument("file", metavar="FILE", help="CSV, TSV, .jsonl, .parquet, .xlsx; - is standard input, CSV")
    made.add_argument("--column", required=True, help="the column that holds names")
    made.add_argument("--to", choices=_TO, default="id")
    made.add_argument("--convention", default="dual", help="dual, japan, russia or the path of a convention file")
    made.add_argument("--generic", choices=("keep", "always", "never"), default="keep")
    made.add_argument("--fuzzy", action="store_const", const=1, help="also names of places that are one edit away")
    made.add_argument("--inside", action="store_true", help="also names in longer texts: 103 km NNW of Kurilsk")
    made.add_argument("--unmatched", choices=("empty", "keep"), default="empty", help="what stands for other values")
    made.add_argument("--as", dest="new", metavar="NAME", help="the new column's name (COLUMN_TO by default)")
    made.add_argument("--output", "-o", metavar="FILE", default="-")
    made.add_argument("--report", metavar="FILE", help="a CSV of what could not be written, the most frequent first")
    made.add_argument("--strict", action="store_true", help="write nothing unless every name can be written")
    made.add_argument("--from", dest="format", choices=("csv", "jsonl", "parquet", "excel"), help="what FILE is")
    made.add_argument("--encoding", help="of FILE; detected where it is not given")
    made.add_argument("--output-encoding", metavar="ENCODING", help="that of FILE by default; UTF-8 on standard output")
    made.add_argument("--delimiter", help="what parts the fields, where a look at the first row does not tell")
    made.add_argument("--sheet", help="of a workbook; the one that was shown last by default")
    narrowing(made)


def _normalize(given: argparse.Namespace) -> int:
    from kurilnames.report.unresolved import Unresolved

    _check_report(given)
    ledger = Unresolved(given.file, _look_up(given), strict=given.strict)
    new = f"{given.column}_{given.to}" if given.new is None else given.new
    try:
        with _stopping(), _reporting(given.report, ledger):
            _written(given, new, ledger)
    except LookupFailed as error:
        say(f"{error}; nothing was written")
        return 1
    except KeyboardInterrupt:
        say(f"{given.file}: interrupted; no file was written")
        return 130
    for line in ledger.told():
        say(line)
    say(ledger.summary())
    return int(bool(ledger.left))


def _check_report(given: argparse.Namespace) -> None:
    """Refuse a report that would take the place of a table."""
    if given.report:
        from pathlib import Path

        if Path(given.report).resolve() in (Path(given.file).resolve(), Path(given.output).resolve()):
            raise ValueError(f"{given.report}: --report needs a file of its own")


@contextmanager
def _reporting(path: str | None, ledger: Unresolved) -> Iterator[None]:
    """Begin a report before any work, so that one that cannot be written is said in time; fill it behind the work."""
    if not path:
        yield
        return
    from kurilnames.files.text import replacing

    with replacing(path) as file:
        yield
        file.writelines(row.encode("utf-8", "backslashreplace") for row in ledger.table())


def _look_up(given: argparse.Namespace) -> Any:
    from kurilnames.answering import Options, answers

    return answers(
        Options(
            given.to,
            given.convention,
            given.generic,
            *as_filter(given),
            given.fuzzy,
            given.inside,
            "keep" if given.unmatched == "keep" else None,
        )
    )


@contextmanager
def _stopping() -> Iterator[None]:
    """A request to end is an interruption, so that no part of a file stays."""
    import signal
    import threading

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _written(given: argparse.Namespace, new: str, ledger: Unresolved) -> None:
    format = given.format or next((f for end, f in _FORMATS.items() if given.file.lower().endswith(end)), "csv")
    if format in _NEEDS:
        _write_binary(given, new, ledger, format)
        return
    from kurilnames.files.json_lines import with_member
    from kurilnames.files.lines import Lines
    from kurilnames.files.tables import Table
    from kurilnames.report.progress import shown

    lines = Lines(given.file, given.encoding)
    _say_encoding(given, lines)
    if format == "jsonl":
        rows = with_member(given.file, shown(lines), new, given.column, ledger)
    else:
        rows = Table(given.file, shown(lines), given.delimiter).with_column(new, given.column, ledger)
    if given.output != "-":
        from kurilnames.files.text import replacing

        with replacing(given.output) as file:
            _write_rows(file, given.output, given.output_encoding or lines.encoding, rows)
        return
    if given.strict:
        rows = _whole(rows)
    if given.output_encoding:
        _write_rows(sys.stdout.buffer, given.output, given.output_encoding, rows)
    else:
        sys.stdout.writelines(rows)


def _say_encoding(given: argparse.Namespace, lines: Lines) -> None:
    if given.encoding is None and not lines.encoding.startswith("utf-8"):
        say_encoding(given.file, lines.encoding)


def _whole(rows: Iterable[str]) -> Iterator[str]:
    """Rows, when all of them are there."""
    from tempfile import TemporaryFile

    with TemporaryFile("w+", encoding="utf-8", errors="surrogatepass", newline="") as held:
        held.writelines(rows)
        held.seek(0)
        yield from held


def _write_rows(file: IO[bytes], path: str, encoding: str, rows: Iterable[str]) -> None:
    try:
        out = io.TextIOWrapper(file, encoding=encoding, newline="")
    except LookupError:
        raise UnreadableFile(path, None, f"no encoding is called {encoding!r}") from None
    line = 1
    try:
        for row in rows:
            try:
                out.write(row)
            except UnicodeEncodeError as error:
                reason = f"{encoding} has no {row[error.start]!r}: write in another, as with --output-encoding utf-8"
                raise UnreadableFile(path, line, reason) from None
            line += row.count("\n")
        out.flush()
    finally:
        out.detach()


def _write_binary(given: argparse.Namespace, new: str, ledger: Unresolved, format: str) -> None:
    from kurilnames.files.text import replacing
    from kurilnames.report.progress import ROWS, watched

    if given.output == "-":
        raise ValueError(f"{given.file}: say with -o where the file goes that is written")
    extra, library = _NEEDS[format]
    try:
        table, written = _opened(given, ledger, format)
    except ImportError:
        raise ValueError(f"{given.file}: needs {library}: pip install 'kurilnames[{extra}]'") from None
    with replacing(given.output) as file:
        steps = table.write(file, new, given.column, written)
        for _ in watched(steps, lambda: table.read, table.rows, ROWS):
            pass


def _opened(given: argparse.Namespace, ledger: Unresolved, format: str) -> tuple[Any, Callable[[Any, int], Any]]:
    """The table, and what writes its values: cell by cell, or an array at once."""
    if format == "excel":
        from kurilnames.files.excel import Workbook

        return Workbook(given.file, given.sheet), ledger
    from kurilnames.files.parquet import Parquet

    return Parquet(given.file), ledger.array
