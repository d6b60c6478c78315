"""What is to be exported: which entries, in which languages, by whose rules."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from kurilnames.export.concepts import concepts
from kurilnames.finding import find
from kurilnames.matching import Filter, Query
from kurilnames.reviewing import Wishes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kurilnames.conventions import Convention
    from kurilnames.export.concepts import Concept, Term
    from kurilnames.gazetteer import Gazetteer

__all__ = ["Job", "Pair"]


class Pair(NamedTuple):
    """A term of the language that is translated from, and what it is in the other one, each text once."""

    concept: Concept
    source: Term
    targets: tuple[Term, ...]

    @property
    def wanted(self) -> tuple[Term, ...]:
        return self.concept.wanted(self.targets[0].lang)

    @property
    def written(self) -> str:
        return self.concept.written(self.targets[0].lang)

    @property
    def forbidden(self) -> tuple[Term, ...]:
        return tuple(term for term in self.targets if term.standing == "deprecated")


class Job:
    """What is to be exported.

    Args:
        gazetteer: the gazetteer.
        convention: whose names are preferred.
        source, target: the languages of a translation, tags of the data dictionary; None: all languages.
        filter: which entries.
        text: a text whose names are wanted; None: all.
        only: languages whose names are wanted; none: those of the translation.
        wishes: the rules of `check` that are wanted, where a target holds rules.
        format: the format, for a target that has several.
    Raises:
        UnknownId, ValueError: the filter is none, no rule begins as a wish does, a language is not in the data
            dictionary, or both are one.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        convention: Convention,
        source: str | None = None,
        target: str | None = None,
        *,
        filter: Filter | None = None,
        text: str | None = None,
        only: tuple[str, ...] = (),
        wishes: Wishes | None = None,
        format: str | None = None,
    ) -> None:
        self.gazetteer = gazetteer
        self.convention = convention
        self.source = source
        self.target = target
        self.filter = filter or Filter()
        self.text = text
        self.only = only
        self.wishes = (wishes or Wishes()).checked(gazetteer)
        self.format = format
        self.filter.check(gazetteer)
        self._check_languages()

    def _check_languages(self) -> None:
        known = self.gazetteer.vocab["languages"]
        for lang in (self.source, self.target, *self.only):
            if lang and lang not in known:
                raise ValueError(f"no names are recorded in {lang!r}: a language is one of {', '.join(known)}")
        if self.source and self.source == self.target:
            raise ValueError(f"--from and --to are both {self.source!r}: a translation has two languages")

    @property
    def langs(self) -> tuple[str, ...]:
        """The languages asked for; none where all are."""
        return self.only or tuple(lang for lang in (self.source, self.target) if lang)

    @cached_property
    def concepts(self) -> tuple[Concept, ...]:
        """The concepts, in the order of their ids; with a text those that it names."""
        found = concepts(self.gazetteer, self.convention, self.langs, self.filter)
        return tuple(concept for concept in found if self._named is None or concept.entry.id in self._named)

    def admits(self, entry: int) -> bool:
        """Whether an entry, by its number, is wanted."""
        named = self._named is None or self.gazetteer.id_of(entry) in self._named
        return named and self.filter.admits(self.gazetteer, entry)

    @cached_property
    def _named(self) -> set[str] | None:
        """What the text names."""
        if self.text is None:
            return None
        return {mention.id for mention in find(self.text, nested=True, gazetteer=self.gazetteer)}

    @property
    def pairs(self) -> Iterator[Pair]:
        """Every term of the source language of a concept that has one to write in the target language."""
        for concept in self.concepts:
            targets = concept.once(self.target or "")
            if concept.texts(self.target or ""):
                yield from (Pair(concept, term, targets) for term in concept.once(self.source or ""))

    @property
    def sure_pairs(self) -> Iterator[Pair]:
        """The pairs for a machine that does not ask: names that alone mean one entry, each source once."""
        seen: set[str] = set()
        for pair in self.pairs:
            text = pair.source.text
            if not pair.source.name.needs and text not in seen and self._means_one(text):
                seen.add(text)
                yield pair

    def _means_one(self, text: str) -> bool:
        return len(Query(self.gazetteer, text, Filter()).matches()) == 1

    @property
    def credit(self) -> str:
        """The data, its version and its licence, on one line."""
        version = self.gazetteer.data_version
        return f"kurilnames {version}, convention {self.convention.id}, CC BY 4.0"
