"""The forms that a text is searched for, and what each may mean."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from kurilnames.fold import squash
from kurilnames.namesakes import bare_rule
from kurilnames.results import HOWS, MAIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kurilnames.gazetteer import Gazetteer, GenericWord, Posting

__all__ = ["JOINING", "Forms", "Meanings", "forms_of"]

JOINING = ("and", "or", "&", "и", "или")
_QUOTES = frozenset("»\"”'’")
_LEADING = frozenset(".«\"“„'‘")
_LONGEST_WORD = 24
_BETWEEN_WORDS = re.compile(r"[^\w.]")
_WORD = re.compile(r"[\w.]+")


class Meanings(tuple["Posting", ...]):
    """What a form may mean, with what is asked of it again and again.

    `entries` in order, their `types`; `lookalike`: one of them is; `guarded`: a name's page forbids neighbours;
    `dated`: one is a document with a year; `single`: none of these, and one entry only; `near`: all are places of the
    region, documents or terms.
    """

    entries: tuple[int, ...]
    types: frozenset[str]
    lookalike: bool
    guarded: bool
    dated: bool
    single: bool
    near: bool

    def __new__(cls, gazetteer: Gazetteer, postings: Iterable[Posting]) -> Meanings:
        made = super().__new__(cls, postings)
        made.entries = tuple(sorted({posting.entry for posting in made}))
        made.types = frozenset(map(gazetteer.type, made.entries))
        made.lookalike = "lookalike" in made.types
        names = [gazetteer.name(posting.name) for posting in made]
        made.guarded = any(name.not_before or name.not_after for name in names)
        made.dated = any(gazetteer.heads["years"][entry] for entry in made.entries)
        made.single = len(made.entries) == 1 and not (made.lookalike or made.guarded or made.dated)
        made.near = all(gazetteer.kind(entry) != "place" or gazetteer.heads["near"][entry] for entry in made.entries)
        return made


class Forms:
    """The forms that a text is searched for, and what each may mean: worked out when it is first met."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        from ahocorasick_rs import AhoCorasick, Implementation

        self.gazetteer = gazetteer
        self.patterns = gazetteer.patterns
        self.automaton = AhoCorasick(self.patterns, implementation=Implementation.ContiguousNFA)
        before, after, suffix = gazetteer.generics
        self._before = {word.rpartition(" ")[2] for word in before.table}
        self._after = {*JOINING, *(word.partition(" ")[0].rstrip(".") for word in after.table)}
        self._suffixes = {word[:2] for word in suffix.table}

    def may_follow(self, plain: str, end: int) -> tuple[bool, bool]:
        """Whether a Japanese generic, and whether a word that is or leads to one, may follow; False where none does."""
        right = plain[end : end + 1]
        if right != " ":
            return not self._suffixes.isdisjoint((right, plain[end : end + 2])), right in _QUOTES
        stop = plain.find(" ", end + 1, end + _LONGEST_WORD)
        word = plain[end + 1 : stop if stop > 0 else end + _LONGEST_WORD]
        if not word.isalnum():
            following = _WORD.match(word)
            word = following[0].rstrip(".") if following else ""
        return False, word in self._after

    def may_precede(self, plain: str, start: int) -> bool:
        """Whether a generic may stand before a form; False where none does."""
        left = plain[start - 1 : start] if start else ""
        if left != " ":
            return left in _LEADING
        word = plain[max(plain.rfind(" ", 0, start - 1) + 1, start - _LONGEST_WORD) : start - 1]
        if word.isalnum():
            return word in self._before
        last = _BETWEEN_WORDS.split(word)[-1]
        inner = last.rfind(".", 0, -1) + 1
        return last in self._before or last[inner:] in self._before

    @lru_cache(maxsize=1 << 16)  # noqa: B019 - the forms live as long as the process
    def meanings(self, number: int, small: bool) -> tuple[Posting, ...]:
        """What a form leads to, without the names that have a capital where the text has none."""
        postings = self.gazetteer.postings(squash(self.patterns[number]))
        return tuple(p for p in postings if not (small and self.gazetteer.name(p.name).text[0].isupper()))

    @lru_cache(maxsize=1 << 16)  # noqa: B019
    def complete(self, folded: str) -> bool:
        """Whether a folded text is a form that has its generic."""
        return any(posting.complete for posting in self.gazetteer.postings(squash(folded)))

    @lru_cache(maxsize=1 << 16)  # noqa: B019
    def bare(self, number: int, small: bool) -> tuple[tuple[Meanings, str | None], ...]:
        """What a form without a generic may be, the recorded name before a case form, and what each needs."""
        return tuple(_bare(self.gazetteer, self.meanings(number, small)))

    @lru_cache(maxsize=1 << 16)  # noqa: B019
    def fitting(self, number: int, small: bool, kinds: tuple[GenericWord, ...]) -> tuple[Meanings, str | None, bool]:
        """What a form may be beside a generic, what that needs, and whether the generic is abbreviated."""
        fitting = self.gazetteer.fitting(self.meanings(number, small), kinds)
        abbreviated = all(kind.case == "abbr" for kind in kinds)
        return _plainest_first(self.gazetteer, fitting), _need(fitting, "generic"), abbreviated


def _bare(gazetteer: Gazetteer, postings: Iterable[Posting]) -> Iterator[tuple[Meanings, str | None]]:
    whole = [p for p in postings if not p.stem]
    for inflected in (False, True):
        group = [p for p in whole if (p.how == "inflected") == inflected]
        if kept := set(bare_rule(gazetteer, group)):
            ours = [p for p in group if p.entry in kept]
            sure = any(p.needs is None for p in ours)
            bare = _plainest_first(gazetteer, [p for p in ours if not sure or p.needs != "generic"])
            yield bare, _need(bare)


def _plainest_first(gazetteer: Gazetteer, postings: Iterable[Posting]) -> Meanings:
    """Of one entry's postings the plainest first, and of equals the main languages."""

    def order(posting: Posting) -> tuple[int, int, bool, int]:
        foreign = gazetteer.name(posting.name).lang not in MAIN
        return posting.entry, HOWS.index(posting.how), foreign, posting.name

    return Meanings(gazetteer, sorted(postings, key=order))


@lru_cache(maxsize=2)
def forms_of(gazetteer: Gazetteer) -> Forms:
    return Forms(gazetteer)


def _need(postings: Iterable[Posting], met: str | None = None) -> str | None:
    """What all the postings need; one that needs nothing is enough."""
    needs = {None if p.needs == met else p.needs for p in postings}
    if None in needs:
        return None
    return next((need for need in ("company", "introduced", "generic") if need in needs), None)
