"""`import kurilnames.engines.pandas` gives every pandas Series of text a `.kuril`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas

from kurilnames.checking import check
from kurilnames.columns import normalize_column
from kurilnames.finding import find

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Kuril"]


@pandas.api.extensions.register_series_accessor("kuril")
class Kuril:
    """The names in a Series.

    >>> pandas.Series(["о. Итурупа", "Shana"]).kuril.normalize("ja").tolist()
    ['択捉島', '紗那']
    """

    def __init__(self, series: pandas.Series) -> None:
        self._series = series

    def normalize(self, to: str = "id", convention: str = "dual", **options: Any) -> pandas.Series:
        """The names anew, as `normalize_column` writes them; `options` are its own."""
        return normalize_column(self._series, to, convention, **options).values

    def id(self, **options: Any) -> pandas.Series:
        """The ids of the entries, as `normalize_column` finds them."""
        return self.normalize("id", **options)

    def find(self, **options: Any) -> pandas.Series:
        """For each text the list of its mentions, as `find` gives them."""
        return self._each(lambda text: find(text, **options))

    def check(self, convention: str = "dual", **options: Any) -> pandas.Series:
        """For each text the list of findings, as `check` gives them."""
        return self._each(lambda text: check(text, convention, **options))

    def _each(self, work: Callable[[str], list[Any]]) -> pandas.Series:
        texts = self._series.astype(object)
        done = {text: work(text) for text in texts.dropna().unique()}
        return texts.map(done, na_action="ignore").astype(object)
