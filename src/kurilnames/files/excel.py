"""Excel workbooks: a sheet with one more column; shapes are lost, and Excel works formulas out when it opens them."""

from __future__ import annotations

from functools import cached_property
from typing import IO, TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError

from kurilnames.errors import UnreadableFile
from kurilnames.files.tables import position

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["BROKEN", "Workbook", "check_package"]

_MOST = 1 << 30
_RATIO = 200
_BEGIN = 1 << 12

BROKEN = (OSError, EOFError, BadZipFile, ZlibError, SyntaxError, AttributeError, KeyError, TypeError, ValueError)
"""What openpyxl raises over a file that is none of its own; a part that is not XML is a `SyntaxError`."""


class Workbook:
    """A workbook, opened whole: styles, formulas and other sheets stay; `rows` of the sheet, `read` of them.

    Args:
        path: the .xlsx or .xlsm file.
        sheet: the sheet's name; the one that was shown last without it.
    Raises:
        UnreadableFile: it is not there, no workbook, has no such sheet, or would unpack to more than a gigabyte.
    """

    def __init__(self, path: str, sheet: str | None = None) -> None:
        from openpyxl import load_workbook

        self.path = path
        self.read = 0
        check_package(path)
        try:
            self._book = load_workbook(path, keep_vba=path.lower().endswith(".xlsm"))
        except BROKEN as error:
            raise UnreadableFile(path, None, f"cannot be read as a workbook: {error}") from None
        if sheet is not None and sheet not in self._book.sheetnames:
            shown = ", ".join(map(repr, self._book.sheetnames))
            raise UnreadableFile(path, None, f"no sheet is called {sheet!r}; there are {shown}")
        self._sheet: Any = self._book[sheet] if sheet is not None else self._book.active
        if not hasattr(self._sheet, "max_row"):
            raise UnreadableFile(path, None, f"{self._sheet.title!r} is a chart: name a sheet with --sheet")
        self.rows: int = self._sheet.max_row

    def write(self, out: IO[bytes], new: str, column: str, written: Callable[[str, int], str | None]) -> Iterator[None]:
        """Write the workbook with one more column, in steps.

        Args:
            out: where it is written.
            new: the new column's name.
            column: the column that it is made of, by its name in the first row.
            written: what a text becomes, by the text and its row; an empty cell for None.
        Returns:
            after every row, nothing: it is written when all were asked for.
        """
        names = [cell.value for cell in self._sheet[1]]
        at, last = position(self.path, 1, names, column, new) + 1, len(names) + 1
        self._sheet.cell(1, last, new)
        for row in range(2, self.rows + 1):
            value = self._value(row, at)
            self._sheet.cell(row, last, written("" if value is None else str(value), row))
            self.read = row
            yield
        self._book.save(out)

    def _value(self, row: int, column: int) -> Any:
        """The value of a cell; of a formula what it came to when the workbook was saved, or else its text."""
        cell = self._sheet.cell(row, column)
        if cell.data_type != "f":
            return cell.value
        came = self._values.cell(row, column).value
        return getattr(cell.value, "text", cell.value) if came is None else came

    @cached_property
    def _values(self) -> Any:
        from openpyxl import load_workbook

        return load_workbook(self.path, data_only=True)[self._sheet.title]


def check_package(path: str) -> None:
    """Refuse a workbook that would not fit into memory, or whose parts define entities.

    Raises:
        UnreadableFile: it is such a one, is not there, or no workbook.
    """
    try:
        with ZipFile(path) as archive:
            parts = archive.infolist()
            size, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
            if size > _MOST or (size > _BEGIN * _BEGIN and size > _RATIO * packed):
                raise UnreadableFile(path, None, f"unpacks to {size:,} bytes: too large, or made to be")
            for part in parts:
                with archive.open(part) as content:
                    if b"<!DOCTYPE" in content.read(_BEGIN):
                        raise UnreadableFile(path, None, f"{part.filename} has a document type: no workbook needs one")
    except OSError as error:
        raise UnreadableFile(path, None, error.strerror or str(error)) from None
    except (BadZipFile, EOFError, NotImplementedError, RuntimeError, ZlibError) as error:
        raise UnreadableFile(path, None, f"not a workbook (.xlsx): {error}") from None
