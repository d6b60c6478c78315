"""Longer names about a form: what makes another name of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from kurilnames.exempting import CALLING
from kurilnames.export.patterns import Surface, in_any_case, in_both_kana, spelled
from kurilnames.fold import fold, squash

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from kurilnames.gazetteer import Gazetteer, Posting
    from kurilnames.index import GenericWord, GenericWords

__all__ = ["Neighbours"]

_SHORT = 3
_TAIL = "(?![旧元前対在現及並至各領])[㐀-鿿](?<!{})"
_BEFORE_STROKE, _BEHIND_STROKE = (r"\S ?/ ?",), (r" ?/ ?\S",)
_CALLED = (CALLING,)
_IDEOGRAPHS = re.compile("[㐀-鿿]{2,3}")


class Neighbours:
    """All names, asked which of them hold a form.

    Args:
        gazetteer: the gazetteer.
        more: names beyond those that a text is searched for.
        keeps: where a convention leaves names alone.
    """

    def __init__(self, gazetteer: Gazetteer, more: Iterable[str], keeps: Collection[str]) -> None:
        self.gazetteer = gazetteer
        whole = (name for name in gazetteer.patterns if not all(p.stem for p in gazetteer.postings(squash(name))))
        self.known = sorted({*whole, *(fold(text).strip() for text in more)})
        self.before = _BEFORE_STROKE * ("glosses" in keeps)
        self.behind = _BEHIND_STROKE * ("glosses" in keeps) + _CALLED * ("attributions" in keeps)

    @lru_cache(maxsize=1 << 14)  # noqa: B019 - lives as long as an export
    def surface(self, text: str) -> Surface:
        """A form with what makes it something else."""
        folded = fold(text).strip()
        postings = self.gazetteer.postings(squash(folded))
        complete = any(posting.complete for posting in postings)
        rests = [*self._rests(folded), *self._rests("" if postings else folded.partition(" ")[2])]
        behind = [spelled(rest.upper() if text.isupper() else rest) for each in rests for rest in in_both_kana(each)]
        names = [self.gazetteer.name(posting.name) for posting in postings]
        behind += dict.fromkeys(f" ?{in_any_case(word)}" for name in names for word in name.not_before)
        before = dict.fromkeys(f"{in_any_case(word)} ?" for name in names for word in name.not_after)
        if not complete and (others := self._others(text, postings)):
            behind.append(others)
        fewest = _SHORT - (text[-1] == "島")
        short = "㐀" <= text[0] <= "鿿" and not complete and len(text) <= fewest
        return Surface(text, (*(self._tail,) * short, *before, *self.before), (*behind, *self.behind))

    @cached_property
    def _tail(self) -> str:
        """An ideograph that makes a short name part of another word: 帰国後; but not the end of an island: 国後択捉."""
        stems = {text.removesuffix("島") for entry, text, _ in self.gazetteer.usual["ja"] if self._is_island(entry)}
        return _TAIL.format("|".join(sorted(stem for stem in stems if _IDEOGRAPHS.fullmatch(stem))))

    def _is_island(self, entry: int) -> bool:
        return self.gazetteer.type(entry) in ("island", "island-group")

    def _rests(self, folded: str) -> Iterator[str]:
        """What follows a form in longer names; none that begins with another."""
        if not folded:
            return
        begin = f"{folded} " if folded[-1] < "ぁ" else folded
        last = None
        for name in self.known[bisect_right(self.known, begin) :]:
            if not name.startswith(begin):
                return
            rest = name[len(folded) :]
            if last is None or not rest.startswith(last):
                last = rest
                yield rest

    def _others(self, text: str, postings: Iterable[Posting]) -> str:
        """The generics that make a name of no known thing of a bare one: Kunashir Lake, 国後湾; as a pattern."""
        places = frozenset(self.gazetteer.type(p.entry) for p in postings if self.gazetteer.kind(p.entry) == "place")
        if text[-1] >= "ぁ":
            return self._generics("suffix", "ja", places)
        return self._generics("after", "en", places) if text[0] < "Ѐ" and not text.isupper() else ""

    @lru_cache(maxsize=256)  # noqa: B019
    def _generics(self, where: str, lang: str, types: frozenset[str]) -> str:
        words: GenericWords = getattr(self.gazetteer.generics, where)
        other = [word for word in words.table if self._is_other(words.get(word), lang, types)]
        if lang == "ja":
            kanji = sorted(word for word in other if word[0] >= "㐀")
            return f"(?:{'|'.join(map(spelled, kanji))})(?![一-鿿])"
        return f" (?:{'|'.join(word.title() for word in sorted(other))})(?![a-z])"

    @staticmethod
    def _is_other(words: Iterable[GenericWord], lang: str, types: frozenset[str]) -> bool:
        ours = [word for word in words if word.lang == lang and word.case != "abbr"]
        return bool(ours) and not any(types.intersection(word.types) for word in ours)

    def holding(self, texts: Iterable[str]) -> Iterator[str]:
        """The longer names in which one of some forms stands anywhere but at the beginning, as texts have them."""
        from ahocorasick_rs import AhoCorasick

        parts = sorted({fold(text).strip() for text in texts})
        automaton = AhoCorasick(parts)
        for name in self.known:
            found = automaton.find_matches_as_indexes(name, overlapping=True)
            if any(start and _is_part(name, start, end) for _, start, end in found):
                yield name


def _is_part(name: str, start: int, end: int) -> bool:
    """Whether a stretch of a folded name stands at the edges of words."""
    apart = name[start] >= "㐀" or name[start - 1] == " "
    return apart and (name[end - 1] >= "㐀" or name[end : end + 1] in ("", " "))
