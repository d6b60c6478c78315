"""The rules of `check` as patterns, with examples that `check` has worked out."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from kurilnames.advising import language_of
from kurilnames.exempting import REGIONS, SAID
from kurilnames.export.neighbours import Neighbours
from kurilnames.export.patterns import NEW, OLD, Surface, any_of, in_any_case, in_both_kana, portable
from kurilnames.export.swaps import Survey, Swap
from kurilnames.fold import fold, key
from kurilnames.mending import FIXABLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kurilnames.export.job import Job
    from kurilnames.export.probing import Heard

__all__ = ["LANGUAGES", "Rule", "Ruling", "ruling"]

LANGUAGES = ("ja", "ru", "en")

_QUESTIONS = {"en": "[Ss]o-called ", "ru": "[Тт]ак называем[а-я]+ ", "ja": "いわゆる"}
_NOT_INTRODUCED = rf"(?!(?: [A-Za-zА-Яа-яё]+)? ?[\x28（\[]|[^\n]{{0,60}}?{portable(SAID)})"
_NONE = -1
_EXAMPLES = 2


class Rule(NamedTuple):
    """Forms that are to be written otherwise: a code, an entry (-1: any), the forms as a pattern, what to write.

    `suggestions` are best first, `$1` what a group of the pattern holds; there are none where `name` is to be put in
    its case. `behind`: the first suggestion is not written in the form's place but behind it.
    `examples` are what stands before a form, and the form.
    """

    code: str
    entry: int
    pattern: str
    suggestions: tuple[str, ...]
    name: str
    behind: bool
    examples: tuple[tuple[str, str], ...]

    @property
    def sure(self) -> bool:
        """Whether what is to be written may be written without a person's look."""
        return self.code in FIXABLE and bool(self.suggestions)


class Ruling:
    """What a survey found, as rules and as stretches of a text in which names are left alone.

    Args:
        survey: what is heard of every form.
        wants: whether a rule of `check` is to speak, by its code.
    """

    def __init__(self, survey: Survey, wants: Callable[[str], bool]) -> None:
        self.survey = survey
        self.gazetteer = survey.gazetteer
        self.wants = wants
        self.neighbours = Neighbours(survey.gazetteer, survey.longer, survey.convention.keeps)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules by code and entry."""
        swaps = [*self.survey.swaps, *self._old_kanji()]
        swaps += [swap.shouted for swap in swaps if swap.surface in self._loud and not swap.before.startswith("(?<=")]
        found = [*self._grouped(swaps), *self._first_mentions(), *self._questions()]
        return tuple(sorted((rule for rule in found if self.wants(rule.code)), key=self._order))

    @cached_property
    def _loud(self) -> frozenset[str]:
        """The forms that a headline may have in capitals: those of names as pages have them."""
        texts = (each.probe.surface for each in self.survey.heard if self._is_recorded(each))
        return frozenset(text for text in texts if text != text.upper())

    def _is_recorded(self, each: Heard) -> bool:
        """Whether a form is a page's name or a case form of one, and not derived by a rule."""
        names = self.gazetteer.names(self.gazetteer.number(each.mention.id))
        written = key(each.probe.surface)
        return each.mention.how == "inflected" or any(key(name.text) == written for name in names)

    def _order(self, rule: Rule) -> tuple[str, str, str]:
        return rule.code, self.gazetteer.id_of(rule.entry) if rule.entry != _NONE else "", rule.pattern

    def _grouped(self, swaps: Iterable[Swap]) -> Iterator[Rule]:
        groups: dict[Swap, list[Swap]] = {}
        for swap in swaps:
            groups.setdefault(swap._replace(surface="", said=""), []).append(swap)
        for same, group in groups.items():
            pattern = any_of(map(self.neighbours.surface, {swap.surface for swap in group}), same.before)
            examples = tuple((swap.said, swap.surface) for swap in group[:_EXAMPLES])
            yield Rule(same.code, same.entry, pattern, same.suggestions, same.name, False, examples)

    def _old_kanji(self) -> Iterator[Swap]:
        """Names written with kanji that have older ones."""
        faulty = {swap.surface for swap in self.survey.swaps}
        for each in self.survey.heard:
            text = each.probe.surface
            if text not in faulty and each.mention.name.lang == "ja" and any(char in NEW for char in text):
                entry = self.gazetteer.number(each.mention.id)
                yield Swap("KN303", entry, text, (text,), before=rf"(?=\S{{0,{len(text) - 1}}}[{OLD}])")

    def _first_mentions(self) -> Iterator[Rule]:
        """Forms that stand where a paragraph has not yet named their entry."""
        named: dict[int, set[str]] = {}
        for each in filter(self._is_recorded, self.survey.heard):
            named.setdefault(self.gazetteer.number(each.mention.id), set()).add(each.probe.surface)
        groups: dict[tuple[int, str, bool], list[str]] = {}
        for swap in self.survey.firsts:
            behind = swap.suggestions[0].startswith(swap.surface)
            written = swap.suggestions[0][len(swap.surface) * behind :]
            groups.setdefault((swap.entry, written, behind), []).append(swap.surface)
        for (entry, written, behind), surfaces in groups.items():
            here = any_of(map(self.neighbours.surface, surfaces))
            before = any_of(map(Surface, named.get(entry, set()) | set(surfaces)))
            pattern = rf"(?={here})(?<!(?:{before})[\s\S]*)(?:{here}){_NOT_INTRODUCED}"
            examples = tuple(("", surface) for surface in surfaces[:_EXAMPLES])
            yield Rule("KN103", entry, pattern, (written,), "", behind, examples)

    def _questions(self) -> Iterator[Rule]:
        """Words that question a name which the convention writes."""
        for lang in self.survey.langs:
            usual = (each for each in self.survey.standing if each.mention.how in ("exact", "inflected"))
            if texts := {each.probe.surface for each in usual if language_of(each.mention) == lang}:
                names = any_of(map(self.neighbours.surface, texts))
                yield Rule("KN106", _NONE, f'{_QUESTIONS[lang]}(["“«「]?(?:{names}))', ("$1",), "", False, ())

    @cached_property
    def kept(self) -> tuple[str, ...]:
        """Stretches in which the convention leaves names alone: quotations and the like."""
        return tuple(portable(pattern) for word in self.survey.convention.keeps for pattern in REGIONS[word])

    def longer(self, but: str | None = None) -> tuple[str, ...]:
        """Longer names that hold a form, as a pattern; but for those of which a rule says something itself."""
        swaps = (*self.survey.swaps, *self.survey.firsts)
        own = {fold(swap.surface).strip() for swap in swaps if swap.code == but}
        names = (name for name in self._holding if name not in own)
        surfaces = (Surface(each) for name in names for each in in_both_kana(name))
        return tuple(filter(None, [any_of(surfaces, spell=in_any_case)]))

    @cached_property
    def _holding(self) -> tuple[str, ...]:
        forms = {swap.surface for swap in (*self.survey.swaps, *self.survey.firsts)}
        return tuple(self.neighbours.holding(forms)) if forms else ()


def ruling(job: Job) -> Ruling:
    """The rules that a job asks for: `check` under its convention, as patterns."""
    langs = [lang for lang in LANGUAGES if not job.langs or lang in job.langs]
    return Ruling(Survey(job.gazetteer, job.convention, langs, job.admits), job.wishes.wants)
