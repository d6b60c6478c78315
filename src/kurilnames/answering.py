"""Distinct values to what they become, each worked out once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from kurilnames.conventions import Convention
from kurilnames.errors import Ambiguous, LookupFailed, NotFound
from kurilnames.finding import find
from kurilnames.gazetteer import default
from kurilnames.guessing import guess
from kurilnames.matching import Filter
from kurilnames.resolving import candidates, match_one
from kurilnames.results import Match, Mention
from kurilnames.writing import SCRIPTS, write

if TYPE_CHECKING:
    from kurilnames.gazetteer import Gazetteer

__all__ = ["Answer", "Answers", "Options", "answers"]

_REMEMBERED = 1 << 16
_KEPT = 8


class Options(NamedTuple):
    """What is asked of every value of a column; see `normalize_column`."""

    to: str = "id"
    convention: str = "dual"
    generic: str = "keep"
    kind: str | None = None
    type: str | None = None
    within: str | None = None
    fuzzy: int | None = None
    inside: bool = False
    unmatched: str | None = None

    def check(self) -> None:
        """Whether they are words that are known.

        Raises:
            ValueError: one is not.
        """
        for name, value, known in (
            ("to", self.to, SCRIPTS),
            ("generic", self.generic, ("keep", "always", "never")),
            ("fuzzy", self.fuzzy, (None, 0, 1)),
            ("unmatched", self.unmatched, (None, "keep")),
        ):
            if value not in known:
                raise ValueError(f"{name} must be one of {', '.join(map(str, known))}, not {value!r}")


class Answer(NamedTuple):
    """What a value becomes, the entry it means, and what is wrong with it: a value has a match, a problem, or both."""

    value: str | None
    match: Match | Mention | None
    problem: LookupFailed | TypeError | None


class Answers:
    """Answers to values, remembered.

    Args:
        options: what is asked.
        convention: as it was read.
        gazetteer: where names are looked up.
    """

    def __init__(self, options: Options, convention: Convention, gazetteer: Gazetteer) -> None:
        self._options = options
        self._convention = convention
        self._gazetteer = gazetteer
        self._filter = Filter(options.kind, options.type, options.within)
        self._known: dict[str, Answer] = {}

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]:
        return _kept, (self._options, self._convention, self._gazetteer)

    def __call__(self, value: object) -> Answer:
        """The answer to a value; one that is no text is a problem."""
        if not isinstance(value, str):
            kept = str(value) if self._options.unmatched else None
            return Answer(kept, None, TypeError(f"a name is a str, not {type(value).__name__}: {value!r}"))
        known = self._known.get(value)
        if known is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            known = self._known[value] = self._answer(value)
        return known

    def _answer(self, text: str) -> Answer:
        match = None
        try:
            match = self._match(text)
            return Answer(self._written(match), match, None)
        except LookupFailed as problem:
            return Answer(text if self._options.unmatched else None, match, problem)

    def _match(self, text: str) -> Match | Mention:
        try:
            return match_one(text, **self._filter._asdict(), gazetteer=self._gazetteer)
        except NotFound:
            found: Match | Mention | None = self._inside(text) if self._options.inside else None
            if found is None and self._options.fuzzy:
                found = guess(self._gazetteer, text, self._filter)
            if found is None:
                raise
            return found

    def _inside(self, text: str) -> Mention | None:
        """The one name in a longer text; a name of what another one lies in only says where that is."""
        narrowed = self._filter._asdict()
        named = {mention.id: mention for mention in find(text, **narrowed, gazetteer=self._gazetteer)}
        outer = {id for id in named for other in named if id != other and self._lies_in(other, id)}
        left = [mention for id, mention in named.items() if id not in outer]
        if len(left) == 1 and not left[0].candidates:
            return left[0]
        if left:
            meant = (candidates(mention.surface, **narrowed, gazetteer=self._gazetteer) for mention in left)
            raise Ambiguous(text, tuple(match for matches in meant for match in matches))
        return None

    def _lies_in(self, id: str, outer: str) -> bool:
        return self._gazetteer.within(self._gazetteer.number(id), outer)

    def _written(self, match: Match | Mention) -> str:
        if self._options.generic == "keep":
            generic = match.generic if isinstance(match, Match) else match.core != (match.start, match.end)
        else:
            generic = self._options.generic == "always"
        number = match.number
        return write(self._gazetteer, number, self._options.to, self._convention, generic=generic)


_answers: dict[tuple[Options, str], Answers] = {}


def answers(options: Options, gazetteer: Gazetteer | None = None) -> Answers:
    """The answers for some options: those remembered from an earlier column, if it was asked the same.

    A convention file is read anew: what was remembered counts as long as it says the same.

    Raises:
        UnknownConvention, UnreadableFile: no such convention.
        UnknownId: `within` is no id.
        ValueError: an option is no word that is known.

    >>> answers(Options(to="ja"))("о. Итурупа").value
    '択捉島'
    """
    options.check()
    home = gazetteer or default()
    Filter(options.kind, options.type, options.within).check(home)
    convention = Convention.read(options.convention, home)
    return _kept(options, convention, home)


def _kept(options: Options, convention: Convention, gazetteer: Gazetteer) -> Answers:
    """The answers of this process, so that partitions and batches share what was looked up."""
    if gazetteer is not default():
        return Answers(options, convention, gazetteer)
    asked = options, repr(convention)
    known = _answers.get(asked)
    if known is None:
        if len(_answers) >= _KEPT:
            _answers.clear()
        known = _answers[asked] = Answers(options, convention, gazetteer)
    return known
