"""Every form that stands in a text: one automaton over all forms, boundaries, the generics beside them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kurilnames.fold import Folded, fold_text, key, squash
from kurilnames.meanings import Meanings, bare_meanings, forms_of, need_of, plainest_first

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kurilnames.gazetteer import Gazetteer, GenericWord, Posting

__all__ = ["REACH", "Candidate", "Scan"]

REACH = 48
_LEFT = re.compile(r"(?<!\w)((?:\w[\w.]* ){1,4}|(?:\w[\w.]* ){0,3}\w{1,4}\.)[«\"“„'‘]?$")
_RIGHT = re.compile(r"[»\"”'’]?((?: [\w.]+){1,3})")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SHORT_NAME = 3
_OKURIGANA = frozenset("まみむめもらりるれろっきくけこさしすせそちつてねぬばびぶべぼわいうえお")
_PREFIXES = frozenset("旧元前対在現")
_COMBINING = re.compile(r"[^\W\d_]*[oо]-$")


class Candidate(NamedTuple):
    """A possible mention, in offsets of the folded text.

    `core` is the span of the name without the generic beside it, `needs` what must still be met, `abbreviated` whether
    the generic is.
    """

    start: int
    end: int
    postings: Meanings
    core: tuple[int, int]
    needs: str | None
    abbreviated: bool = False

    @property
    def widened(self) -> bool:
        """Whether a generic beside the name belongs to it."""
        return (self.start, self.end) != self.core

    @property
    def length(self) -> int:
        """The length of the name without the generic beside it."""
        return self.core[1] - self.core[0]

    @property
    def entries(self) -> tuple[int, ...]:
        return self.postings.entries


class Scan:
    """One paragraph, scanned."""

    def __init__(self, gazetteer: Gazetteer, text: str) -> None:
        self.gazetteer = gazetteer
        self.forms = forms_of(gazetteer)
        self.text = text
        self.folded: Folded = fold_text(text)
        self.plain = _SURROGATE.sub("\ufffd", self.folded.text)

    def candidates(self) -> Iterator[Candidate]:
        """Every form that stands at a boundary, widened by its generic."""
        ends: set[int] = set()
        plain, moved = self.plain, self.folded.moved
        for number, start, end in self.forms.automaton.find_matches_as_indexes(plain, overlapping=True):
            if moved:
                begin, stop = self.folded.start(start), self.folded.end(end)
            else:
                begin, stop = start, end
            if self._bounded(begin, stop):
                for candidate in self._standing(number, start, end, self.text[begin:stop]):
                    if candidate.widened or start in ends or not self._is_tail(start, candidate):
                        ends.add(candidate.end)
                        yield candidate

    def _standing(self, number: int, start: int, end: int, surface: str) -> Iterable[Candidate]:
        """What a form that stands in the text may be."""
        small = surface == surface.lower() != surface.upper()
        if self.forms.beside(self.plain, start, end):
            return self._widened(start, end, self.forms.meanings(number, small))
        core = (start, end)
        return [Candidate(start, end, bare, core, needs) for bare, needs in self.forms.bare(number, small)]

    def _is_tail(self, start: int, candidate: Candidate) -> bool:
        """Whether an ideograph before a short bare name makes it part of another word: 帰国後, 北クリル."""
        before = self.plain[start - 1 : start] if start else ""
        if not _is_ideograph(before) or before in _PREFIXES or candidate.length > _SHORT_NAME:
            return False
        bare = (p for p in candidate.postings if not p.complete and self.gazetteer.kind(p.entry) == "place")
        return _joins(self.plain[start]) != "letter" and any(bare)

    def _bounded(self, begin: int, stop: int) -> bool:
        """Whether a stretch of the text is no part of a longer word."""
        text = self.text
        before, after = text[begin - 1 : begin] if begin else "", text[stop : stop + 1]
        if _meet(before, text[begin]) or _meet(text[stop - 1], after):
            return False
        inside = text[begin:stop]
        if len(inside) == 1 and (_is_ideograph(before) or _is_ideograph(after) or after in _OKURIGANA):
            return False
        if _kana_kind(inside[0]) and all(map(_kana_kind, inside)) and len(set(map(_kana_kind, inside))) > 1:
            return False
        return before != "-" or not _COMBINING.search(text, max(0, begin - REACH), begin) or self._is_name(begin)

    def _is_name(self, begin: int) -> bool:
        """Whether the word before a hyphen is a name of its own: Tokyo-Kunashiri, but not Южно-Курильск."""
        word = re.search(r"[^\W\d_]+$", self.text[max(0, begin - REACH) : begin - 1])
        return bool(word and self.gazetteer.postings(key(word[0])))

    def _widened(self, start: int, end: int, postings: tuple[Posting, ...]) -> Iterator[Candidate]:
        if not postings:
            return
        fitting: tuple[Posting, ...] = ()
        for begin, stop, kinds in self._generics(start, end):
            fitting = tuple(self.gazetteer.fitting(postings, kinds))
            if any(p.complete for p in self.gazetteer.postings(squash(self.plain[begin:stop]))):
                fitting = ()
            elif fitting:
                begin, stop = self._doubled(start, end, begin, stop, kinds)
                yield self._with_generic(begin, stop, fitting, (start, end), kinds)
                break
            elif self._forbids(stop, end, kinds) and not any(p.complete for p in postings):
                return
        for bare, needs in bare_meanings(self.gazetteer, postings):
            if not fitting or set(bare.entries) <= {p.entry for p in fitting}:
                yield Candidate(start, end, bare, (start, end), needs)

    def _doubled(self, start: int, end: int, begin: int, stop: int, kinds: Sequence[GenericWord]) -> tuple[int, int]:
        """The span with both generics where one is Japanese and tied on: пролив Кунасири-суйдо."""
        types = {type for kind in kinds for type in kind.types}
        for other_begin, other_stop, words in self._generics(start, end):
            tied = any(word.lang in ("ja-Latn", "ja-Cyrl") for word in (*kinds, *words))
            apart = (other_begin < start) != (begin < start)
            if tied and apart and any(types.intersection(word.types) for word in words):
                return min(begin, other_begin), max(stop, other_stop)
        return begin, stop

    def _with_generic(
        self, start: int, end: int, postings: tuple[Posting, ...], core: tuple[int, int], kinds: Sequence[GenericWord]
    ) -> Candidate:
        abbreviated = all(kind.case == "abbr" for kind in kinds)
        return Candidate(
            start, end, plainest_first(self.gazetteer, postings), core, need_of(postings, "generic"), abbreviated
        )

    def _generics(self, start: int, end: int) -> Iterator[tuple[int, int, Sequence[GenericWord]]]:
        """The generics beside a form, the longest first: (start, end, what they stand for)."""
        generics = self.gazetteer.generics
        tail = self.plain[end : end + REACH]
        for size in range(min(5, len(tail)), 0, -1):
            if kinds := generics.suffix.get(tail[:size]):
                yield start, end + size, kinds
        if left := _LEFT.search(self.plain[max(0, start - REACH) : start]):
            words = left[1].split()
            for size in range(len(words), 0, -1):
                word = " ".join(words[-size:])
                if kinds := generics.before.get(word):
                    quoted = left[0][-1] not in " ."
                    yield start if quoted else self.plain.rindex(words[-size], 0, start), end, kinds
        if right := _RIGHT.match(tail):
            words = right[1].split()
            for size in range(len(words), 0, -1):
                word = " ".join(words[:size])
                stop = end + tail.index(words[size - 1], 1) + len(words[size - 1])
                yield from self._right(start, end, stop, word)

    def _right(self, start: int, end: int, stop: int, word: str) -> Iterator[tuple[int, int, Sequence[GenericWord]]]:
        """A generic on the right; tō of Etorofu-tō only where a hyphen or a capital shows that it is one."""
        kinds = self.gazetteer.generics.after.get(word)
        if not kinds:
            stop -= len(word) - len(word.rstrip("."))
            word = word.rstrip(".")
            kinds = self.gazetteer.generics.after.get(word)
        begin = self.folded.start(stop - len(word))
        shown = self.text[self.folded.end(end) : begin + 1]
        tied = "-" in shown or shown[-1:].isupper()
        kinds = tuple(
            kind for kind in kinds if tied or (kind.lang not in ("ja-Latn", "ja-Cyrl") and kind.case != "abbr")
        )
        if kinds:
            yield start, stop, kinds

    def _forbids(self, stop: int, end: int, kinds: Sequence[GenericWord]) -> bool:
        """Whether a generic that no namesake has makes it another feature's name: 国後湾, Kunashir Lake."""
        lang = kinds[0].lang
        if stop <= end:
            return False
        if lang == "ja":
            return not "一" <= self.plain[stop : stop + 1] <= "鿿"
        word = self.text[self.folded.start(end) : self.folded.end(stop)].strip()
        return lang == "en" and (word.startswith("-") or (word[:1].isupper() and not word.isupper()))


def _meet(before: str, after: str) -> bool:
    """Whether two neighbours belong to one word: letters, or kana of one kind; ideographs never tell."""
    return bool(_joins(before)) and _joins(before) == _joins(after)


def _is_ideograph(char: str) -> bool:
    return "㐀" <= char <= "鿿"


@lru_cache(maxsize=1 << 16)
def _joins(char: str) -> str:
    if kind := _kana_kind(char):
        return kind
    if _is_ideograph(char) or "가" <= char <= "힣":
        return ""
    return "letter" if char.isalnum() or (char and unicodedata.combining(char)) else ""


@lru_cache(maxsize=1 << 16)
def _kana_kind(char: str) -> str:
    if not char:
        return ""
    if "ァ" <= char <= "ヺ" or "ｦ" <= char <= "ﾟ" or char == "ー":
        return "katakana"
    return "hiragana" if "ぁ" <= char <= "ゖ" else ""
