"""A value that is no name but misses one by a single edit: the one name that it may have been meant for.

A wrong match is worse than no match, so a guess is made only where the gazetteer itself has no doubt: at a recorded
name of a place of the region, of five letters or three ideographs at least (at another form of it from eight letters
on), where no second entry is as near, and where the value is not one edit from a word for a kind of feature, the
everyday words that the gazetteer knows.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from kurilnames.fold import fold, key
from kurilnames.matching import Filter, Query
from kurilnames.misspelling import rests

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kurilnames.gazetteer import Gazetteer, Posting
    from kurilnames.results import Match

__all__ = ["guess"]

_FEWEST_LETTERS = 5
_FEWEST_IDEOGRAPHS = 3
_LONGEST = 60
_SHORT = 7
_MOST_WORDS = 6
_IDEOGRAPH = re.compile("[一-鿿]")


def guess(gazetteer: Gazetteer, text: str, filter: Filter) -> Match | None:
    """The one match that a text misses by one edit; a transposition of neighbours counts one.

    Args:
        gazetteer: the gazetteer.
        text: a value that no entry bears as a name.
        filter: what the match must be.
    Returns:
        a match whose `how` is `fuzzy`; None where none is near, or more than one, or an everyday word.

    >>> from kurilnames.gazetteer import default
    >>> guess(default(), "Kunashrir", Filter()).id
    'kunashir-kunashiri'
    >>> guess(default(), "Islnad", Filter())
    """
    found = {
        match.id: match
        for spelling in _near(gazetteer).spellings(text)
        for match in Query(gazetteer, spelling, filter).matches()
    }
    if len(found) != 1:
        return None
    match = found.popitem()[1]
    match.how = "fuzzy"
    match.score = round(1 - 1 / max(len(key(text)), 2), 3)
    return match


class _Near:
    """The keys of the gazetteer and its words for kinds of features, one edit away from a word."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        return _table(filter(_is_long, self.gazetteer.index.table))

    @cached_property
    def _everyday(self) -> dict[str, list[str]]:
        return _table({key(word) for side in self.gazetteer.generics for word in side.table})

    def spellings(self, text: str) -> Iterator[str]:
        """What a text says when it, or one of its words, is read as a name one edit away."""
        folded = fold(text).strip()
        yield from self._near(key(folded))
        words = folded.split(" ")
        for at, word in enumerate(words if 1 < len(words) <= _MOST_WORDS else ()):
            for name in self._near(key(word)):
                yield " ".join((*words[:at], name, *words[at + 1 :]))

    def _near(self, word: str) -> list[str]:
        """The names one edit away from a word; none where what is no place of the region is as near."""
        if len(word) > _LONGEST or self.gazetteer.postings(word):
            return []
        near = _one_edit(word, self._names)
        if not near or _one_edit(word, self._everyday):
            return []
        meant = [match for name in near for match in Query(self.gazetteer, name, Filter()).matches()]
        if not all(self._is_ours(match.number) for match in meant):
            return []
        return near if any(self._is_fit(posting) for name in near for posting in self.gazetteer.postings(name)) else []

    def _is_ours(self, entry: int) -> bool:
        """Whether an entry is a place of the region."""
        return self.gazetteer.kind(entry) == "place" and bool(self.gazetteer.heads["near"][entry])

    def _is_fit(self, posting: Posting) -> bool:
        """Whether a form may be guessed at: it is recorded, or a long one."""
        return posting.how == "exact" or len(self.gazetteer.name(posting.name).text) > _SHORT


def _table(words: Iterable[str]) -> dict[str, list[str]]:
    """Words by what remains of them when one character is left out."""
    table: dict[str, list[str]] = {}
    for word in words:
        for rest in rests(word):
            table.setdefault(rest, []).append(word)
    return table


def _one_edit(word: str, table: dict[str, list[str]]) -> list[str]:
    """The words of a table at most one edit away from a word."""
    met = {other for rest in rests(word) for other in table.get(rest, ())}
    if not met:
        return []
    from rapidfuzz.distance import OSA

    return [other for other in sorted(met) if OSA.distance(word, other, score_cutoff=1) <= 1]


def _is_long(word: str) -> bool:
    letters = sum(map(str.isalpha, word))
    return letters >= (_FEWEST_IDEOGRAPHS if _IDEOGRAPH.search(word) else _FEWEST_LETTERS)


@lru_cache(maxsize=2)
def _near(gazetteer: Gazetteer) -> _Near:
    return _Near(gazetteer)
