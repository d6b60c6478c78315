"""Words that are one edit away from a name and no name themselves."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kurilnames.decline import decline
from kurilnames.fold import key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kurilnames.gazetteer import Gazetteer
    from kurilnames.results import Mention

__all__ = ["Slip", "slips"]

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
    """The names of the region's places, looked up by what remains when one character is left out."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._missing: dict[str, set[tuple[int, str]]] = {}
        self._gapped: dict[str, set[tuple[int, str]]] = {}
        for entry in range(len(gazetteer.heads["ids"])):
            if gazetteer.kind(entry) == "place" and gazetteer.heads["near"][entry]:
                self._learn(entry)

    def _learn(self, entry: int) -> None:
        for name in self.gazetteer.names(entry):
            if name.status not in ("official", "used") or name.needs:
                continue
            if name.lang == "ja" and _IDEOGRAPHS.fullmatch(name.text):
                for gap in _gaps(name.text):
                    self._gapped.setdefault(gap, set()).add((entry, name.text))
            elif name.lang in ("en", "ru", "ja-Cyrl") and " " not in name.text and len(name.text) >= _FEWEST_LETTERS:
                forms = decline(name.text, name.decl).values() if name.lang != "en" else [(name.text,)]
                for form in {form for group in forms for form in group}:
                    for rest in _rests(key(form)):
                        self._missing.setdefault(rest, set()).add((entry, form))

    def letters(self, word: str) -> tuple[int, tuple[str, ...]] | None:
        """The one place whose names a word of letters misses by one edit, and the names."""
        from rapidfuzz.distance import OSA

        folded = key(word)
        if self.gazetteer.postings(folded):
            return None
        met = {found for rest in _rests(folded) for found in self._missing.get(rest, ())}
        near = {found for found in met if OSA.distance(folded, key(found[1])) == 1 and folded[0] == key(found[1])[0]}
        return _one(near)

    def ideographs(self, word: str) -> tuple[int, tuple[str, ...]] | None:
        """The one place whose name differs from a word in one ideograph, not the last."""
        if self.gazetteer.postings(key(word)):
            return None
        return _one({found for gap in _gaps(word) for found in self._gapped.get(gap, ())})


def _one(near: set[tuple[int, str]]) -> tuple[int, tuple[str, ...]] | None:
    """The entry, if there is but one, and its names."""
    entries = {entry for entry, _ in near}
    return (entries.pop(), tuple(sorted(text for _, text in near))) if len(entries) == 1 else None


def _rests(word: str) -> set[str]:
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def _gaps(word: str) -> list[str]:
    """A word of ideographs with each but its last, the generic, left open in turn."""
    return [f"{word[:at]}?{word[at + 1 :]}" for at in range(len(word) - 1)]


@lru_cache(maxsize=2)
def _near(gazetteer: Gazetteer) -> _Near:
    return _Near(gazetteer)
