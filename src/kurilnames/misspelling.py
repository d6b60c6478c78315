"""Words that are one edit away from a name and no name themselves."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kurilnames.decline import decline
from kurilnames.fold import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kurilnames.gazetteer import Gazetteer
    from kurilnames.results import Mention

    _Table = dict[str, set[tuple[int, str]]]

__all__ = ["Slip", "rests", "slips"]

_WORD = re.compile(r"[A-ZА-ЯЁ][\w'’-]{5,}")
_IDEOGRAPHS = re.compile(r"[一-鿿々]{3,}")
_FEWEST_LETTERS = 6
_GENERIC = re.compile(r" (?:Islands?|Strait|Bay|Volcano|Channel)\b")


class Slip(NamedTuple):
    """A word, where it stands, the entry whose names it misses by one edit, those names, and the generic behind it."""

    start: int
    end: int
    entry: int
    texts: tuple[str, ...]
    generic: str = ""


def slips(gazetteer: Gazetteer, text: str, mentions: Sequence[Mention]) -> Iterator[Slip]:
    """The words of a text that are one edit away from one place's name.

    Args:
        gazetteer: the gazetteer.
        text: the text.
        mentions: what was found in it: no slip overlaps one, and ideographs that begin otherwise need one beside them.
    """
    near = _near(gazetteer)
    taken = bytearray(len(text))
    for mention in mentions:
        taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    for word in _WORD.finditer(text):
        if not any(taken[word.start() : word.end()]) and (found := near.letters(word[0])):
            generic = _GENERIC.match(text, word.end())
            yield Slip(word.start(), (generic or word).end(), *found, generic[0] if generic else "")
    yield from _ideographs(near, text, taken, bool(mentions))


def _ideographs(near: _Near, text: str, taken: bytearray, accompanied: bool) -> Iterator[Slip]:
    for run in _IDEOGRAPHS.finditer(text):
        for start in range(run.start(), run.end() - 2):
            for end in range(min(run.end(), start + 4), start + 2, -1):
                found = None if any(taken[start:end]) else near.ideographs(text[start:end])
                if found and (accompanied or found[1][0][0] == text[start]):
                    yield Slip(start, end, *found)
                    break


class _Near:
    """The names of the region's places, looked up by what remains when one character is left out.

    Names are learnt one script at a time, when a text first has a word of it that is no name.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    @cached_property
    def _latin(self) -> _Table:
        names = (row for row in self.gazetteer.usual["en"] if _is_long(row[1]))
        return _table((entry, text, rests(key(text))) for entry, text, _ in names)

    @cached_property
    def _cyrillic(self) -> _Table:
        names = (row for row in self.gazetteer.usual["ru"] if _is_long(row[1]))
        cases = ((entry, decline(text, decl).values()) for entry, text, decl in names)
        forms = ((entry, form) for entry, groups in cases for form in {form for group in groups for form in group})
        return _table((entry, form, rests(key(form))) for entry, form in forms)

    @cached_property
    def _han(self) -> _Table:
        names = (row for row in self.gazetteer.usual["ja"] if _IDEOGRAPHS.fullmatch(row[1]))
        return _table((entry, text, _gaps(text)) for entry, text, _ in names)

    @lru_cache(maxsize=1 << 14)  # noqa: B019 - there is one for a gazetteer
    def letters(self, word: str) -> tuple[int, tuple[str, ...]] | None:
        """The one place whose names a word of letters misses by one edit, and the names."""
        folded = key(word)
        if self.gazetteer.postings(folded):
            return None
        table = self._latin if folded.isascii() else self._cyrillic
        met = {found for rest in rests(folded) for found in table.get(rest, ())}
        if not met:
            return None
        from rapidfuzz.distance import OSA

        near = {found for found in met if OSA.distance(folded, key(found[1])) == 1 and folded[0] == key(found[1])[0]}
        return _one(near)

    def ideographs(self, word: str) -> tuple[int, tuple[str, ...]] | None:
        """The one place whose name differs from a word in one ideograph, not the last."""
        if self.gazetteer.postings(key(word)):
            return None
        return _one({found for gap in _gaps(word) for found in self._han.get(gap, ())})


def _is_long(text: str) -> bool:
    return " " not in text and len(text) >= _FEWEST_LETTERS


def _table(rows: Iterable[tuple[int, str, Iterable[str]]]) -> _Table:
    """Where each rest of a form leads: to the entry and the form."""
    table: _Table = {}
    for entry, form, rests in rows:
        for rest in rests:
            table.setdefault(rest, set()).add((entry, form))
    return table


def _one(near: set[tuple[int, str]]) -> tuple[int, tuple[str, ...]] | None:
    """The entry, if there is but one, and its names."""
    entries = {entry for entry, _ in near}
    return (entries.pop(), tuple(sorted(text for _, text in near))) if len(entries) == 1 else None


def rests(word: str) -> set[str]:
    """A word, and what remains of it when one character is left out: words one edit apart share one of these.

    >>> sorted(rests("abc"))
    ['ab', 'abc', 'ac', 'bc']
    """
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def _gaps(word: str) -> list[str]:
    """A word of ideographs with each but its last, the generic, left open in turn."""
    return [f"{word[:at]}?{word[at + 1 :]}" for at in range(len(word) - 1)]


@lru_cache(maxsize=2)
def _near(gazetteer: Gazetteer) -> _Near:
    return _Near(gazetteer)
