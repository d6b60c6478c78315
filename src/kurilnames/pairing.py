"""A translation against its source: names that it lacks, forbids, or writes in two ways; terms taken for others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kurilnames.advising import Adviser, language_of
from kurilnames.checking import examined
from kurilnames.exempting import exempt
from kurilnames.finding import find, find_all
from kurilnames.pairs import Pair, is_open, letters, target_language
from kurilnames.results import MAIN, Finding
from kurilnames.scanning import Scan

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from kurilnames.gazetteer import Gazetteer
    from kurilnames.pairs import Paired
    from kurilnames.results import Mention

__all__ = ["PairRead", "check_pair", "ordered", "read_pairs"]

_FORBIDDEN = {"KN101", "KN102", "KN104", "KN105", "KN302"}
_SETTLED = ("district", "settlement", "town", "village")
_ENDING = re.compile("[аеёийоуыьюя]$")
_SHORTEST = 4
_COUNTED = {"place": (), "document": (), "term": ("organisation",)}


def check_pair(
    source: str,
    target: str,
    convention: str = "dual",
    source_lang: str | None = None,
    target_lang: str | None = None,
    *,
    gazetteer: Gazetteer | None = None,
) -> list[Finding]:
    """What a translation says otherwise than its source, of the places, documents and terms that the source names.

    Args:
        source, target: the two texts.
        convention: `dual`, `japan`, `russia`, or the path of a convention file: for the translation.
        source_lang, target_lang: their languages as BCP 47 tags, or None: by their script.
    Returns:
        findings in the target with codes KN2xx and KN4xx, in its order.  One of a name that it lacks (KN201) has an
        empty span at its end.  None where the target is empty or the source itself.
    Raises:
        UnknownConvention, UnreadableFile: as `check`.

    >>> [(f.code, f.named, f.suggestions) for f in check_pair("国後島へ", "to Etorofu", "japan", "ja", "en")]
    [('KN201', '国後島', ('Kunashiri',))]
    """
    pair = Pair(target, source, target_lang, source_lang)
    (read,) = read_pairs(Adviser.of(convention, gazetteer), [pair])
    return ordered(read.compared(read.checked()))


class PairRead(NamedTuple):
    """A pair and what is named in it; `lang` is a primary tag, empty where names of every language count.

    `mine` are the targets in that language, `kept` those of them that the convention leaves alone.
    """

    adviser: Adviser
    source: str
    target: str
    lang: str
    sources: Sequence[Mention]
    targets: Sequence[Mention]
    mine: Sequence[Mention]
    kept: Collection[Mention]

    @classmethod
    def of(cls, adviser: Adviser, pair: Paired, sources: Sequence[Mention], targets: Sequence[Mention]) -> PairRead:
        """A pair with what is named in its source and its target."""
        lang = target_language(pair)
        mine = [mention for mention in targets if lang not in MAIN or language_of(mention) == lang]
        kept = exempt(pair.text, mine, adviser.convention.keeps)
        return cls(adviser, pair.source or "", pair.text, lang, sources, targets, mine, kept)

    @property
    def home(self) -> Gazetteer:
        return self.adviser.gazetteer

    def checked(self, introduced: Iterable[int] = ()) -> list[Finding]:
        """What `check` finds in the target, some places being introduced before it."""
        return examined(self.adviser, self.target, self.mine, self.kept, introduced)

    def compared(self, checked: Iterable[Finding]) -> list[Finding]:
        """KN201, KN202, KN401, KN402."""
        if not self.sources or not self.target.strip():
            return []
        named = {mention.id: mention.surface for mention in reversed(self.sources)}
        forbidden = [f for f in checked if f.code in _FORBIDDEN and f.id in named]
        whole = self._whole()
        swapped = dict(self._swapped(named, whole))
        lacking = (self._lacking(mention, {*swapped, *whole}) for mention in self._once())
        forms = (self.finding("KN202", f.id, (f.start, f.end), f.suggestions, named[f.id]) for f in forbidden)
        return [*swapped.values(), *filter(None, lacking), *forms, *self._terms(named)]

    def _once(self) -> Iterator[Mention]:
        """The first mention of every entry of the source that a translation is to name."""
        seen: set[int] = set()
        for mention in self.sources:
            entry = mention.number
            kinds = _COUNTED[self.home.kind(entry)]
            ours = self.home.heads["near"][entry] and (not kinds or self.home.type(entry) in kinds)
            if ours and not mention.candidates and entry not in seen:
                seen.add(entry)
                yield mention

    def _lacking(self, mention: Mention, told: Collection[str]) -> Finding | None:
        """KN201: an entry of the source that the target does not name; `told` are the ids otherwise accounted for."""
        if mention.id in told or any(m.number == mention.number and self._fits(m) for m in self.targets):
            return None
        names = [name.text for name in self.home.names(mention.number) if name.lang == self.lang]
        if not names or self._is_implied(mention):
            return None
        end = len(self.target)
        return self.finding("KN201", mention.id, (end, end), self._names(mention.id) or names[:1], mention.surface)

    def _is_implied(self, mention: Mention) -> bool:
        """Whether the target names the entry in a longer name, by what stands for it, or in a form too weak alone."""
        scan = Scan(self.home, self.target)
        forms = list(scan.candidates())
        wanted = {mention.number, *self._instead(mention.number, mention)}
        if any(not wanted.isdisjoint(form.entries) for form in forms) and not wanted.isdisjoint(self._named()):
            return True
        spans = [scan.origin(form.start, form.end) for form in forms if mention.number in form.entries]
        return any(map(self._is_free, (*spans, *self._adjectives(mention.number))))

    def _is_free(self, span: tuple[int, int]) -> bool:
        """Whether a stretch of the target is in the letters of its language and no mention lies over it."""
        if any(m.start < span[1] and span[0] < m.end for m in self.targets):
            return False
        return self.lang not in MAIN or bool(letters(self.lang).search(self.target[slice(*span)]))

    def _fits(self, mention: Mention) -> bool:
        """Whether a mention is in the letters of the target's language."""
        return self.lang not in MAIN or bool(letters(self.lang).search(mention.surface))

    def _named(self) -> set[int]:
        """The entries that the target names in its own letters, within longer names too."""
        found = [m for m in find(self.target, nested=True, gazetteer=self.home) if self._fits(m)]
        others = {self.home.number(entry.id) for mention in found for entry in mention.candidates}
        return {mention.number for mention in found} | others

    def _instead(self, entry: int, mention: Mention) -> Iterator[int]:
        """The entries that a translation may name for one of the source.

        They are those that overlap it, where either has no name in the other's language; the one that it is named
        after, by its bare name; and a settlement named after it, for its bare name.
        """
        after = self.home.heads["after"]
        bare = mention.core == (mention.start, mention.end) and mention.lang != "ja"
        for each in self.targets:
            other = each.number
            if other in after[entry] and each.core == (each.start, each.end):
                yield other
            if bare and entry in after[other] and self.home.type(other) in _SETTLED:
                yield other
            if self._overlap(entry, other) and not self._have_names(entry, other, mention.lang):
                yield other

    def _overlap(self, entry: int, other: int) -> bool:
        ids = self.home.id_of(entry), self.home.id_of(other)
        return ids[0] in self.home.open(other).overlaps or ids[1] in self.home.open(entry).overlaps

    def _have_names(self, entry: int, other: int, lang: str) -> bool:
        """Whether each of two entries has a name in the language of the other."""
        langs = ((entry, self.lang), (other, lang))
        return all(any(name.lang == lang for name in self.home.names(number)) for number, lang in langs)

    def _adjectives(self, entry: int) -> Iterator[tuple[int, int]]:
        """Where Russian words that are made of a name stand: кунаширский, шикотанцы, курильчане."""
        names = (
            name.text for name in self.home.names(entry) if name.lang in ("ru", "ja-Cyrl") and " " not in name.text
        )
        lower = self.target.lower()
        for stem in {_ENDING.sub("", name) for name in names if self.lang == "ru"}:
            if len(stem) >= _SHORTEST and stem.lower() in lower:
                made = rf"(?<!\w){re.escape(stem)}[ьй]?(?:ск|ц|чан)\w*"
                yield from (found.span() for found in re.finditer(made, self.target, re.IGNORECASE))

    def _whole(self) -> set[str]:
        """The ids of groups that the one side names whole and the other by their parts."""
        found: set[str] = set()
        if max(len(self.sources), len(self.targets)) < 2:
            return found
        sides = {m.id for m in self.sources}, {m.id for m in self.targets}
        for swap in self.home.rules["KN401"]["swaps"]:
            small, whole = swap["ids"]
            parts = {small, swap["apart"]}
            if any(parts <= one and whole in other and not parts & other for one, other in (sides, sides[::-1])):
                found |= {whole, *parts}
        return found

    def _swapped(self, named: dict[str, str], whole: Collection[str]) -> Iterator[tuple[str, Finding]]:
        """KN401: one group of islands where the source has the other, by the id of the source's."""
        told = {mention.id: mention for mention in reversed(self.targets)}
        for swap in self.home.rules["KN401"]["swaps"]:
            for one, other in (swap["ids"], swap["ids"][::-1]):
                if one in whole:
                    continue
                if one in named and other in told and other not in named and one not in told:
                    span = told[other].start, told[other].end
                    yield one, self.finding("KN401", one, span, self._names(one), named[one])

    def _terms(self, named: dict[str, str]) -> Iterator[Finding]:
        """KN402: a term of the target that is not to be swapped with one of the source."""
        told = {mention.id for mention in self.targets}
        for mention in self.targets:
            entry = mention.number
            if mention.id in named or self.home.kind(entry) != "term":
                continue
            apart = getattr(self.home.open(entry), "not_same_as", ())
            meant = next((id for id in named if id in apart and id not in told), None)
            if meant:
                span = (mention.start, mention.end)
                yield self.finding("KN402", meant, span, self._names(meant), named[meant])

    def _names(self, id: str) -> list[str]:
        """What to call an entry in the target's language."""
        entry = self.home.number(id)
        picked = self.adviser.pick(entry, self.lang) if self.lang in MAIN else ()
        return [n.text for n in picked] or [n.text for n in self.home.names(entry) if n.lang == self.lang][:1]

    def finding(self, code: str, id: str, span: tuple[int, int], written: Iterable[str], named: str) -> Finding:
        """A finding in the target."""
        surface = self.target[slice(*span)]
        return Finding(self.home, code, span, surface, self.home.number(id), tuple(written), named)


def read_pairs(adviser: Adviser, pairs: Iterable[Paired]) -> list[PairRead]:
    """Pairs with what is named in them; nothing is where the translation is still to be made."""
    pairs = list(pairs)
    texts = [("", "") if is_open(pair) else (pair.source or "", pair.text) for pair in pairs]
    sources = find_all([source for source, _ in texts], gazetteer=adviser.gazetteer)
    targets = find_all([target for _, target in texts], gazetteer=adviser.gazetteer)
    return [PairRead.of(adviser, *row) for row in zip(pairs, sources, targets, strict=True)]


def ordered(found: Iterable[Finding]) -> list[Finding]:
    """Findings as they stand in the text."""
    return sorted(found, key=lambda each: (each.start, each.end, each.code))
