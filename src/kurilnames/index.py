"""The tables of the artefact that a look-up asks: keys to postings, words for kinds of features."""

from __future__ import annotations

from functools import cached_property
from typing import Any, NamedTuple

__all__ = ["GenericWord", "GenericWords", "Generics", "Index"]


class Index:
    """Keys to packed postings: lines of a key, a tab and numbers.

    The first look-ups search the lines as they are, so that a start does not wait for all of them to be read.
    """

    _FEW = 64

    def __init__(self, lines: bytes) -> None:
        self._lines = lines
        self._asked = 0

    @cached_property
    def table(self) -> dict[str, str]:
        """Every key with its packed postings as text."""
        return dict(line.split("\t") for line in self._lines.decode("utf-8", "surrogatepass").split("\n") if line)

    def get(self, key: str) -> list[int]:
        """The packed postings of a key."""
        self._asked += 1
        found = self.table.get(key, "") if self._asked > self._FEW else self._search(key)
        return list(map(int, found.split()))

    def _search(self, key: str) -> str:
        if "\n" in key or "\t" in key:
            return ""
        start = b"\n" + key.encode("utf-8", "surrogatepass") + b"\t"
        at = self._lines.find(start)
        return self._lines[at + len(start) : self._lines.index(b"\n", at + 1)].decode() if at >= 0 else ""


class GenericWord(NamedTuple):
    """A word for a kind of feature, its language or transliteration, and the types it stands for, likeliest first."""

    lang: str
    types: tuple[str, ...]
    case: str | None


class GenericWords:
    """The folded words that stand on one side of a name, and what each stands for."""

    __slots__ = ("_words",)

    def __init__(self, words: dict[str, list[list[Any]]]) -> None:
        self._words = words

    def get(self, word: str) -> list[GenericWord]:
        """What a folded word stands for; empty when it is no generic."""
        return [GenericWord(lang, tuple(types), case) for lang, types, case in self._words.get(word, ())]


class Generics(NamedTuple):
    """The words for kinds of features, by where they stand beside a name."""

    before: GenericWords
    after: GenericWords
    suffix: GenericWords
