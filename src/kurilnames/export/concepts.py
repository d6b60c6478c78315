"""Entries as the concepts of a termbase: each with its terms, and how a convention takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kurilnames.advising import side_of
from kurilnames.matching import Filter, Query
from kurilnames.writing import with_generic

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from kurilnames.conventions import Convention
    from kurilnames.gazetteer import Gazetteer
    from kurilnames.models import Entry
    from kurilnames.results import Name

__all__ = ["STANDINGS", "Concept", "Term", "concepts"]

STANDINGS = ("preferred", "admitted", "deprecated")
_GONE = frozenset({"discouraged", "etymon", "former", "misprint"})
_MAIN = ("ja", "ru", "en")
_RANK = {"official": 0, "used": 1, "variant": 2}


class Term(NamedTuple):
    """A name as a term: with its generic where it would alone mean another entry; `standing` is one of `STANDINGS`."""

    text: str
    lang: str
    standing: str
    name: Name


class Concept(NamedTuple):
    """An entry and its terms: by language, the preferred first, deprecated last."""

    entry: Entry
    terms: tuple[Term, ...]

    def of(self, lang: str) -> tuple[Term, ...]:
        """Its terms in a language."""
        return tuple(term for term in self.terms if term.lang == lang)

    def preferred(self, lang: str) -> Term | None:
        """The one to write in a language; None where all are deprecated or there is none."""
        return next((term for term in self.of(lang) if term.standing != "deprecated"), None)


def concepts(
    gazetteer: Gazetteer, convention: Convention, langs: Collection[str] = (), filter: Filter | None = None
) -> Iterator[Concept]:
    """The entries of a gazetteer as concepts.

    Args:
        gazetteer, convention: what is written, and whose names are preferred.
        langs: language tags of the data dictionary; without any, all that have a name.
        filter: which entries.
    Returns:
        concepts that have a term in one of the languages, in the order of their ids.
    Raises:
        UnknownId, ValueError: the filter is none.

    >>> from kurilnames.conventions import Convention
    >>> from kurilnames.gazetteer import default
    >>> only = Filter(within="shikotan", type="island")
    >>> found = concepts(default(), Convention.read("russia", default()), ("en", "ru"), only)
    >>> next(term.text for concept in found for term in concept.of("ru"))
    'Шикотан'
    """
    chosen = filter or Filter()
    chosen.check(gazetteer)
    for entry in sorted(gazetteer.numbers.values(), key=gazetteer.id_of):
        if not chosen.admits(gazetteer, entry):
            continue
        terms = _Terms(gazetteer, convention, entry).all(langs)
        if terms:
            yield Concept(gazetteer.open(entry), terms)


class _Terms:
    """The terms of an entry under a convention."""

    def __init__(self, gazetteer: Gazetteer, convention: Convention, entry: int) -> None:
        self.gazetteer = gazetteer
        self.convention = convention
        self.entry = entry
        self.avoided = gazetteer.id_of(entry) in convention.avoid
        near = gazetteer.kind(entry) == "place" and gazetteer.heads["near"][entry]
        self.bound = bool(near) and convention.covers(gazetteer, entry)

    def all(self, langs: Collection[str]) -> tuple[Term, ...]:
        names = self.gazetteer.names(self.entry)
        wanted = sorted(langs or {name.lang for name in names})
        return tuple(term for lang in wanted for term in self._of(lang, names))

    def _of(self, lang: str, names: Iterable[Name]) -> Iterable[Term]:
        """Each text once, with the best standing that a name gives it."""
        picked = self.convention.pick(self.gazetteer, self.entry, lang) if lang in _MAIN else ()
        found: dict[str, Term] = {}
        for name in sorted(names, key=lambda name: (_RANK.get(name.status, 3), name.text)):
            if name.lang == lang and name not in picked:
                self._add(found, name, lang, self._standing(name, lang))
        for name in picked:
            self._add(found, name, lang, "deprecated" if self.avoided else "preferred")
        if found and lang not in _MAIN:
            first = next(iter(found.values()))
            found[first.text] = first._replace(standing=first.standing.replace("admitted", "preferred"))
        return sorted(found.values(), key=lambda term: STANDINGS.index(term.standing))

    def _add(self, found: dict[str, Term], name: Name, lang: str, standing: str) -> None:
        text = self._text(name)
        known = found.get(text)
        if known is None or STANDINGS.index(standing) < STANDINGS.index(known.standing):
            found[text] = Term(text, lang, standing, name)

    def _text(self, name: Name) -> str:
        """A name alone where that means this entry and no other, else with its generic."""
        if not name.generic:
            return name.text
        meant = {self.gazetteer.number(match.id) for match in Query(self.gazetteer, name.text, Filter()).matches()}
        alone = meant == {self.entry} and name.needs != "generic"
        return name.text if alone else with_generic(self.gazetteer, name)

    def _standing(self, name: Name, lang: str) -> str:
        sides = self.convention.both or self.convention.sides.get(lang, ())
        foreign = self.bound and lang in _MAIN and side_of(name) not in (None, *sides)
        return "deprecated" if self.avoided or foreign or name.status in _GONE else "admitted"
