"""A column of a Dask data frame, partition by partition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kurilnames.answering import Answers, Options, answers
from kurilnames.columns import column_of, known_column, new_name

if TYPE_CHECKING:
    import dask.dataframe
    import pandas

__all__ = ["normalize"]


def normalize(
    ddf: dask.dataframe.DataFrame,
    column: str,
    to: str = "id",
    convention: str = "dual",
    *,
    new: str | None = None,
    **options: Any,
) -> dask.dataframe.DataFrame:
    """A Dask data frame with one more column; nothing is computed yet.

    Args:
        ddf: the data frame.
        column: the column that holds names.
        to, convention, options: as for `normalize_column`.
        new: the new column's name (COLUMN_TO by default).
    Raises:
        ValueError: there is no such column, or one is called as the new one is to be; or as `normalize_column`.

    >>> import dask.dataframe, pandas
    >>> ddf = dask.dataframe.from_pandas(pandas.DataFrame({"place": ["Shana", "泊"]}), npartitions=2)
    >>> normalize(ddf, "place", "ja").compute()["place_ja"].tolist()
    ['紗那', <NA>]
    """
    name = new_name(known_column(column, ddf.columns), to, new, ddf.columns)
    series = ddf[column]
    look_up = answers(Options(to, convention, **options))
    meta = _part(series._meta, look_up).rename(name)
    return ddf.assign(**{name: series.map_partitions(_part, look_up, meta=meta)})


def _part(series: pandas.Series, look_up: Answers) -> pandas.Series:
    return column_of(series, look_up).values
