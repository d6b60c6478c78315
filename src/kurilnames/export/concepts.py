"""Entries as the concepts of a termbase: each with its terms, and how a convention takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kurilnames.advising import side_of
from kurilnames.decline import decline
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

    @property
    def forms(self) -> tuple[str, ...]:
        """A Russian term in every case, its own text first; another as it is."""
        if self.lang != "ru":
            return (self.text,)
        cases = decline(self.text, self.name.decl if self.text == self.name.text else None)
        return tuple(dict.fromkeys((self.text, *(form for forms in cases.values() for form in forms))))


class Concept(NamedTuple):
    """An entry and its terms: by language, the preferred first, deprecated last."""

    entry: Entry
    terms: tuple[Term, ...]

    def of(self, lang: str) -> tuple[Term, ...]:
        """Its terms in a language."""
        return tuple(term for term in self.terms if term.lang == lang)

    def once(self, lang: str) -> tuple[Term, ...]:
        """Its terms in a language, each text once."""
        found: dict[str, Term] = {}
        for term in self.of(lang):
            found.setdefault(term.text, term)
        return tuple(found.values())

    def texts(self, lang: str) -> dict[str, Term]:
        """Its terms in a language that may be written, each text once."""
        return {term.text: term for term in self.once(lang) if term.standing != "deprecated"}

    def wanted(self, lang: str) -> tuple[Term, ...]:
        """What is to be written in a language: the preferred terms in alphabetical order, else the first admitted."""
        texts = self.texts(lang)
        preferred = [term for _, term in sorted(texts.items()) if term.standing == "preferred"]
        return tuple(preferred or [*texts.values()][:1])

    def written(self, lang: str) -> str:
        """The text to write in a language, several as one: Kunashir/Kunashiri."""
        return "/".join(term.text for term in self.wanted(lang))

    def joins(self, langs: Collection[str]) -> bool:
        """Whether it can be written in two of some languages."""
        return sum(bool(self.texts(lang)) for lang in langs) > 1


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


def _order(name: Name) -> tuple[int, str]:
    return _RANK.get(name.status, 3), name.text


def _ranked(terms: Iterable[Term]) -> list[Term]:
    """Terms by their standing; two of one text have the better one's, since a reader sees the text alone."""
    ranked = sorted(terms, key=lambda term: STANDINGS.index(term.standing))
    best = {term.text: term.standing for term in reversed(ranked)}
    return sorted(
        (term._replace(standing=best[term.text]) for term in ranked), key=lambda term: STANDINGS.index(term.standing)
    )


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
        """Every name once, those that the convention writes first."""
        picked = self.convention.pick(self.gazetteer, self.entry, lang) if lang in _MAIN else ()
        own = sorted((name for name in names if name.lang == lang), key=_order)
        found = [self._picked(name, lang, names) for name in picked]
        found += [self._term(name, lang, self._standing(name, lang)) for name in own if name not in picked]
        if found and lang not in _MAIN and found[0].standing == "admitted":
            found[0] = found[0]._replace(standing="preferred")
        return _ranked(found)

    def _picked(self, name: Name, lang: str, names: Iterable[Name]) -> Term:
        """What the convention writes, as it is recorded: Кунасири stands among the Russian; a house's own as it is."""
        alike = (n for n in names if n.text == name.text and n.sources == name.sources)
        recorded = next(alike, name)
        standing = "deprecated" if self.avoided else "preferred"
        return self._term(name, lang, standing)._replace(name=name if name in names else recorded)

    def _term(self, name: Name, lang: str, standing: str) -> Term:
        return Term(self._text(name), lang, standing, name)

    def _text(self, name: Name) -> str:
        """A name alone where that means this entry and no other, else with its generic."""
        if not name.generic:
            return name.text
        meant = {match.number for match in Query(self.gazetteer, name.text, Filter()).matches()}
        alone = meant == {self.entry} and name.needs != "generic"
        return name.text if alone else with_generic(self.gazetteer, name)

    def _standing(self, name: Name, lang: str) -> str:
        sides = self.convention.both or self.convention.sides.get(lang, ())
        foreign = self.bound and lang in _MAIN and side_of(name) not in (None, *sides)
        return "deprecated" if self.avoided or foreign or name.status in _GONE else "admitted"
