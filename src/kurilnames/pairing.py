"""A translation against its source: names that it lacks, forbids, or writes in two ways; terms taken for others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from kurilnames.advising import language_of
from kurilnames.checking import examined
from kurilnames.conventions import Convention
from kurilnames.finding import find
from kurilnames.gazetteer import default
from kurilnames.results import MAIN, Finding
from kurilnames.scanning import Scan

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from kurilnames.gazetteer import Gazetteer
    from kurilnames.results import Mention

__all__ = ["Pair", "PairRead", "Paired", "check_pair", "examples", "ordered", "shown"]

_FORBIDDEN = {"KN101", "KN102", "KN104", "KN105", "KN302"}
_SETTLED = ("district", "settlement", "town", "village")
_SCRIPTS = {"ja": re.compile("[ぁ-ヿｦ-ﾟ㐀-鿿々]"), "ru": re.compile("[Ѐ-ӿ]"), "en": re.compile("[A-Za-zÀ-ɏ]")}
_ENDING = re.compile("[аеёийоуыьюя]$")
_SHORTEST = 4
_COUNTED = {"place": (), "document": (), "term": ("organisation",)}


class Pair(NamedTuple):
    """A text and what it translates, None where it translates nothing; languages as BCP 47 tags, None: by script."""

    text: str
    source: str | None
    lang: str | None = None
    source_lang: str | None = None


class Paired(Protocol):
    """What is needed of a pair: a `Pair` has it, a segment of a file too."""

    @property
    def text(self) -> str: ...
    @property
    def source(self) -> str | None: ...
    @property
    def lang(self) -> str | None: ...
    @property
    def source_lang(self) -> str | None: ...


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
    home = gazetteer or default()
    read = PairRead.of(home, Convention.read(convention, home), Pair(target, source, target_lang, source_lang))
    return ordered(read.compared(read.checked()))


def examples(example: Mapping[str, Any]) -> list[Pair]:
    """The texts of a rule's example, with their sources where it has any.

    >>> examples({"text": "Кунашир", "source": "国後島"})
    [Pair(text='Кунашир', source='国後島', lang=None, source_lang=None)]
    """
    texts, sources = (
        [each] if isinstance(each, str) else each for each in (example["text"], example.get("source", []))
    )
    return [Pair(text, sources[number] if sources else None) for number, text in enumerate(texts)]


def shown(example: Mapping[str, Any]) -> str:
    """A rule's example in a line: its texts, each behind its source.

    >>> shown({"text": "Кунашир", "source": "国後島"}), shown({"text": "Кунашир"})
    ('国後島 → Кунашир', 'Кунашир')
    """
    return " / ".join(f"{each.source} → {each.text}" if each.source else each.text for each in examples(example))


class PairRead(NamedTuple):
    """A pair and what is named in it."""

    home: Gazetteer
    chosen: Convention
    source: str
    target: str
    lang: str
    sources: Sequence[Mention]
    targets: Sequence[Mention]

    @classmethod
    def of(cls, home: Gazetteer, chosen: Convention, pair: Paired) -> PairRead:
        target, source = pair.text, pair.source or ""
        same = not target.strip() or target.strip() == source.strip()
        found = [] if same or not source else find(source, gazetteer=home)
        lang = pair.lang.replace("_", "-").partition("-")[0].lower() if pair.lang else _language(target)
        return cls(home, chosen, source, target, lang, found, [] if same else find(target, gazetteer=home))

    def checked(self) -> list[Finding]:
        """What `check` finds in the target."""
        mine = [mention for mention in self.targets if self.lang not in MAIN or language_of(mention) == self.lang]
        return examined(self.home, self.chosen, self.target, mine)

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
        seen: set[str] = set()
        for mention in self.sources:
            entry = self.home.number(mention.id)
            kinds = _COUNTED[self.home.kind(entry)]
            ours = self.home.heads["near"][entry] and (not kinds or self.home.type(entry) in kinds)
            if ours and not mention.candidates and mention.id not in seen:
                seen.add(mention.id)
                yield mention

    def _lacking(self, mention: Mention, told: Collection[str]) -> Finding | None:
        """KN201: an entry of the source that the target does not name; `told` are the ids otherwise accounted for."""
        entry = self.home.number(mention.id)
        names = [name.text for name in self.home.names(entry) if name.lang == self.lang]
        if mention.id in told or not names or any(m.id == mention.id and self._fits(m) for m in self.targets):
            return None
        if self._named() & {entry, *self._instead(entry, mention)} or self._hidden(entry):
            return None
        end = len(self.target)
        return self.finding("KN201", mention.id, (end, end), self._names(mention.id) or names[:1], mention.surface)

    def _fits(self, mention: Mention) -> bool:
        """Whether a mention is in the letters of the target's language."""
        return self.lang not in MAIN or bool(_SCRIPTS[self.lang].search(mention.surface))

    def _named(self) -> set[int]:
        """The entries that the target names in its own letters, within longer names too."""
        found = [m for m in find(self.target, nested=True, gazetteer=self.home) if self._fits(m)]
        ids = {mention.id for mention in found} | {entry.id for mention in found for entry in mention.candidates}
        return {self.home.number(id) for id in ids}

    def _instead(self, entry: int, mention: Mention) -> Iterator[int]:
        """The entries that a translation may name for one of the source.

        They are those that overlap it, where either has no name in the other's language; the one that it is named
        after, by its bare name; and a settlement named after it, for its bare name.
        """
        after = self.home.heads["after"]
        bare = mention.core == (mention.start, mention.end) and mention.lang != "ja"
        for each in self.targets:
            other = self.home.number(each.id)
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

    def _hidden(self, entry: int) -> bool:
        """Whether the target has a form of an entry that alone would not count as its name."""
        taken = [(m.start, m.end) for m in self.targets]
        scan = Scan(self.home, self.target)
        spans = (
            (scan.folded.start(each.start), scan.folded.end(each.end))
            for each in scan.candidates()
            if entry in each.entries
        )
        free = [
            span
            for span in (*spans, *self._adjectives(entry))
            if not any(a < span[1] and span[0] < b for a, b in taken)
        ]
        return any(self.lang not in MAIN or _SCRIPTS[self.lang].search(self.target[slice(*span)]) for span in free)

    def _adjectives(self, entry: int) -> Iterator[tuple[int, int]]:
        """Where Russian words that are made of a name stand: кунаширский, шикотанцы, курильчане."""
        names = (
            name.text for name in self.home.names(entry) if name.lang in ("ru", "ja-Cyrl") and " " not in name.text
        )
        for stem in {_ENDING.sub("", name) for name in names if self.lang == "ru"}:
            if len(stem) >= _SHORTEST:
                made = rf"(?<!\w){re.escape(stem)}[ьй]?(?:ск|ц|чан)\w*"
                yield from (found.span() for found in re.finditer(made, self.target, re.IGNORECASE))

    def _whole(self) -> set[str]:
        """The ids of groups that the one side names whole and the other by their parts."""
        sides = {m.id for m in self.sources}, {m.id for m in self.targets}
        found: set[str] = set()
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
            entry = self.home.number(mention.id)
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
        picked = self.chosen.pick(self.home, entry, self.lang) if self.lang in MAIN else ()
        return [n.text for n in picked] or [n.text for n in self.home.names(entry) if n.lang == self.lang][:1]

    def finding(self, code: str, id: str, span: tuple[int, int], written: Iterable[str], named: str) -> Finding:
        """A finding in the target."""
        surface = self.target[slice(*span)]
        return Finding(self.home, code, span, surface, self.home.number(id), tuple(written), named)


def ordered(found: Iterable[Finding]) -> list[Finding]:
    """Findings as they stand in the text."""
    return sorted(found, key=lambda each: (each.start, each.end, each.code))


def _language(text: str) -> str:
    """The language of MAIN in whose script most of a text is."""
    return max(MAIN, key=lambda lang: len(_SCRIPTS[lang].findall(text)))
