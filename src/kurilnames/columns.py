"""A column in, a column out, whatever holds it."""

from __future__ import annotations

import sys
from collections import Counter
from html import escape
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from kurilnames.answering import Answers, Options, answers
from kurilnames.containers import open_column
from kurilnames.errors import Ambiguous, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kurilnames.answering import Answer
    from kurilnames.errors import LookupFailed
    from kurilnames.gazetteer import Gazetteer
    from kurilnames.results import Match, Mention

__all__ = ["Column", "Distinct", "column_of", "new_name", "normalize_column", "suggested"]

_SHOWN = 20
_SUGGEST = 100


class Distinct(NamedTuple):
    """A distinct value of a column: how often it stands there, what it became, how it matched, what is wrong with it.

    `how` is a word of `HOWS`, `score` 0 to 1; `suggestions` are ids: the candidates of a name that several entries
    bear, those with names near one that no entry bears.
    """

    value: Any
    count: int  # type: ignore[assignment]  # a row is no sequence that anyone counts in
    result: str | None
    id: str | None
    how: str | None
    score: float | None
    problem: str | None
    suggestions: tuple[str, ...]


class Column:
    """A column, normalized: `values` in the container that was given, and what became of each distinct value.

    Attributes: `values`; `matches` (the match of each distinct value that has one: a `Match`, or the `Mention` that
    `inside` found); `problems` (why a distinct value could not be written).  Nulls are neither.
    """

    def __init__(self, values: Any, said: Mapping[Any, Answer], counts: Callable[[], Mapping[Any, int]]) -> None:
        self.values = values
        self._said = said
        self._counts = counts

    @property
    def matches(self) -> dict[Any, Match | Mention]:
        return {value: answer.match for value, answer in self._said.items() if answer.match is not None}

    @property
    def problems(self) -> dict[Any, LookupFailed | TypeError]:
        return {value: answer.problem for value, answer in self._said.items() if answer.problem is not None}

    def report(self, suggest: int = _SUGGEST) -> list[Distinct]:
        """Every distinct value: what could not be written first, then the most frequent.

        Args:
            suggest: for how many of the unknown values near names are looked for, the most frequent first.
        Returns:
            rows that a data frame can be made of.

        >>> [(row.value, row.count, row.id) for row in normalize_column(["Shana", "Shana", None]).report()]
        [('Shana', 2, 'kurilsk-shana')]
        """
        counts = self._counts()

        def rank(pair: tuple[Any, Answer]) -> tuple[bool, int, str]:
            return pair[1].problem is None, -counts.get(pair[0], 0), str(pair[0])

        said = sorted(self._said.items(), key=rank)
        return [_distinct(value, counts.get(value, 0), answer, at < suggest) for at, (value, answer) in enumerate(said)]

    def __repr__(self) -> str:
        return f"<Column: {len(self._said)} distinct values, {len(self.problems)} with a problem>"

    def _repr_html_(self) -> str:
        """The column as a notebook shows it: how many, and the first rows of the report."""
        head = "".join(f"<th>{name}</th>" for name in Distinct._fields)
        rows = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in self.report(suggest=_SHOWN)[:_SHOWN])
        return f"<p>{escape(repr(self))}</p><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _cell(value: object) -> str:
    shown = ", ".join(value) if isinstance(value, tuple) else "" if value is None else str(value)
    return f"<td>{escape(shown)}</td>"


def _distinct(value: Any, count: int, answer: Answer, suggest: bool) -> Distinct:
    match, problem = answer.match, answer.problem
    id, how, score = (match.id, match.how, match.score) if match else (None, None, None)
    near = suggested(problem) if suggest or isinstance(problem, Ambiguous) else ()
    told = "no entry has this name" if isinstance(problem, NotFound) else str(problem or "") or None
    return Distinct(value, count, answer.value, id, how, score, told, near)


def suggested(problem: Exception | None) -> tuple[str, ...]:
    """The ids that a problem offers: all candidates of an ambiguous name, those near an unknown one."""
    if isinstance(problem, Ambiguous):
        return tuple(dict.fromkeys(match.id for match in problem.candidates))
    if isinstance(problem, NotFound):
        return tuple(dict.fromkeys(match.id for match in problem.suggestions))
    return ()


def normalize_column(
    values: Any,
    to: str = "id",
    convention: str = "dual",
    *,
    generic: str = "keep",
    kind: str | None = None,
    type: str | None = None,
    within: str | None = None,
    fuzzy: int | None = None,
    inside: bool = False,
    unmatched: str | None = None,
    gazetteer: Gazetteer | None = None,
) -> Column:
    """A column of names as a convention writes them; each distinct value is looked up once.

    Args:
        values: a list, tuple or other iterable, a numpy array, a pandas or polars Series, a polars expression, a
            pyarrow array, plain, chunked or dictionary, or any other column that narwhals knows.
        to, convention, generic: as for `normalize`.
        kind, type, within: as for `resolve`.
        fuzzy: 1 admits a place whose name is one edit away, where it has five letters or three ideographs, nothing
            else is as near and the value is not one edit from an everyday word; such a match says `fuzzy`.
        inside: whether a value with more than the name is read as a text («103 km NNW of Kurilsk»); it must name one
            entry, what that lies in aside.
        unmatched: what stands for a value that cannot be written: None, a null; `keep`, the value as it was.
    Returns:
        a `Column`: `.values` of the same length in the same container, nulls where nulls were; `.matches`,
        `.problems`, `.report()`.  Those of a polars expression are there when it has been collected; every
        collection is counted.
    Raises:
        TypeError: what was given is no column, or holds no text.
        UnknownConvention, UnreadableFile, UnknownId, ValueError: as `normalize`.

    >>> column = normalize_column(["о. Кунашир", None, "Kunashiri Is.", "Port Nowhere"])
    >>> column.values
    ['kunashir-kunashiri', None, 'kunashir-kunashiri', None]
    >>> list(column.problems)
    ['Port Nowhere']
    """
    options = Options(to, convention, generic, kind, type, within, fuzzy, inside, unmatched)
    look_up = answers(options, gazetteer)
    polars = sys.modules.get("polars")
    if polars is not None and isinstance(values, polars.Expr):
        return _lazy(values, look_up)
    return column_of(values, look_up)


def column_of(values: Any, look_up: Answers) -> Column:
    """A column, each distinct value of it looked up."""
    opened = open_column(values)
    said = {value: look_up(value) for value in opened.distinct}
    return Column(opened.back([answer.value for answer in said.values()]), said, opened.counts)


def new_name(column: str, to: str, new: str | None, taken: Iterable[object]) -> str:
    """The name of the column that is made of another one.

    Raises:
        ValueError: a column has it already.

    >>> new_name("place", "ja", None, ["id", "place"])
    'place_ja'
    """
    name = new or f"{column}_{to}"
    if name in taken:
        raise ValueError(f"a column is called {name!r} already: name the new one with new=")
    return name


def known_column(column: str, columns: Iterable[object]) -> str:
    """A column of a table, if it is one.

    Raises:
        ValueError: it is not, and these are.

    >>> known_column("name", ["id", "place"])
    Traceback (most recent call last):
    ValueError: no column is called 'name'; there are id, place
    """
    known = list(columns)
    if column not in known:
        raise ValueError(f"no column is called {column!r}; there are {', '.join(map(str, known))}")
    return column


def _lazy(expression: Any, look_up: Answers) -> Column:
    """A polars expression: what became of its values is known when it has been collected."""
    import polars

    said: dict[Any, Answer] = {}
    counts: Counter[Any] = Counter()
    lock = Lock()

    def batch(series: Any) -> Any:
        done = column_of(series, look_up)
        with lock:
            said.update(done._said)
            counts.update(done._counts())
        return done.values.cast(polars.String)

    written = expression.map_batches(batch, return_dtype=polars.String, is_elementwise=True)
    return Column(written, said, lambda: counts)
