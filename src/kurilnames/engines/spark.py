"""A column of a Spark data frame, where one machine is not enough.

Workers need this package, Java 17 or newer and pyarrow; nothing else is sent to them: the data is in the package.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kurilnames.answering import Options, answers
from kurilnames.columns import column_of, known_column, new_name
from kurilnames.export.spellings import plain_spellings
from kurilnames.gazetteer import default

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyarrow
    from pyspark.sql import DataFrame

__all__ = ["look_up", "normalize"]


def normalize(
    df: DataFrame, column: str, to: str = "id", convention: str = "dual", *, new: str | None = None, **options: Any
) -> DataFrame:
    """A data frame with one more column, by Arrow batches: each worker looks up the distinct names of a batch.

    Args:
        df: the data frame.
        column: the column that holds names.
        to, convention, options: as for `normalize_column`.
        new: the new column's name (COLUMN_TO by default).
    Returns:
        a data frame; nothing is computed yet.
    Raises:
        ValueError: there is no such column, or one is called as the new one is to be; or as `normalize_column`.
    """
    from pyspark.sql.types import StringType, StructField, StructType

    said = answers(Options(to, convention, **options))
    name = new_name(known_column(column, df.columns), to, new, df.columns)

    def batches(given: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        for batch in given:
            yield batch.append_column(name, column_of(batch.column(column), said).values)

    return df.mapInArrow(batches, StructType([*df.schema.fields, StructField(name, StringType())]))


def look_up(df: DataFrame, column: str, *, new: str = "kuril_id") -> DataFrame:
    """A data frame with the ids of its names, by a broadcast join that needs no Python on the workers.

    It knows recorded spellings and their case forms, letter by letter, of names that mean one entry; `normalize` knows
    more.

    Args:
        df: the data frame.
        column: the column that holds names.
        new: the new column's name.
    Raises:
        ValueError: a column is called so already.
    """
    from pyspark.sql import functions

    new_name(column, "id", new, df.columns)
    spellings = plain_spellings(default())
    names = df.sparkSession.createDataFrame(spellings, schema=f"kuril_spelling string, `{new}` string")
    joined = df.join(functions.broadcast(names), df[column] == names["kuril_spelling"], "left")
    return joined.drop("kuril_spelling")
