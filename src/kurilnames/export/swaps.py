"""What `check` says of every form of a name: what is to be written instead, and where words before it decide that."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from kurilnames.advising import Adviser, language_of
from kurilnames.export.patterns import BEGINS, after_words
from kurilnames.export.probing import NEUTRAL, Heard, Probe, forms, full_forms, heard
from kurilnames.inflecting import GOVERNMENT
from kurilnames.rewriting import beside

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from kurilnames.conventions import Convention
    from kurilnames.gazetteer import Gazetteer

__all__ = ["Survey", "Swap"]


class Swap(NamedTuple):
    """A form, the rule that speaks of it, the entry, and what is to be written instead, best first.

    Where the form alone does not tell the case, there is nothing to write, and `name` is what is to be declined.
    `before` says, as a pattern, what must stand before the form or must not; `said` is an example of that.
    """

    code: str
    entry: int
    surface: str
    suggestions: tuple[str, ...]
    name: str = ""
    before: str = ""
    said: str = ""

    @property
    def shouted(self) -> Swap:
        """The same in capitals."""
        suggestions = tuple(text.upper() for text in self.suggestions)
        return Swap(self.code, self.entry, self.surface.upper(), suggestions, self.name.upper())


class Survey:
    """Every form of the names that a convention speaks of, asked one by one.

    Args:
        gazetteer: the gazetteer.
        convention: whose names are to be written.
        langs: the languages whose names are asked: `ja`, `ru`, `en`.
        admits: whether an entry is wanted.
    """

    def __init__(
        self, gazetteer: Gazetteer, convention: Convention, langs: Collection[str], admits: Callable[[int], bool]
    ) -> None:
        self.gazetteer = gazetteer
        self.convention = convention
        self.langs = langs
        self.admits = admits
        self.adviser = Adviser(gazetteer, convention)

    def _wanted(self, entry: int) -> bool:
        place = self.gazetteer.kind(entry) == "place" and self.gazetteer.heads["near"][entry]
        asked = place or self.gazetteer.id_of(entry) in self.convention.avoid
        return bool(asked) and self.admits(entry)

    def _ask(self, probes: Iterable[Probe]) -> Iterator[Heard]:
        found = heard(self.adviser, list(dict.fromkeys(probes)))
        return (h for h in found if language_of(h.mention) in self.langs and self._wanted(self._number(h)))

    def _number(self, each: Heard) -> int:
        return self.gazetteer.number(each.mention.id)

    @cached_property
    def full(self) -> tuple[str, ...]:
        """The names of places with the generic that stands apart from them."""
        places = (entry for entry in self.gazetteer.numbers.values() if self._wanted(entry))
        return tuple(dict.fromkeys(full_forms(self.gazetteer, places)))

    @cached_property
    def heard(self) -> tuple[Heard, ...]:
        """What is heard of every form."""
        return tuple(self._ask(map(Probe.neutral, (*forms(self.gazetteer, self._wanted), *self.full))))

    @cached_property
    def standing(self) -> tuple[Heard, ...]:
        """The forms of names that the convention lets stand."""
        silent = (h for h in self.heard if all(f.code == "KN103" for f in h.findings))
        return tuple(h for h in silent if self.adviser.covers(h.mention) and not h.mention.candidates)

    @cached_property
    def swaps(self) -> tuple[Swap, ...]:
        """What is to be written otherwise; names for which the convention has none are left out."""
        found = []
        for each in self.heard:
            for finding in each.findings:
                name = self._named(each) if finding.code != "KN102" else ""
                if finding.code != "KN103" and (finding.suggestions or finding.code == "KN102" or name):
                    entry = self._number(each)
                    found.append(Swap(finding.code, entry, each.probe.surface, finding.suggestions, name))
        decided = tuple(self._decided([s for s in found if not s.suggestions and s.code != "KN102"]))
        places: dict[Swap, list[str]] = {}
        for swap in decided:
            places.setdefault(swap._replace(suggestions=(), before="", said=""), []).append(swap.before)
        needed = (_elsewhere(s, places.get(s, ())) for s in self._needed(found))
        return tuple(s._replace(before=f"(?<={s.before})") for s in decided) + tuple(needed)

    def _named(self, each: Heard) -> str:
        """The first name that the convention writes for what a form means, whatever the case; empty without one."""
        lang = language_of(each.mention) or "en"
        return next((name.text for name in self.convention.pick(self.gazetteer, self._number(each), lang)), "")

    def _needed(self, swaps: Iterable[Swap]) -> Iterator[Swap]:
        """Those that say more than what is said of a part of them."""
        parts: dict[tuple[str, int], list[Swap]] = {}
        full = frozenset(self.full)
        for swap in swaps:
            known = parts.setdefault((swap.code, swap.entry), [])
            if swap.surface not in full or not any(_says(part, swap) for part in known):
                known.append(swap)
                yield swap

    def _decided(self, undecided: Iterable[Swap]) -> Iterator[Swap]:
        """Forms whose case the word before them decides."""
        asked: dict[Probe, tuple[Swap, str]] = {}
        for swap in undecided:
            for word, pattern in self._deciding(swap.entry):
                asked[Probe(swap.surface, f"{word} " if word else "")] = swap, pattern
        for each in self._ask(asked):
            swap, pattern = asked[each.probe]
            texts = [f.suggestions[0] for f in each.findings if f.code == swap.code and f.suggestions]
            if texts and (each.mention.start == each.mention.core[0] or texts[0].startswith(each.probe.before)):
                whole = each.mention.start < each.mention.core[0]
                written = texts[0][len(each.probe.before) * whole :]
                yield swap._replace(suggestions=(written,), before=pattern, said=each.probe.before)

    def _deciding(self, entry: int) -> Iterator[tuple[str, str]]:
        """What may stand before a name and decide its case: a word of each sort, and the sort as a pattern."""
        yield "", BEGINS
        for words in GOVERNMENT.values():
            yield words.split()[0], after_words(words.split())
        table = self.gazetteer.generics.before
        type = self.gazetteer.type(entry)
        generics = [word for word in table.table if any(g.lang == "ru" and type in g.types for g in table.get(word))]
        if generics:
            yield generics[0], after_words(generics)

    @cached_property
    def longer(self) -> tuple[str, ...]:
        """The names with a generic that are something else than their parts."""
        said = {swap.surface for swap in self.swaps} | {each.probe.surface for each in self.standing}
        return tuple(text for text in self.full if text in said)

    @cached_property
    def firsts(self) -> tuple[Swap, ...]:
        """Forms that stand, with the other side's name beside them, as at a first mention."""
        if not self.convention.both:
            return ()
        capitals = self._ask(Probe.neutral(h.probe.surface.upper()) for h in self.standing)
        return tuple(swap for h in (*self.standing, *capitals) if (swap := self._first(h)))

    def _first(self, each: Heard) -> Swap | None:
        name = self.adviser.counterpart(each.text, each.mention)
        if name is None:
            return None
        written = beside(self.gazetteer, each.text, each.mention, name, self.convention)
        return Swap("KN103", self._number(each), each.probe.surface, (written,))


def _elsewhere(swap: Swap, places: Iterable[str]) -> Swap:
    """A form that stands where no word before it decides its case."""
    return swap._replace(before=f"(?<!{'|'.join(places)})", said=NEUTRAL) if places else swap


def _says(part: Swap, whole: Swap) -> bool:
    """Whether what a swap of a part writes is what one of the whole does."""
    if not (part.suggestions and whole.suggestions):
        return part.suggestions == whole.suggestions and part.surface in whole.surface
    return whole.surface.replace(part.surface, part.suggestions[0], 1) == whole.suggestions[0]
