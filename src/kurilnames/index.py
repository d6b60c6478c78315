"""The tables of the artefact that a look-up asks: keys to postings, words for kinds of features."""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from kurilnames.results import MAIN

if TYPE_CHECKING:
    from kurilnames.results import Name

__all__ = ["GenericWord", "GenericWords", "Generics", "Index", "Lines", "Posting", "agree"]

_REMEMBERED = 1 << 14


class Lines:
    """Lines of a key, a tab and a value.

    The first look-ups search the lines as they are, so that a start does not wait for all of them to be read.
    """

    _FEW = 64

    def __init__(self, lines: bytes) -> None:
        self._lines = lines
        self._asked = 0

    @cached_property
    def table(self) -> dict[str, str]:
        """Every key with its value."""
        return dict(line.split("\t") for line in self._lines.decode("utf-8", "surrogatepass").split("\n") if line)

    def value(self, key: str) -> str:
        """The value of a key; empty where there is none."""
        self._asked += 1
        return self.table.get(key, "") if self._asked > self._FEW else self._search(key)

    def _search(self, key: str) -> str:
        if "\n" in key or "\t" in key:
            return ""
        start = b"\n" + key.encode("utf-8", "surrogatepass") + b"\t"
        at = self._lines.find(start)
        return self._lines[at + len(start) : self._lines.index(b"\n", at + 1)].decode() if at >= 0 else ""


class Index(Lines):
    """Keys to packed postings."""

    def get(self, key: str) -> list[int]:
        """The packed postings of a key."""
        return list(map(int, self.value(key).split()))


class Posting(NamedTuple):
    """Where a key leads: an entry and one of its names, and what it takes to count (see `curation.forms.Form`)."""

    entry: int
    name: int
    how: str
    case: str | None
    stem: bool
    needs: str | None
    complete: bool
    bare: bool


class GenericWord(NamedTuple):
    """A word for a kind of feature, its language or transliteration, and the types it stands for, likeliest first."""

    lang: str
    types: tuple[str, ...]
    case: str | None


class GenericWords(Lines):
    """The folded words that stand on one side of a name, and what each stands for."""

    def __init__(self, lines: bytes) -> None:
        super().__init__(lines)
        self._read: dict[str, tuple[GenericWord, ...]] = {}

    def get(self, word: str) -> tuple[GenericWord, ...]:
        """What a folded word stands for; empty when it is no generic."""
        known = self._read.get(word)
        if known is None:
            found = self.value(word)
            rows = json.loads(found) if found else ()
            known = tuple(GenericWord(lang, tuple(types), case) for lang, types, case in rows)
            if len(self._read) < _REMEMBERED:
                self._read[word] = known
        return known


class Generics(NamedTuple):
    """The words for kinds of features, by where they stand beside a name."""

    before: GenericWords
    after: GenericWords
    suffix: GenericWords


def agree(word: GenericWord, posting: Posting, name: Name) -> bool:
    """Whether a generic may stand beside a form: острова Кунашира and Staten Eylandt, not порту Курильска.

    Args:
        word: the generic; a Russian one has a case, and that of a case form beside it must be the same.
        posting, name: the form and its name; one of a further language that has lost its generic takes none of another.
    """
    if posting.stem and name.lang not in (*MAIN, "ja-Cyrl"):
        return word.lang == name.lang
    declines = word.lang == "ru" and word.case not in (None, "abbr") and posting.how == "inflected"
    if not declines or posting.case in ("nom", word.case):
        return True
    from kurilnames.decline import decline

    forms = decline(name.text, name.decl)
    own, asked = (forms.get(case or "", ()) for case in (posting.case, word.case))
    size = -1 if posting.stem else None
    return not {tuple(form.split()[:size]) for form in own}.isdisjoint(tuple(form.split()[:size]) for form in asked)
