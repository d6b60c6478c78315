"""Every form that stands in a text: one automaton over all forms, boundaries, the generics beside them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from kurilnames.fold import PARAGRAPH, Folded, fold_text, key
from kurilnames.meanings import JOINING, Meanings, forms_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kurilnames.gazetteer import Gazetteer, GenericWord, Posting

    _Beside = tuple[int, int, tuple[GenericWord, ...]]

__all__ = ["REACH", "READING", "Candidate", "Scan"]

REACH = 48
READING = re.compile("[(（《]([ぁ-ゖァ-ヶー]+)[)）》]")
_LEFT = re.compile(r"(?<!\w)((?:\w[\w.]* ){1,4}|(?:\w[\w.]* ){0,3}\w{1,4}\.)[«\"“„'‘]?$")
_RIGHT = re.compile(r"[»\"”'’]?((?: [\w.]+){1,3})")
# A generic that another name shares: the Kuril and Aleutian Islands, Курильские и Командорские острова.
_SHARED = re.compile(rf" (?:{'|'.join(JOINING)}) \w+ (\w+)")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SHORT_NAME = 3
_OKURIGANA = frozenset("まみむめもらりるれろっきくけこさしすせそちつてねぬばびぶべぼわいうえお")
_PARTICLES = frozenset("がでとにのはへもやを")
_KANA = {"hiragana", "katakana"}
_PREFIXES = frozenset("旧元前対在現及並至各領")
_NUMERALS = frozenset("0123456789０１２３４５６７８９〇零一二三四五六七八九十百")
_ORDINAL = re.compile(rf"第[{''.join(sorted(_NUMERALS))}]+$")
_COMPASS = re.compile(r"(?<!\w)(?:[ЮВЗNSEW]|Юж|Сев|Вост|Зап)[.-]$")
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
    """Some paragraphs of a text, scanned."""

    def __init__(self, gazetteer: Gazetteer, text: str) -> None:
        self.gazetteer = gazetteer
        self.forms = forms_of(gazetteer)
        self.text = text
        self.folded: Folded = fold_text(text)
        self.plain = self.folded.text
        self._moved = self.folded.moved

    def paragraphs(self) -> Iterator[tuple[int, int, list[Candidate]]]:
        """Every paragraph with a candidate: where it begins and ends in the folded text, and its candidates."""
        plain = self.plain
        found = list(self.candidates())
        first = 0
        while first < len(found):
            at = found[first].core[0]
            begin, end = plain.rfind(PARAGRAPH, 0, at) + 1, plain.find(PARAGRAPH, at)
            end = len(plain) if end < 0 else end
            last = first + 1
            while last < len(found) and found[last].core[0] < end:
                last += 1
            yield begin, end, found[first:last]
            first = last

    def candidates(self) -> Iterator[Candidate]:
        """Every form that stands at a boundary, widened by its generic."""
        ends: set[int] = set()
        hits, plain = self._hits(), self.plain
        for number, start, end in hits:
            if self._inside_word(start) or self._inside_word(end):
                continue
            begin, stop = self.origin(start, end)
            if self._is_apart(begin, stop):
                standing = self._standing(number, start, end, self.text[begin:stop])
                if start and _is_ideograph(plain[start - 1]) and start not in ends:
                    standing = [c for c in standing if c.widened or not self._is_tail(start, c)]
                ends.update([c.end for c in standing])
                yield from standing

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of the folded text stands in the text."""
        return (self.folded.start(start), self.folded.end(end)) if self._moved else (start, end)

    def _hits(self) -> list[tuple[int, int, int]]:
        """Every form wherever it occurs: (number, start, end)."""
        try:
            return self.forms.automaton.find_matches_as_indexes(self.plain, overlapping=True)
        except UnicodeEncodeError:
            self.plain = _SURROGATE.sub("\ufffd", self.plain)
            return self._hits()

    def _inside_word(self, at: int) -> bool:
        """Whether a place in the folded text is inside a word of letters."""
        plain = self.plain
        inside = 0 < at < len(plain) and _JOINS[plain[at]] == "letter" == _JOINS[plain[at - 1]]
        return inside and at not in self.folded.seams

    def _is_apart(self, begin: int, stop: int) -> bool:
        """Whether a stretch of the text stands between boundaries and is no part of a longer word all the same.

        Before a particle a word of ideographs with a kana ending is at its end: 引き渡しを.  What an ordinal begins is
        another name: 第二色丹丸.
        """
        text = self.text
        first, last = _JOINS[text[begin]], _JOINS[text[stop - 1]]
        before, after = text[begin - 1] if begin else "", text[stop : stop + 1]
        if first and _JOINS[before] == first:
            return False
        if last and _JOINS[after] == last and not (after in _PARTICLES and _is_ideograph(text[begin])):
            return False
        if stop - begin == 1 and (_is_ideograph(before) or _is_ideograph(after) or after in _OKURIGANA):
            return False
        if first in _KANA and _is_of_both_kana(text[begin:stop]):
            return False
        if before in _NUMERALS and _ORDINAL.search(text, max(0, begin - REACH), begin):
            return False
        return before not in ("-", ".") or self._is_apart_from(begin)

    def _standing(self, number: int, start: int, end: int, surface: str) -> Sequence[Candidate]:
        """What a form that stands in the text may be."""
        small = surface.islower()
        suffix, after = self.forms.may_follow(self.plain, end)
        before = self.forms.may_precede(self.plain, start) or self._is_elided(start)
        core = (start, end)
        if suffix or after or before:
            return list(self._widened(number, small, core, list(self._generics(start, end, suffix, after, before))))
        return [Candidate(start, end, bare, core, needs) for bare, needs in self.forms.bare(number, small)]

    def _beginning(self, start: int) -> str:
        """What stands before a form, an elided link as a word."""
        return self.plain[max(0, start - REACH) : start] + " " * self._is_elided(start)

    def _is_elided(self, start: int) -> bool:
        """Whether a French link has lost its vowel before a form: île d’Itouroup."""
        return start in self.folded.seams and self.plain[start - 2 : start] == " d"

    def _is_tail(self, start: int, candidate: Candidate) -> bool:
        """Whether an ideograph before a short bare name makes it part of another word: 帰国後, 北クリル."""
        if self.plain[start - 1] in _PREFIXES or candidate.length > _SHORT_NAME:
            return False
        whole = any(p.complete for p in candidate.postings) or self.plain[candidate.end - 1] in "島岛"
        if candidate.length == _SHORT_NAME and whole:
            return False
        bare = (p for p in candidate.postings if not p.complete and self.gazetteer.kind(p.entry) == "place")
        return _JOINS[self.plain[start]] != "letter" and any(bare)

    def _is_apart_from(self, begin: int) -> bool:
        """Whether what stands before a hyphen or full stop is a name of its own: Tokyo-Kunashiri, not Южно-Курильск."""
        left = self.text[max(0, begin - REACH) : begin]
        if _COMPASS.search(left):
            return False
        if not _COMBINING.search(left):
            return True
        word = re.search(r"[^\W\d_]+$", left[:-1])
        return bool(word and self.gazetteer.postings(key(word[0])))

    def _widened(self, number: int, small: bool, core: tuple[int, int], generics: list[_Beside]) -> Iterator[Candidate]:
        """The form with the generic beside it; without one where it may also stand so."""
        fitting: Sequence[Posting] = ()
        for begin, stop, kinds in generics:
            fitting, needs, abbreviated = self.forms.fitting(number, small, kinds)
            if self.forms.complete(self.plain[begin:stop]):
                fitting = ()
            elif fitting:
                span = _doubled(core[0], (begin, stop, kinds), generics)
                yield Candidate(*span, fitting, core, needs, abbreviated)
                break
            elif self._forbids(stop, core[1], kinds) and not any(
                p.complete for p in self.forms.meanings(number, small)
            ):
                return
        entries = {p.entry for p in fitting}
        for bare, needs in self.forms.bare(number, small):
            if not entries or entries.issuperset(bare.entries):
                yield Candidate(*core, bare, core, needs)

    def _generics(self, start: int, end: int, suffix: bool, after: bool, before: bool) -> Iterator[_Beside]:
        """The generics beside a form, the longest first: (start, end, what they stand for)."""
        generics = self.gazetteer.generics
        tail = self.plain[end : end + REACH]
        mixed = _is_ideograph(self.plain[end - 1]) and _JOINS[tail[:1] or " "] in _KANA
        for size in range(min(5, len(tail)) if suffix else 0, 0, -1):
            kinds = () if mixed else generics.suffix.get(tail[:size])
            if kinds:
                yield start, end + size, kinds
        if before and (left := _LEFT.search(self._beginning(start))):
            words = left[1].split()
            for size in range(len(words), 0, -1):
                word = " ".join(words[-size:])
                if kinds := generics.before.get(word):
                    quoted = left[0][-1] not in " ."
                    yield start if quoted else self.plain.rindex(words[-size], 0, start), end, kinds
        if after and (joined := _SHARED.match(tail)) and (kinds := generics.after.get(joined[1])):
            yield start, end, kinds
        elif after and (right := _RIGHT.match(tail)):
            words = right[1].split()
            for size in range(len(words), 0, -1):
                word = " ".join(words[:size])
                stop = end + tail.index(words[size - 1], 1) + len(words[size - 1])
                yield from self._right(start, end, stop, word)

    def _right(self, start: int, end: int, stop: int, word: str) -> Iterator[_Beside]:
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


def _doubled(start: int, found: _Beside, generics: list[_Beside]) -> tuple[int, int]:
    """The span with both generics where one is Japanese and tied on: пролив Кунасири-суйдо."""
    begin, stop, kinds = found
    types = {type for kind in kinds for type in kind.types}
    for other_begin, other_stop, words in generics:
        tied = any(word.lang in ("ja-Latn", "ja-Cyrl") for word in (*kinds, *words))
        apart = (other_begin < start) != (begin < start)
        if tied and apart and any(types.intersection(word.types) for word in words):
            return min(begin, other_begin), max(stop, other_stop)
    return begin, stop


def _is_of_both_kana(surface: str) -> bool:
    kinds = {_JOINS[char] for char in surface}
    return len(kinds) > 1 and kinds <= _KANA


def _is_ideograph(char: str) -> bool:
    return "㐀" <= char <= "鿿"


class _Joins(dict[str, str]):
    """What a character is part of: a word of letters, a word of one of the kana; ideographs never tell."""

    def __missing__(self, char: str) -> str:
        if "ァ" <= char <= "ヺ" or "ｦ" <= char <= "ﾟ" or char == "ー":
            kind = "katakana"
        elif "ぁ" <= char <= "ゖ":
            kind = "hiragana"
        elif _is_ideograph(char) or "가" <= char <= "힣":
            kind = ""
        else:
            kind = "letter" if char.isalnum() or unicodedata.combining(char) else ""
        return self.setdefault(char, kind)


_JOINS = _Joins({"": ""})
