"""Which candidates count: company, introduction, look-alikes, years; then the longest."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING

from kurilnames.company import Company
from kurilnames.fold import fold
from kurilnames.meanings import Meanings
from kurilnames.scanning import REACH, Candidate, Scan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kurilnames.gazetteer import Posting

__all__ = ["Judge"]

_MOST_CANDIDATES = 3
_LIST = re.compile(r"^(?: \([^()]*\))?(?:,| и| and| or| или|、|,? and| &|・)? ?$")
_SENTENCE = re.compile(r"[。！？!?]|(?<=\w\w\w\w)\.(?: (?=\w)|$)")
_SENTENCE_REACH = 200
_LIST_REACH = 8
_OTHER_YEAR = re.compile(r" ?(?:of |от |[(（])?(?:1[6-9]\d\d|20\d\d)(?!\d)")
_YEAR = re.compile(r"(?<!\d)(1[6-9]\d\d|20\d\d)(?!\d)")


class Judge:
    """Which candidates of a paragraph count: company, introduction, look-alikes, years; then the longest."""

    def __init__(self, scan: Scan, span: tuple[int, int], candidates: list[Candidate], nested: bool) -> None:
        self.scan = scan
        self.begin, self.end = span
        self.gazetteer = scan.gazetteer
        self.candidates = candidates
        self.nested = nested
        self._listed: list[tuple[int, frozenset[str]]] = []

    @cached_property
    def _sure(self) -> list[Candidate]:
        """The candidates that need nothing and neither are look-alikes nor stand inside one."""
        sure = [c for c in self.candidates if c.needs is None]
        if not any(c.postings.lookalike for c in self.candidates):
            return sure
        lookalikes = Company(c for c in self.candidates if c.postings.lookalike)
        return [c for c in sure if not lookalikes.holds(c)]

    @cached_property
    def _introduced(self) -> set[int]:
        return {entry for candidate in self._sure for entry in candidate.entries}

    @cached_property
    def _companions(self) -> Company:
        """The sure mentions of the region."""
        return self._company_of(self._is_company)

    @cached_property
    def _all(self) -> Company:
        return Company(self.candidates)

    @cached_property
    def _fellow_terms(self) -> Company:
        """The sure mentions of terms other than persons: company enough for a term or document."""
        return self._company_of(lambda entry: self._is_term(entry) and self.gazetteer.type(entry) != "person")

    @cached_property
    def _about_region(self) -> bool:
        """Whether anything sure is said of the region, a person or an event of its history included."""
        return any(self._is_term(entry) or self._is_company(entry) for c in self._sure for entry in c.entries)

    def _company_of(self, fits: Callable[[int], bool]) -> Company:
        return Company(candidate for candidate in self._sure if any(map(fits, candidate.entries)))

    def _is_term(self, entry: int) -> bool:
        return self.gazetteer.kind(entry) == "term"

    def _is_company(self, entry: int) -> bool:
        """A place of the region, or a document."""
        return not self._is_term(entry) and bool(self.gazetteer.heads["near"][entry])

    def counted(self) -> Iterator[Candidate]:
        """The candidates that count, in their order."""
        kept = []
        for candidate in sorted(self.candidates, key=itemgetter(0, 1)):
            postings = candidate.postings
            sure = candidate.needs is None and postings.single and (postings.near or self._about_region)
            if judged := candidate if sure else self._judged(candidate):
                kept.append(judged)
                self._listed.append((judged.end, judged.postings.types))
        return iter(sorted(dict.fromkeys(kept), key=lambda c: (c.start, -c.end)) if self.nested else _longest(kept))

    def _judged(self, candidate: Candidate) -> Candidate | None:
        """The candidate with the postings that count; without any it only keeps shorter names off its span."""
        if candidate.postings.guarded:
            apt = self._apt(candidate)
            if len(apt) < len(candidate.postings):
                return self._judged(self._with(candidate, apt)) if apt else None
        if candidate.needs == "introduced":
            met = [p for p in candidate.postings if p.entry in self._introduced] or self._with_year(candidate)
            return self._with(candidate, met) if len({p.entry for p in met}) == 1 else None
        if candidate.needs == "generic":
            met = self._in_list(candidate) or self._glossed(candidate, self._companions)
            return self._with(candidate, met) if met else None
        if candidate.needs == "company" and not self._accompanied(candidate):
            return None
        dated = self._dated(self._with(candidate, self._ours(candidate)))
        return dated if len(dated.entries) <= _MOST_CANDIDATES else None

    def _with(self, candidate: Candidate, postings: Sequence[Posting]) -> Candidate:
        if len(postings) == len(candidate.postings):
            return candidate
        return candidate._replace(postings=Meanings(self.gazetteer, postings))

    def _ours(self, candidate: Candidate) -> Sequence[Posting]:
        """The postings that are no look-alikes; of several entries those that the sentence speaks of."""
        ours = [p for p in candidate.postings if self._is_ours(p.entry)]
        if len(ours) < len(candidate.postings) and candidate.postings.lookalike:
            bare = any(self.gazetteer.name(p.name).bare for p in set(candidate.postings) - set(ours))
            near = bare and self._in_company(candidate)
            ours = [p for p in ours if near or self._placed(candidate, p.entry)]
        if len({p.entry for p in ours}) < 2:
            return ours
        several = self._with(candidate, ours)
        placed = [p for p in ours if self._placed(candidate, p.entry)]
        return self._in_list(several) or self._glossed(several, self._all) or placed or ours

    def _apt(self, candidate: Candidate) -> list[Posting]:
        """The postings whose names no word stands beside that their page forbids there: 択捉型, 海防艦占守."""
        begin, end = self._reach(candidate, REACH)
        after = self.scan.plain[candidate.end : end].lstrip()
        before = self.scan.plain[begin : candidate.start].rstrip()[::-1]
        names = {posting.name: self.gazetteer.name(posting.name) for posting in candidate.postings}
        met = {
            number
            for number, name in names.items()
            if any(_starts(after, word) for word in _folded(name.not_before))
            or any(_starts(before, word[::-1]) for word in _folded(name.not_after))
        }
        return [posting for posting in candidate.postings if posting.name not in met]

    def _is_ours(self, entry: int) -> bool:
        """Neither a look-alike, nor a place far away in a text that says nothing of the region."""
        if self.gazetteer.type(entry) == "lookalike":
            return False
        return self._about_region or self.gazetteer.kind(entry) != "place" or self._is_company(entry)

    def _in_company(self, candidate: Candidate) -> bool:
        if self._companions.is_beside(candidate):
            return True
        placeless = all(self.gazetteer.kind(entry) != "place" for entry in candidate.entries)
        return placeless and self._fellow_terms.is_beside(candidate)

    def _accompanied(self, candidate: Candidate) -> bool:
        return self._in_company(candidate) or self._kind_beside(candidate) or bool(self._with_year(candidate))

    def _sentence(self, candidate: Candidate) -> tuple[int, int]:
        """The sentence around a candidate, as far as `_SENTENCE_REACH` on both sides."""
        begin, end = self._reach(candidate, _SENTENCE_REACH)
        ends = [stop.end() for stop in _SENTENCE.finditer(self.scan.plain, begin, candidate.start)]
        following = _SENTENCE.search(self.scan.plain, candidate.end, end)
        return (ends[-1] if ends else begin), (following.start() if following else end)

    def _reach(self, candidate: Candidate, reach: int) -> tuple[int, int]:
        """So much of the paragraph on both sides of a candidate."""
        return max(self.begin, candidate.start - reach), min(self.end, candidate.end + reach)

    def _kind_beside(self, candidate: Candidate) -> bool:
        """Whether the sentence has the word for its kind: Тятю ... вулканом."""
        types = candidate.postings.types
        before, after, _ = self.gazetteer.generics
        begin, end = self._sentence(candidate)
        around = self.scan.plain[begin : candidate.core[0]] + " " + self.scan.plain[candidate.core[1] : end]
        words = re.findall(r"\w{3,}", around)
        kinds = (kind for word in words for kind in (*before.get(word), *after.get(word)))
        return any(kind.lang in ("ru", "en") and types.intersection(kind.types) for kind in kinds)

    def _placed(self, candidate: Candidate, entry: int) -> bool:
        """Whether the sentence names for sure what an entry lies in: 国後島の羅臼岳."""
        containers = set(self.gazetteer.heads["within"][entry])
        inside = self._companions.between(*self._sentence(candidate), candidate)
        return any(containers.intersection(other.entries) for other in inside)

    def _in_list(self, candidate: Candidate) -> tuple[Posting, ...]:
        """The postings of the type that the list is of: вулканы Тятя, Руруй, Менделеева."""
        types: set[str] = set()
        for end, listed in self._listed[-_LIST_REACH:]:
            if end <= candidate.start <= end + REACH and _LIST.match(self.scan.plain[end : candidate.start]):
                types |= listed
        return tuple(p for p in candidate.postings if self.gazetteer.type(p.entry) in types)

    def _glossed(self, candidate: Candidate, company: Company) -> tuple[Posting, ...]:
        """The postings whose entry the sentence names in another language: Зелёный (яп. 志発島)."""
        if company.entries.isdisjoint(candidate.entries):
            return ()
        beside = company.between(*self._sentence(candidate), candidate)
        named = {(p.entry, self.gazetteer.name(p.name).lang) for other in beside for p in other.postings}
        return tuple(p for p in candidate.postings if self._otherwise_named(p, named))

    def _otherwise_named(self, posting: Posting, named: set[tuple[int, str]]) -> bool:
        lang = self.gazetteer.name(posting.name).lang
        return any(entry == posting.entry and other != lang for entry, other in named)

    def _dated(self, candidate: Candidate) -> Candidate:
        """Of several documents those whose year stands beside the name; none where another year does."""
        if self._is_otherwise_dated(candidate):
            return self._with(candidate, ())
        dated = self._with_year(candidate) if len(candidate.entries) > 1 else ()
        return self._with(candidate, dated) if dated else candidate

    def _is_otherwise_dated(self, candidate: Candidate) -> bool:
        """Whether the year behind the name of a document is not its own: the Treaty of Saint Petersburg of 1881."""
        if not candidate.postings.dated:
            return False
        return bool(_OTHER_YEAR.match(self.scan.plain, candidate.end)) and not self._with_year(candidate)

    def _with_year(self, candidate: Candidate) -> tuple[Posting, ...]:
        """The postings of documents whose year stands within reach: в апреле 1941 года ... Пакт о нейтралитете."""
        begin, end = self._reach(candidate, REACH)
        years = set(_YEAR.findall(self.scan.plain, begin, end))
        return tuple(p for p in candidate.postings if self.gazetteer.heads["years"][p.entry] in years)


@lru_cache(maxsize=256)
def _folded(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(fold, words))


def _starts(text: str, word: str) -> bool:
    """Whether a text starts with a word, and the word ends there if its script has word boundaries."""
    return text.startswith(word) and not (text[len(word) : len(word) + 1].isalpha() and word[-1] < "ぁ")


def _longest(candidates: list[Candidate]) -> list[Candidate]:
    """Of those that overlap the one whose name, and then whose span is longest; the surer and earlier of equals."""
    if len(candidates) < 2:
        return [c for c in candidates if c.postings]
    return [c for cluster in _clusters(candidates) for c in _longest_of(cluster) if c.postings]


def _clusters(candidates: list[Candidate]) -> Iterator[list[Candidate]]:
    """Candidates sorted by their start, parted where none overlaps the next."""
    cluster: list[Candidate] = []
    reach = 0
    for candidate in candidates:
        if candidate.start >= reach and cluster:
            yield cluster
            cluster = []
        cluster.append(candidate)
        reach = max(reach, candidate.end)
    yield cluster


def _longest_of(cluster: list[Candidate]) -> list[Candidate]:
    """The candidates of a cluster that are left when each taken one keeps the others off its span."""
    if len(cluster) < 2:
        return cluster
    taken: list[Candidate] = []
    first = cluster[0].start
    covered = bytearray(max(c.end for c in cluster) - first)
    for candidate in sorted(cluster, key=lambda c: (-c.length, c.start - c.end, c.needs is not None, c.start)):
        begin, end = candidate.start - first, candidate.end - first
        if not any(covered[begin:end]):
            covered[begin:end] = b"\1" * (end - begin)
            taken.append(candidate)
    return sorted(taken, key=itemgetter(0))
