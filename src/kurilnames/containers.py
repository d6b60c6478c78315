"""What holds a column: its distinct values, and the way back to the same container.

Each container is opened by what it is best at: codes and `take` where it has a dictionary, its own replacement else.
No data-frame library is imported before one of its columns is given.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

__all__ = ["Opened", "is_null", "open_column"]


class Opened(NamedTuple):
    """The distinct values of a column without its nulls, the way back, and how often each value stands in it.

    `back` takes what each distinct value becomes, in their order, and gives the container anew.
    """

    distinct: Sequence[Any]
    back: Callable[[Sequence[str | None]], Any]
    counts: Callable[[], dict[Any, int]]


def open_column(values: Any) -> Opened:
    """Open a column, whatever holds it.

    Args:
        values: a list, tuple or other iterable; a numpy array; a pandas, polars, pyarrow or narwhals column.
    Returns:
        the column, opened.
    Raises:
        TypeError: it holds no text, is one text, or is a table.

    >>> opened = open_column(("Shana", None, "Shana"))
    >>> opened.distinct, opened.back(["紗那"]), opened.counts()
    (['Shana'], ('紗那', None, '紗那'), {'Shana': 2})
    """
    for path, opener in _OPENERS:
        library, _, names = path.partition(".")
        if library in sys.modules and isinstance(values, attrgetter(names)(sys.modules[library])):
            return opener(values)
    if isinstance(values, list | tuple):
        return _sequence(values, type(values) if type(values) in (list, tuple) else list)
    return _foreign(values)


def is_null(value: object) -> bool:
    """Whether a value says that there is none: None, NaN, NaT, pandas.NA.

    >>> is_null(None), is_null(float("nan")), is_null("")
    (True, True, False)
    """
    if value is None:
        return True
    try:
        return not isinstance(value, str) and bool(value != value)
    except TypeError:  # pandas.NA has no truth
        return type(value).__name__ == "NAType"
    except ValueError:  # an array has several
        return False


def _sequence(values: Iterable[Any], make: Callable[[list[str | None]], Any]) -> Opened:
    rows = list(values)
    try:
        distinct = [value for value in dict.fromkeys(rows) if not is_null(value)]
    except TypeError as error:
        raise TypeError(f"a column of names holds text: {error}") from None

    def back(written: Sequence[str | None]) -> Any:
        known = dict(zip(distinct, written, strict=True))
        return make([known.get(row) for row in rows])

    return Opened(distinct, back, lambda: _counted(rows))


def _counted(rows: Iterable[Any]) -> dict[Any, int]:
    return {value: count for value, count in Counter(rows).items() if not is_null(value)}


def _numpy(values: Any) -> Opened:
    import numpy

    def make(rows: list[str | None]) -> Any:
        made = numpy.empty(len(rows), dtype=object)
        made[:] = rows
        return made.reshape(values.shape)

    return _sequence(values.ravel().tolist(), make)


def _pandas(values: Any) -> Opened:
    import numpy
    import pandas

    if isinstance(values.dtype, pandas.ArrowDtype):
        return _pandas_arrow(values)
    texts = pandas.api.types.is_string_dtype(values.dtype) or values.dtype == object
    categorical = isinstance(values.dtype, pandas.CategoricalDtype)
    if not texts and not categorical and not values.isna().all():
        raise _no_text(values.dtype)
    used = values.cat.remove_unused_categories().cat if categorical else None
    codes, distinct = (used.codes, used.categories) if used else values.factorize()
    codes = numpy.asarray(codes)
    plain = pandas.StringDtype(na_value=numpy.nan) if categorical or not texts else values.dtype

    def back(written: Sequence[str | None]) -> Any:
        taken = pandas.array([*written, None], dtype=plain).take(codes)
        made = values._constructor(taken, index=values.index, name=values.name, dtype=plain)
        return made.astype("category") if categorical else made

    def counts() -> dict[Any, int]:
        return _met(distinct, numpy.bincount(codes[codes >= 0], minlength=len(distinct)))

    return Opened(list(distinct), back, counts)


def _pandas_arrow(values: Any) -> Opened:
    """A pandas column that is an Arrow array: text, a view of text, or a dictionary."""
    import pandas
    import pyarrow

    held = _arrow(pyarrow.chunked_array(pyarrow.array(values.array)))

    def back(written: Sequence[str | None]) -> Any:
        made = pandas.arrays.ArrowExtensionArray(held.back(written))
        return values._constructor(made, index=values.index, name=values.name)

    return held._replace(back=back)


def _pandas_array(values: Any) -> Opened:
    import pandas

    held = _pandas(pandas.Series(values))

    def back(written: Sequence[str | None]) -> Any:
        made = held.back(written)
        return pandas.Index(made, name=values.name) if isinstance(values, pandas.Index) else made.array

    return held._replace(back=back)


def _polars(values: Any) -> Opened:
    import polars

    kind = values.dtype
    if kind not in (polars.String, polars.Categorical, polars.Enum, polars.Null):
        raise _no_text(kind)
    texts = values if kind == polars.String else values.cast(polars.String)
    codes = texts.cast(polars.Categorical).to_physical()
    first = codes.drop_nulls().arg_unique()
    met = codes.drop_nulls().gather(first).to_list()
    distinct = texts.drop_nulls().gather(first).to_list()

    def back(written: Sequence[str | None]) -> Any:
        by_code: list[str | None] = [None] * (max(met, default=0) + 1)
        for code, text in zip(met, written, strict=True):
            by_code[code] = text
        made = polars.Series(values.name, by_code, dtype=polars.String).gather(codes)
        return made.cast(kind) if kind == polars.Categorical else made

    def counts() -> dict[Any, int]:
        counted = texts.drop_nulls().value_counts(name="count")
        return _met(counted.to_series(0), counted["count"])

    return Opened(distinct, back, counts)


def _arrow(values: Any) -> Opened:
    import pyarrow
    import pyarrow.compute

    chunked = isinstance(values, pyarrow.ChunkedArray)
    is_dictionary = pyarrow.types.is_dictionary(values.type)
    kind = values.type.value_type if is_dictionary else values.type
    if pyarrow.types.is_null(kind):
        nulls = pyarrow.nulls(len(values), pyarrow.string())
        return _arrow(pyarrow.chunked_array([nulls]) if chunked else nulls)
    plain = _arrow_text(kind)
    parts = values.chunks if chunked else [values]
    kept = is_dictionary and not any(part.dictionary.null_count for part in parts)
    encoded = values if kept else values.cast(plain).dictionary_encode()
    chunks = encoded.unify_dictionaries().chunks if chunked else [encoded]
    words = chunks[0].dictionary.to_pylist() if chunks else []
    met = {at for chunk in chunks for at in chunk.indices.unique().to_pylist()} if kept else range(len(words))
    distinct = list(dict.fromkeys(word for at, word in enumerate(words) if at in met))

    def back(written: Sequence[str | None]) -> Any:
        known = dict(zip(distinct, written, strict=True))
        new = pyarrow.array(map(known.get, words), plain)
        new = new.dictionary_encode() if is_dictionary else new
        taken = [new.take(chunk.indices) for chunk in chunks]
        if is_dictionary:
            codes = values.type.index_type
            taken = [pyarrow.DictionaryArray.from_arrays(one.indices.cast(codes), one.dictionary) for one in taken]
            new = new.cast(pyarrow.dictionary(codes, plain))
        made = pyarrow.chunked_array(taken, new.type) if chunked else taken[0]
        return made if is_dictionary else made.cast(kind)

    def counts() -> dict[Any, int]:
        counted = pyarrow.compute.value_counts(encoded).to_pylist()
        return _met((row["values"] for row in counted), (row["counts"] for row in counted))

    return Opened(distinct, back, counts)


def _arrow_text(kind: Any) -> Any:
    """The type in which a column of text is worked upon: views cannot be taken from."""
    from pyarrow import string, types

    if types.is_string(kind) or types.is_large_string(kind):
        return kind
    if types.is_string_view(kind):
        return string()
    raise _no_text(kind)


def _foreign(values: Any) -> Opened:
    """A column that narwhals knows; or else anything that can be walked."""
    import narwhals

    column = narwhals.from_native(values, allow_series=True, pass_through=True)
    if not isinstance(column, narwhals.Series):
        table = isinstance(column, narwhals.DataFrame | narwhals.LazyFrame)
        if table or isinstance(values, str | bytes) or not hasattr(values, "__iter__"):
            raise TypeError(f"a column is a list or another container of names, not {type(values).__name__}")
        return _sequence(values, list)
    texts = column.cast(narwhals.String)
    distinct = texts.unique().drop_nulls().to_list()

    def back(written: Sequence[str | None]) -> Any:
        if not distinct:
            return values
        made = texts.replace_strict(distinct, list(written), return_dtype=narwhals.String)
        return made if column is values else made.to_native()

    def counts() -> dict[Any, int]:
        return dict(texts.drop_nulls().value_counts(name="count").rows())

    return Opened(distinct, back, counts)


def _met(values: Iterable[Any], counts: Iterable[int]) -> dict[Any, int]:
    met: Counter[Any] = Counter()
    for value, count in zip(values, counts, strict=True):
        if value is not None and count:
            met[value] += int(count)
    return met


def _no_text(kind: object) -> TypeError:
    return TypeError(f"a column of names holds text, not {kind}")


_OPENERS: tuple[tuple[str, Callable[[Any], Opened]], ...] = (
    ("pandas.Series", _pandas),
    ("pandas.Index", _pandas_array),
    ("pandas.api.extensions.ExtensionArray", _pandas_array),
    ("polars.Series", _polars),
    ("pyarrow.Array", _arrow),
    ("pyarrow.ChunkedArray", _arrow),
    ("numpy.ndarray", _numpy),
)
