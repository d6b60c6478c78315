"""`import kurilnames.engines.polars` gives every polars Series and expression of text a `.kuril`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars

from kurilnames.checking import check
from kurilnames.columns import normalize_column
from kurilnames.finding import find

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["Kuril", "KurilExpression"]

_MENTION = {"start": polars.Int64, "end": polars.Int64, "surface": polars.String, "id": polars.String}
_FINDING = {"code": polars.String, **_MENTION, "message": polars.String, "suggestions": polars.List(polars.String)}


@polars.api.register_series_namespace("kuril")
class Kuril:
    """The names in a Series.

    >>> polars.Series(["о. Итурупа", None]).kuril.normalize("ja").to_list()
    ['択捉島', None]
    """

    def __init__(self, series: polars.Series) -> None:
        self._series = series

    def normalize(self, to: str = "id", convention: str = "dual", **options: Any) -> polars.Series:
        """The names anew, as `normalize_column` writes them; `options` are its own."""
        made: polars.Series = normalize_column(self._series, to, convention, **options).values
        return made

    def id(self, **options: Any) -> polars.Series:
        """The ids of the entries, as `normalize_column` finds them."""
        return self.normalize("id", **options)

    def find(self, **options: Any) -> polars.Series:
        """For each text its mentions: a list of structs of `start`, `end`, `surface` and `id`."""
        return _each(self._series, lambda text: find(text, **options), _MENTION)

    def check(self, convention: str = "dual", **options: Any) -> polars.Series:
        """For each text its findings: a list of structs that begin with `code`."""
        return _each(self._series, lambda text: check(text, convention, **options), _FINDING)


@polars.api.register_expr_namespace("kuril")
class KurilExpression:
    """The names in an expression, eager or lazy; the functions of `Kuril`.

    >>> polars.select(polars.lit("Shana").kuril.id()).item()
    'kurilsk-shana'
    """

    def __init__(self, expression: polars.Expr) -> None:
        self._expression = expression

    def normalize(self, to: str = "id", convention: str = "dual", **options: Any) -> polars.Expr:
        """The names anew, as `normalize_column` writes them; `options` are its own."""
        made: polars.Expr = normalize_column(self._expression, to, convention, **options).values
        return made

    def id(self, **options: Any) -> polars.Expr:
        """The ids of the entries, as `normalize_column` finds them."""
        return self.normalize("id", **options)

    def find(self, **options: Any) -> polars.Expr:
        """For each text its mentions: a list of structs of `start`, `end`, `surface` and `id`."""
        return self._mapped(lambda series: Kuril(series).find(**options), _MENTION)

    def check(self, convention: str = "dual", **options: Any) -> polars.Expr:
        """For each text its findings: a list of structs that begin with `code`."""
        return self._mapped(lambda series: Kuril(series).check(convention, **options), _FINDING)

    def _mapped(self, work: Callable[[polars.Series], polars.Series], fields: dict[str, Any]) -> polars.Expr:
        return self._expression.map_batches(work, return_dtype=_list_of(fields), is_elementwise=True)


def _list_of(fields: dict[str, Any]) -> polars.List:
    return polars.List(polars.Struct(fields))


def _each(series: polars.Series, work: Callable[[str], Iterable[Any]], fields: dict[str, Any]) -> polars.Series:
    known = {text: [_row(found, fields) for found in work(text)] for text in series.unique().drop_nulls()}
    rows = [None if text is None else known[text] for text in series]
    return polars.Series(series.name, rows, dtype=_list_of(fields))


def _row(found: Any, fields: dict[str, Any]) -> dict[str, Any]:
    row = {name: getattr(found, name) for name in fields}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in row.items()}
