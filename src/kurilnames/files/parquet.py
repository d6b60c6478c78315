"""Parquet of any size: batch by batch, with one more column."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

from kurilnames.errors import UnreadableFile
from kurilnames.files.tables import position

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Parquet"]

_BATCH = 1 << 16


class Parquet:
    """A Parquet file: `rows` says how many it has, `read` how many of them were.

    Args:
        path: the file.
    Raises:
        UnreadableFile: it is not there, or no Parquet.
    """

    def __init__(self, path: str) -> None:
        import pyarrow
        import pyarrow.parquet

        self.path = path
        self.read = 0
        try:
            self._file = pyarrow.parquet.ParquetFile(path)
        except (OSError, pyarrow.ArrowException) as error:
            raise UnreadableFile(path, None, f"cannot be read as Parquet: {error}") from None
        self.rows: int = self._file.metadata.num_rows

    def write(self, out: IO[bytes], new: str, column: str, written: Callable[[Any, int], Any]) -> Iterator[None]:
        """Write the table with one more column, in steps.

        Args:
            out: where it is written.
            new: the new column's name.
            column: the column that it is made of.
            written: what an Arrow array of it becomes, by the array and the number of its first row.
        Returns:
            after every batch, nothing: it is written when all were asked for.
        Raises:
            UnreadableFile: no such column, or it holds no text; the new name is taken; or the file is damaged.
        """
        import pyarrow
        import pyarrow.parquet

        schema = self._file.schema_arrow
        at = position(self.path, None, schema.names, column, new)
        wider = schema.append(pyarrow.field(new, pyarrow.string()))
        with pyarrow.parquet.ParquetWriter(out, wider) as writer:
            for batch in self._batches():
                try:
                    made = written(batch.column(at), self.read + 1).cast(pyarrow.string())
                except TypeError as error:
                    raise UnreadableFile(self.path, None, f"{column!r}: {error}") from None
                writer.write_batch(pyarrow.RecordBatch.from_arrays([*batch.columns, made], schema=wider))
                self.read += len(batch)
                yield

    def _batches(self) -> Iterator[Any]:
        import pyarrow

        try:
            yield from self._file.iter_batches(_BATCH)
        except (OSError, pyarrow.ArrowException) as error:
            raise UnreadableFile(self.path, None, f"cannot be read as Parquet: {error}") from None
