"""A query string and the entries it may mean."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kurilnames.fold import fold, key
from kurilnames.gazetteer import Gazetteer, GenericWord, Posting
from kurilnames.messages import gettext
from kurilnames.namesakes import bare_rule
from kurilnames.parting import splits
from kurilnames.results import HOWS, MAIN, Match
from kurilnames.sounding import is_katakana, sound
from kurilnames.writing import with_generic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

__all__ = ["SCORES", "Filter", "Query", "how_matched"]

SCORES = dict(zip(HOWS, (1.0, 0.98, 0.95, 0.9, 0.9, 0.85, 0.9, 0.0), strict=True))
_LONGEST = 400
_UNITS = frozenset({"area", "country", "district", "island", "island-group", "region", "subprefecture"})
_LONGEST_UNIT = 9
_SUGGESTIONS = 5
_ARTICLE = "the "
_GLOSS = r"[（(［\[]([^（）()\[\]［］]*)[)）\]］]"
_TAIL = r"\s[-–—]\s+(\w[^-–—]*)$"
_SLASH = r"\s*[/／]\s*"
_AND = r"\s+(?:and|&|и)\s+"
_PARTS = r"\s*(?:--|[/／,，、;])\s*"


class Filter(NamedTuple):
    """What a caller narrows the entries by."""

    kind: str | None = None
    type: str | None = None
    within: str | None = None

    def check(self, gazetteer: Gazetteer) -> None:
        """Whether the words are words of the gazetteer.

        Raises:
            ValueError: `kind` or `type` is none.
            UnknownId: `within` is no id.
        """
        for name, value, words in (("kind", self.kind, "kinds"), ("type", self.type, "types")):
            if value is not None and value not in gazetteer.heads[words]:
                known = sorted(set(gazetteer.heads[words]))
                said = gettext("{name} must be one of {known}, not {value!r}")
                raise ValueError(said.format(name=name, known=", ".join(known), value=value))
        if self.within is not None:
            gazetteer.number(self.within)

    def admits(self, gazetteer: Gazetteer, entry: int) -> bool:
        return (
            self.kind in (None, gazetteer.kind(entry))
            and self.type in (None, gazetteer.type(entry))
            and (self.within is None or gazetteer.within(entry, self.within))
        )

    def admitted(self, gazetteer: Gazetteer, entries: tuple[int, ...]) -> tuple[int, ...]:
        """Those of some entries that it admits."""
        return entries if not any(self) else tuple(entry for entry in entries if self.admits(gazetteer, entry))


class _Hit(NamedTuple):
    posting: Posting
    generic: bool
    abbreviated: bool


class Query:
    """A query string and the entries it may mean."""

    def __init__(self, gazetteer: Gazetteer, text: str, filter: Filter) -> None:
        if not isinstance(text, str):
            raise TypeError(f"a name is a str, not {type(text).__name__}")
        filter.check(gazetteer)
        self.gazetteer = gazetteer
        self.text = text
        self.filter = filter
        self.family: list[Posting] = []

    def matches(self) -> list[Match]:
        """The entries that the query may mean, namesakes without their generic set aside."""
        if len(self.text) > _LONGEST:
            return []
        hits = self._hits(self.text) or self._slashed() or self._glossed() or self._addressed()
        return self._decide(hits)

    def _hits(self, text: str) -> list[_Hit]:
        begun = text.lstrip()
        whole = key(begun[len(_ARTICLE) :] if begun[: len(_ARTICLE)].lower() == _ARTICLE else text)
        if not any(map(str.isalnum, whole)):
            return []
        return self._spelled(text, whole, str) or (self._spelled(text, whole, sound) if is_katakana(text) else [])

    def _spelled(self, text: str, whole: str, spelling: Callable[[str], str]) -> list[_Hit]:
        found = self.gazetteer.postings(spelling(whole))
        plain = [_Hit(p, False, False) for p in found if not p.stem and self._admits(p)]
        if any(hit.posting.how != "historic" or hit.posting.complete for hit in plain):
            return plain
        return [*plain, *self._composed(text, spelling)]

    def _admits(self, posting: Posting) -> bool:
        return self.filter.admits(self.gazetteer, posting.entry)

    def _composed(self, text: str, spelling: Callable[[str], str]) -> Iterator[_Hit]:
        """What a generic and the rest make: о. + Итурупа, Kunashiri + Strait, クナシリ + 島, Etorofu + to."""
        for stem, kinds in splits(self.gazetteer, text):
            found = self.gazetteer.postings(spelling(stem))
            self.family += found
            abbreviated = all(word.case == "abbr" for word in kinds)
            admitted = filter(self._admits, found)
            yield from (_Hit(posting, True, abbreviated) for posting in self.gazetteer.fitting(admitted, kinds))

    def _slashed(self) -> list[_Hit]:
        """Kunashir/Kunashiri Island: what all the parts may mean."""
        parts = [part for part in re.split(_SLASH, self.text) if part.strip()]
        if len(parts) < 2:
            return []
        found = [self._hits(part) for part in parts]
        common = set.intersection(*({hit.posting.entry for hit in hits} for hits in found))
        return [hit for hits in found for hit in hits if hit.posting.entry in common]

    def _glossed(self) -> list[_Hit]:
        """Kunashir (国後島), Kurilsk - RU, Южно-Курильск (пгт): what all the other parts fit."""
        outer = re.sub(_TAIL, "", re.sub(_GLOSS, "", self.text))
        inner = (*re.findall(_GLOSS, self.text), *re.findall(_TAIL, self.text))
        glosses = [part for gloss in inner for part in _parts(re.sub(_AND, ",", gloss))]
        head, *rest = _parts(outer) or [""]
        return (self._hits(outer) and self._meant(outer, glosses)) or self._meant(head, [*rest, *glosses])

    def _addressed(self) -> list[_Hit]:
        """Сахалинская область, г. Курильск; Russia--Kunashir Island; 国後郡泊村: from the whole to the part."""
        *containers, last = _parts(self.text) or [""]
        if containers:
            return self._meant(last, containers)
        for at in range(2, min(len(self.text) - 1, _LONGEST_UNIT)):
            units = self._units(self.text[:at]) if "一" <= self.text[at - 1] <= "鿿" else set()
            if units and (hits := Query(self.gazetteer, self.text[at:], self.filter)._in(units)):
                return hits
        return []

    def _in(self, containers: set[int]) -> list[_Hit]:
        """What the rest of an address may mean inside its first part."""
        return [hit for hit in self._hits(self.text) or self._addressed() if self._fits(hit, containers, set())]

    def _units(self, text: str) -> set[int]:
        """What a text names that holds others: 北海道, 国後郡, 国後島."""
        return {entry for entry in self._named(text) if self.gazetteer.type(entry) in _UNITS}

    def _meant(self, head: str, qualifiers: Sequence[str]) -> list[_Hit]:
        """What a name may mean that all its qualifiers fit."""
        hits = self._hits(head) if qualifiers else []
        bare = {hit.posting.entry for hit in hits if not hit.generic and not hit.posting.complete}
        for part in qualifiers:
            named = self._named(part)
            kinds = self._kinds(part)
            fitting = self.gazetteer.fitting([hit.posting for hit in hits], kinds) if kinds else []
            hits = [h for h in hits if h.posting in fitting or self._is_one(h, kinds) or self._fits(h, named, bare)]
        return hits

    def _is_one(self, hit: _Hit, kinds: Iterable[GenericWord]) -> bool:
        """Whether a name that has its generic is of some kind all the same: Kap Lopatka (cape)."""
        return hit.posting.complete and any(self.gazetteer.type(hit.posting.entry) in kind.types[:1] for kind in kinds)

    def _fits(self, hit: _Hit, named: set[int], bare: set[int]) -> bool:
        """Whether a qualifier names an entry, what it lies in, or a state for waters that lie in none.

        A state does not lead from an island that a bare name means to its strait.
        """
        entry = hit.posting.entry
        within = set(self.gazetteer.heads["within"][entry])
        if entry in named or within & named:
            return True
        is_state = any(self.gazetteer.type(other) == "country" for other in named)
        placed = any(self.gazetteer.type(other) in ("country", "region") for other in within)
        taken = entry in bare and not bare.isdisjoint(self.gazetteer.heads_of(entry))
        return is_state and not placed and not taken and bool(self.gazetteer.heads["near"][entry])

    def _kinds(self, part: str) -> list[GenericWord]:
        """The generics that a qualifier is: пгт, Island."""
        word = fold(part).strip()
        before, after, suffix = self.gazetteer.generics
        return [*before.get(word), *before.get(f"{word}."), *after.get(word), *suffix.get(word)]

    def _named(self, part: str) -> set[int]:
        """What a qualifier may mean: a name, or the code of a country."""
        country = self.gazetteer.heads["codes"].get(part.strip().upper())
        found = {hit.posting.entry for hit in Query(self.gazetteer, part, Filter())._hits(part)}
        return found if country is None else {*found, country}

    def _decide(self, hits: Sequence[_Hit]) -> list[Match]:
        direct = [hit for hit in hits if hit.posting.how != "inflected"] or list(hits)
        best: dict[int, _Hit] = {}
        for hit in direct:
            known = best.get(hit.posting.entry)
            if known is None or self._rank(hit) < self._rank(known):
                best[hit.posting.entry] = hit
        bare = [hit.posting for hit in best.values() if not hit.generic]
        whole = {entry for entry, hit in best.items() if hit.generic}
        kept = {entry for entry in whole if whole.isdisjoint(self.gazetteer.heads_of(entry))}
        kept.update(bare_rule(self.gazetteer, bare))
        aside = tuple(self.gazetteer.id_of(entry) for entry in best if entry not in kept)
        return [self._match(hit, aside) for entry, hit in sorted(best.items()) if entry in kept]

    def _rank(self, hit: _Hit) -> tuple[bool, int, bool, int]:
        name = self.gazetteer.name(hit.posting.name)
        same = unicodedata.normalize("NFC", self.text.strip()) in (name.text, with_generic(self.gazetteer, name))
        return not same, HOWS.index(hit.posting.how), name.lang not in MAIN, hit.posting.name

    def _match(self, hit: _Hit, aside: tuple[str, ...]) -> Match:
        posting = hit.posting
        how = how_matched(self.gazetteer, posting, self.text, hit.abbreviated)
        generic = hit.generic or posting.complete
        return Match(self.gazetteer, posting.entry, posting.name, how, SCORES[how], generic=generic, also=aside)

    def suggestions(self) -> tuple[Match, ...]:
        """The family of the stem, or else the nearest names."""
        if self.family:
            entries = {posting.entry: posting for posting in reversed(self.family)}
            near = sorted(entries.values())
            return tuple(Match(self.gazetteer, p.entry, p.name, p.how, SCORES[p.how]) for p in near[:_SUGGESTIONS])
        return _nearest(self.gazetteer, key(self.text), self.filter)


def how_matched(gazetteer: Gazetteer, posting: Posting, text: str, abbreviated: bool) -> str:
    """The word of `HOWS` for a text that led to a posting: exact only where it stands so on the page."""
    if posting.how != "exact":
        return posting.how
    if abbreviated:
        return "abbreviated"
    return "exact" if unicodedata.normalize("NFC", text) in _recorded(gazetteer, posting.name) else "folded"


@lru_cache(maxsize=1 << 14)
def _recorded(gazetteer: Gazetteer, number: int) -> frozenset[str]:
    """A name as its page has it: with its generic, without, and read."""
    name = gazetteer.name(number)
    return frozenset((name.text, with_generic(gazetteer, name), (name.kana or "").replace("|", "")))


def _nearest(gazetteer: Gazetteer, folded: str, filter: Filter) -> tuple[Match, ...]:
    if not 2 < len(folded) <= _LONGEST:
        return ()
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    near = process.extract(
        folded,
        gazetteer.index.table.keys(),
        scorer=OSA.normalized_similarity,
        processor=None,
        score_cutoff=0.6,
        limit=30,
    )
    found: dict[int, Match] = {}
    for word, score, _ in near:
        for posting in gazetteer.postings(word):
            if filter.admits(gazetteer, posting.entry):
                found.setdefault(posting.entry, Match(gazetteer, posting.entry, posting.name, "fuzzy", round(score, 3)))
    return tuple(list(found.values())[:_SUGGESTIONS])


def _parts(text: str) -> list[str]:
    return [part for part in re.split(_PARTS, text) if part.strip()]
