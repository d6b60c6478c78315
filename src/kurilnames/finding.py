"""Text to mentions with spans: one automaton over all forms, then boundaries, generics, company, the longest."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kurilnames.fold import PARAGRAPH, Folded, fold_text
from kurilnames.gazetteer import Gazetteer, GenericWord, Posting, default
from kurilnames.resolving import SCORES, Filter, bare_rule
from kurilnames.results import Mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import ahocorasick_rs

__all__ = ["find", "find_iter"]

REGION = "kuril-islands"
_MOST_CANDIDATES = 3
_REACH = 48
_LEFT = re.compile(r"(?:^|(?<=[^\w.]))((?:[\w.]+ ){1,4})[«\"“„'‘]?$")
_RIGHT = re.compile(r"[»\"”'’]?((?: [\w.]+){1,3})")
_SURROGATE = re.compile("[\ud800-\udfff]")
_YEAR = re.compile(r"(?<!\d)(1[6-9]\d\d|20\d\d)(?!\d)")


class _Candidate(NamedTuple):
    """A possible mention, in offsets of the folded text; `needs` is what must still be met."""

    start: int
    end: int
    postings: tuple[Posting, ...]
    needs: str | None

    @property
    def entries(self) -> list[int]:
        return sorted({posting.entry for posting in self.postings})


class _Scan:
    """One text, scanned."""

    def __init__(self, gazetteer: Gazetteer, text: str) -> None:
        if not isinstance(text, str):
            raise TypeError(f"a text is a str, not {type(text).__name__}")
        self.gazetteer = gazetteer
        self.text = text
        self.folded: Folded = fold_text(text)
        self.plain = _SURROGATE.sub("\ufffd", self.folded.text)

    def candidates(self) -> Iterator[_Candidate]:
        """Every form that stands at a boundary, widened by its generic."""
        automaton, patterns = _automaton(self.gazetteer)
        for number, start, end in automaton.find_matches_as_indexes(self.plain, overlapping=True):
            if self._bounded(start, end):
                postings = self.gazetteer.postings(patterns[number].replace(" ", ""))
                yield from self._widened(start, end, self._cased(start, postings))

    def _bounded(self, start: int, end: int) -> bool:
        before, after = self.plain[start - 1 : start], self.plain[end : end + 1]
        first, last = _script(self.plain[start]), _script(self.plain[end - 1])
        if first == "kana" or last == "kana":
            return self._kana_bounded(start, end)
        return not (first == "letter" == _script(before)) and not (last == "letter" == _script(after))

    def _kana_bounded(self, start: int, end: int) -> bool:
        """Kana stand alone: no kana of the same kind beside them, no mixing inside."""
        begin, stop = self.folded.start(start), self.folded.end(end)
        kinds = {kind for char in self.text[begin:stop] if (kind := _kana_kind(char))}
        beside = {_kana_kind(self.text[begin - 1 : begin] if begin else ""), _kana_kind(self.text[stop : stop + 1])}
        return len(kinds) <= 1 and not kinds & beside

    def _cased(self, start: int, postings: Iterable[Posting]) -> tuple[Posting, ...]:
        """Without the names that are written with a capital where the text has none."""
        letter = self.text[self.folded.start(start)]
        small = letter.lower() == letter != letter.upper()
        return tuple(p for p in postings if not (small and self.gazetteer.name(p.name).text[0].isupper()))

    def _widened(self, start: int, end: int, postings: tuple[Posting, ...]) -> Iterator[_Candidate]:
        if not postings:
            return
        fitting: tuple[Posting, ...] = ()
        for begin, stop, kinds in self._generics(start, end):
            types = {type for word in kinds for type in word.types}
            fitting = tuple(p for p in postings if self.gazetteer.type(p.entry) in types)
            if fitting:
                yield _Candidate(begin, stop, _nominative_first(fitting), _need(fitting, "generic"))
                return
            if self._forbids(stop, end, kinds):
                return
        whole = tuple(p for p in postings if not p.stem)
        kept = bare_rule(self.gazetteer, whole)
        if bare := tuple(p for p in whole if p.entry in kept):
            yield _Candidate(start, end, _nominative_first(bare), _need(bare))

    def _generics(self, start: int, end: int) -> Iterator[tuple[int, int, list[GenericWord]]]:
        """The generics beside a form, the longest first: (start, end, what they stand for)."""
        generics = self.gazetteer.generics
        tail = self.plain[end : end + _REACH]
        for size in range(min(5, len(tail)), 0, -1):
            if kinds := generics.suffix.get(tail[:size]):
                yield start, end + size, kinds
        if left := _LEFT.search(self.plain[max(0, start - _REACH) : start]):
            words = left[1].split()
            for size in range(len(words), 0, -1):
                word = " ".join(words[-size:])
                if kinds := generics.before.get(word):
                    yield self.plain.rindex(words[-size], 0, start), end, kinds
        if right := _RIGHT.match(tail):
            words = right[1].split()
            for size in range(len(words), 0, -1):
                word = " ".join(words[:size])
                stop = end + tail.index(words[size - 1], 1) + len(words[size - 1])
                yield from self._right(start, end, stop, word)

    def _right(self, start: int, end: int, stop: int, word: str) -> Iterator[tuple[int, int, list[GenericWord]]]:
        """A generic on the right; tō of Etorofu-tō only where a hyphen or a capital shows that it is one."""
        kinds = self.gazetteer.generics.after.get(word) or self.gazetteer.generics.after.get(word.rstrip("."))
        if not kinds:
            return
        if word not in self.gazetteer.generics.after:
            stop -= len(word) - len(word.rstrip("."))
        begin = self.folded.start(stop - len(word.rstrip(".")) - word.endswith("."))
        shown = self.text[self.folded.end(end) : begin + 1]
        tied = "-" in shown or "\u2010" in shown or shown[-1:].isupper()
        kinds = [kind for kind in kinds if tied or kind.lang not in ("ja-Latn", "ja-Cyrl") and kind.case != "abbr"]
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
        return lang == "en" and word[:1].isupper() and not word.isupper()


def _nominative_first(postings: tuple[Posting, ...]) -> tuple[Posting, ...]:
    """Of one entry's postings the plainest first."""
    return tuple(sorted(postings, key=lambda p: (p.entry, p.how == "inflected", p.name)))


def _need(postings: Iterable[Posting], met: str | None = None) -> str | None:
    """What all the postings need; one that needs nothing is enough."""
    needs = {None if p.needs == met else p.needs for p in postings}
    if None in needs:
        return None
    return next((need for need in ("company", "introduced", "generic") if need in needs), None)


def _script(char: str) -> str:
    if not char:
        return ""
    if "ぁ" <= char <= "ヿ":
        return "kana"
    if "㐀" <= char <= "鿿" or "가" <= char <= "힣":
        return "ideograph"
    return "letter" if char.isalnum() else ""


def _kana_kind(char: str) -> str:
    if not char:
        return ""
    if "ァ" <= char <= "ヺ" or "ｦ" <= char <= "ﾟ" or char == "ー":
        return "katakana"
    return "hiragana" if "ぁ" <= char <= "ゖ" else ""


@lru_cache(maxsize=2)
def _automaton(gazetteer: Gazetteer) -> tuple[ahocorasick_rs.AhoCorasick, list[str]]:
    from ahocorasick_rs import AhoCorasick, Implementation

    patterns = gazetteer.patterns
    return AhoCorasick(patterns, implementation=Implementation.ContiguousNFA), patterns


class _Judge:
    """Which candidates count: company, introduction, look-alikes, years; then the longest."""

    def __init__(self, scan: _Scan, candidates: list[_Candidate], nested: bool) -> None:
        self.scan = scan
        self.gazetteer = scan.gazetteer
        self.candidates = candidates
        self.nested = nested

    @cached_property
    def _sure(self) -> list[_Candidate]:
        return [c for c in self.candidates if c.needs is None and not self._lookalikes(c)]

    @cached_property
    def _introduced(self) -> set[int]:
        return {entry for candidate in self._sure for entry in candidate.entries}

    @cached_property
    def _paragraphs(self) -> list[int]:
        return [at for at, char in enumerate(self.scan.plain) if char == PARAGRAPH]

    @cached_property
    def _companions(self) -> dict[int, list[_Candidate]]:
        """The sure mentions of the region, by paragraph."""
        found: dict[int, list[_Candidate]] = {}
        for candidate in self._sure:
            if any(map(self._is_company, candidate.entries)):
                found.setdefault(self._paragraph(candidate), []).append(candidate)
        return found

    def _paragraph(self, candidate: _Candidate) -> int:
        from bisect import bisect

        return bisect(self._paragraphs, candidate.start)

    def _is_company(self, entry: int) -> bool:
        kind = self.gazetteer.kind(entry)
        if kind == "place":
            return REGION in self.gazetteer.numbers and self.gazetteer.within(entry, REGION)
        return kind == "document"

    def _lookalikes(self, candidate: _Candidate) -> bool:
        return any(self.gazetteer.type(entry) == "lookalike" for entry in candidate.entries)

    def counted(self) -> Iterator[_Candidate]:
        """The candidates that count, in their order."""
        kept = [judged for candidate in self.candidates if (judged := self._judged(candidate))]
        return iter(sorted(set(kept), key=lambda c: (c.start, -c.end)) if self.nested else _longest(kept))

    def _judged(self, candidate: _Candidate) -> _Candidate | None:
        if candidate.needs == "generic":
            return None
        if candidate.needs == "introduced":
            met = [p for p in candidate.postings if p.entry in self._introduced]
            return candidate._replace(postings=tuple(met)) if len({p.entry for p in met}) == 1 else None
        if (candidate.needs == "company" or self._lookalikes(candidate)) and not self._in_company(candidate):
            return None
        ours = tuple(p for p in candidate.postings if self.gazetteer.type(p.entry) != "lookalike")
        dated = self._dated(candidate._replace(postings=ours))
        return dated if 0 < len(dated.entries) <= _MOST_CANDIDATES else None

    def _in_company(self, candidate: _Candidate) -> bool:
        companions = self._companions.get(self._paragraph(candidate), ())
        return any(other.end <= candidate.start or candidate.end <= other.start for other in companions)

    def _dated(self, candidate: _Candidate) -> _Candidate:
        """Of several documents those whose year stands beside the name."""
        if len(candidate.entries) < 2:
            return candidate
        around = self.scan.plain[max(0, candidate.start - 16) : candidate.end + _REACH]
        years = set(_YEAR.findall(around))
        dated = tuple(p for p in candidate.postings if self.gazetteer.heads["years"][p.entry] in years)
        return candidate._replace(postings=dated) if dated else candidate


def _longest(candidates: list[_Candidate]) -> list[_Candidate]:
    """The longest of those that overlap, the surer and earlier of equals."""
    taken: list[_Candidate] = []
    ends: dict[int, int] = {}
    covered = bytearray(max((c.end for c in candidates), default=0))
    for candidate in sorted(candidates, key=lambda c: (c.start - c.end, c.needs is not None, c.start)):
        if not any(covered[candidate.start : candidate.end]):
            covered[candidate.start : candidate.end] = b"\1" * (candidate.end - candidate.start)
            taken.append(candidate)
            ends[candidate.start] = candidate.end
    return sorted(taken, key=lambda c: c.start)


def find(
    text: str,
    *,
    kind: str | None = None,
    type: str | None = None,
    within: str | None = None,
    nested: bool = False,
    gazetteer: Gazetteer | None = None,
) -> list[Mention]:
    """All names in a running text.

    A mention spans the name with its generic, without particles, articles, years and quotation marks.  The longest
    name wins.  Everyday words and surnames count only beside a generic or in sure company.

    Args:
        text: any text, in any mixture of scripts.
        kind, type, within: keep mentions of entries of a kind, of a type, inside a place (its id).
        nested: also names inside longer names.
    Returns:
        mentions in the order of the text, offsets in code points, end exclusive.
    Raises:
        TypeError: `text` is not a str.
        UnknownId: `within` is no id.

    >>> [(m.surface, m.id) for m in find("Паром идёт из Южно-Курильска на Шикотан.")]
    [('Южно-Курильска', 'furukamappu-yuzhno-kurilsk'), ('Шикотан', 'shikotan')]
    """
    return list(find_iter(text, kind=kind, type=type, within=within, nested=nested, gazetteer=gazetteer))


def find_iter(
    text: str,
    *,
    kind: str | None = None,
    type: str | None = None,
    within: str | None = None,
    nested: bool = False,
    gazetteer: Gazetteer | None = None,
) -> Iterator[Mention]:
    """All names in a running text, one after another; see `find`.

    >>> next(find_iter("択捉島の紗那へ")).surface
    '択捉島'
    """
    home = gazetteer or default()
    filter = Filter(kind, type, within)
    if within is not None:
        home.number(within)
    scan = _Scan(home, text)
    for candidate in _Judge(scan, list(scan.candidates()), nested).counted():
        kept = tuple(p for p in candidate.postings if filter.admits(home, p.entry))
        if kept:
            yield _mention(scan, candidate._replace(postings=kept))


def _mention(scan: _Scan, candidate: _Candidate) -> Mention:
    start, end = scan.folded.start(candidate.start), scan.folded.end(candidate.end)
    first = candidate.postings[0]
    score = SCORES[first.how] / len(candidate.entries)
    return Mention(
        scan.gazetteer,
        (start, end),
        scan.text[start:end],
        tuple(candidate.entries),
        first.name,
        first.how,
        round(score, 3),
        first.case,
    )
