"""Checks for pandera: a column holds known names, or names as a convention writes them; pandas or polars."""

from __future__ import annotations

from typing import Any

from pandera.api.checks import Check

from kurilnames.columns import normalize_column

__all__ = ["follows_convention", "known_name"]


def known_name(**options: Any) -> Check:
    """A check that every value is a name of one entry; nulls pass.

    Args:
        options: as for `normalize_column`: `kind`, `type`, `within`, `fuzzy`, `inside`.

    >>> import pandera.pandas as pa, pandas
    >>> ports = pandas.Series(["Shana", "国後"])
    >>> pa.SeriesSchema(checks=known_name(kind="place")).validate(ports).tolist()
    ['Shana', '国後']
    """
    return _check("a name that one entry bears", "id", "dual", options, same=False)


def follows_convention(convention: str, to: str, **options: Any) -> Check:
    """A check that every value is written as a convention writes it in a language; nulls pass.

    Args:
        convention: `dual`, `japan`, `russia`, or the path of a convention file.
        to: the language and script, as for `normalize`.
        options: as for `normalize_column`.
    """
    return _check(f"written as {convention} writes it in {to}", to, convention, options, same=True)


def _check(what: str, to: str, convention: str, options: dict[str, Any], *, same: bool) -> Check:
    def passes(data: Any) -> Any:
        if hasattr(data, "lazyframe"):
            return _polars(data.lazyframe, data.key)
        made = normalize_column(data, to, convention, **options).values
        fits = made.notna()
        if same:
            fits &= made.astype("str") == data.astype("str")
        return data.isna() | fits

    def _polars(frame: Any, key: str) -> Any:
        from polars import col

        made = normalize_column(col(key), to, convention, **options).values
        return frame.select(col(key).is_null() | ((made == col(key)).fill_null(False) if same else made.is_not_null()))

    return Check(passes, name=what, error=what)
