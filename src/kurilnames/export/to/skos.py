"""SKOS: the entries as the concepts of one scheme, that of a convention, in Turtle or JSON-LD.

SKOS allows a concept one preferred label in a language, and conventions disagree on it: so each convention has its own
scheme and its own concepts, which match those of the others exactly. Preferred terms are `skos:prefLabel`, admitted
ones `skos:altLabel`, deprecated ones `skos:hiddenLabel`. Every name is also a note with its `dct:source`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kurilnames.export.concepts import STANDINGS
from kurilnames.export.graph import Iri, Literal, Resource, jsonld, turtle
from kurilnames.export.places import credit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from kurilnames.conventions import Convention
    from kurilnames.export.concepts import Concept
    from kurilnames.export.job import Job
    from kurilnames.gazetteer import Gazetteer
    from kurilnames.models import Entry
    from kurilnames.results import Name, Source

__all__ = ["skos_jsonld", "skos_turtle"]

_Properties = dict[str, list[Iri | Literal]]
_LICENCE = Iri("https://creativecommons.org/licenses/by/4.0/")
_MATCHES = {"geonames": "https://sws.geonames.org/{}/", "wikidata": "http://www.wikidata.org/entity/{}"}


def skos_turtle(job: Job) -> Iterator[str]:
    """A concept scheme in Turtle."""
    return turtle(_resources(job))


def skos_jsonld(job: Job) -> Iterator[str]:
    """The same graph as `skos_turtle` in JSON-LD."""
    return jsonld(_resources(job))


def _resources(job: Job) -> Iterator[Resource]:
    found = job.concepts
    scheme = _Scheme(job.gazetteer, job.convention, found)
    yield scheme.head()
    for concept in found:
        yield scheme.concept(concept)
        yield from scheme.names(concept.entry)
    used = {source for concept in found for source in _sources(concept.entry)}
    yield from map(_source, sorted(used))


def _sources(entry: Entry) -> Iterator[Source]:
    yield from getattr(entry, "sources", ())
    for name in entry.names:
        yield from name.sources


class _Scheme:
    """The concept scheme of a convention."""

    def __init__(self, gazetteer: Gazetteer, convention: Convention, found: Collection[Concept]) -> None:
        self.gazetteer = gazetteer
        self.id = convention.id or "own"
        self.iri = Iri(f"kn:{self.id}")
        self.others = [id for id in sorted(gazetteer.conventions) if id != convention.id]
        self.wholes = {concept.entry.id: _wholes(concept.entry) for concept in found}
        self.tied = _tied(concept.entry for concept in found)

    def _iri(self, id: str) -> Iri:
        return Iri(f"{self.iri}:{id}")

    def _iris(self, ids: Iterable[str]) -> list[Iri | Literal]:
        """Addresses of those entries that are in the file."""
        return [self._iri(id) for id in ids if id in self.wholes]

    def _is_top(self, id: str) -> bool:
        return not any(whole in self.wholes for whole in self.wholes[id])

    def head(self) -> Resource:
        known: dict[str, Any] = self.gazetteer.conventions.get(self.id, {})
        return Resource(
            self.iri,
            {
                "rdf:type": [Iri("skos:ConceptScheme")],
                "dct:title": [Literal(f"kurilnames: {known.get('title', self.id)}", "en")],
                "dct:license": [_LICENCE],
                "dc:rights": [Literal(credit(self.gazetteer), "en")],
                "owl:versionInfo": [Literal(self.gazetteer.data_version)],
                "skos:hasTopConcept": self._iris(filter(self._is_top, self.wholes)),
            },
        )

    def concept(self, concept: Concept) -> Resource:
        entry = concept.entry
        top: list[Iri | Literal] = [self.iri] if self._is_top(entry.id) else []
        return Resource(
            self._iri(entry.id),
            {
                "rdf:type": [Iri("skos:Concept")],
                "skos:inScheme": [self.iri],
                "skos:topConceptOf": top,
                "skos:notation": [Literal(entry.id)],
                "dc:type": [Literal(getattr(entry, "type", "") or getattr(entry, "category", "") or entry.kind)],
                **_labels(concept),
                **self._links(entry),
                **_facts(entry),
                "skos:note": [
                    *([Literal(entry.note, "en")] if entry.note else []),
                    *(_name_iri(entry, number) for number, _ in enumerate(entry.names, 1)),
                ],
            },
        )

    def _links(self, entry: Entry) -> _Properties:
        matches = (pattern.format(entry.same_as[key]) for key, pattern in _MATCHES.items() if key in entry.same_as)
        return {
            "skos:broader": self._iris(self.wholes[entry.id]),
            "skos:related": self._iris(id for id in sorted(self.tied[entry.id]) if not self._is_whole(entry.id, id)),
            "skos:exactMatch": [Iri(f"kn:{other}:{entry.id}") for other in self.others],
            "skos:closeMatch": [Iri(match) for match in matches],
        }

    def _is_whole(self, one: str, two: str) -> bool:
        """Whether one of two lies in the other: then they are broader and narrower, and may not be related too."""
        return two in self._above(one) or one in self._above(two)

    def _above(self, id: str) -> set[str]:
        found: set[str] = set()
        todo = [id]
        while todo:
            for whole in self.wholes.get(todo.pop(), ()):
                if whole not in found:
                    found.add(whole)
                    todo.append(whole)
        return found

    def names(self, entry: Entry) -> Iterator[Resource]:
        return (Resource(_name_iri(entry, number), _name(name)) for number, name in enumerate(entry.names, 1))


def _wholes(entry: Entry) -> tuple[str, ...]:
    return getattr(entry, "part_of", ())


def _tied(entries: Iterable[Entry]) -> dict[str, set[str]]:
    """Which entries are related, seen from both."""
    found: dict[str, set[str]] = {}
    for entry in entries:
        found.setdefault(entry.id, set())
        for other in {*entry.related, *entry.overlaps} - {entry.id}:
            found[entry.id].add(other)
            found.setdefault(other, set()).add(entry.id)
    return found


def _labels(concept: Concept) -> _Properties:
    """Labels by their best standing; where a convention writes two names in a language, both stand in one, as A/B.

    An entry for which it writes no name at all has a label to be shown by, which is preferred in no language.
    """
    best: dict[tuple[str, str], str] = {}
    for term in concept.terms:
        best.setdefault((term.lang, term.text), term.standing)
    texts = {standing: [key for key in best if best[key] == standing] for standing in STANDINGS}
    written: dict[str, list[str]] = {}
    for lang, text in texts["preferred"]:
        written.setdefault(lang, []).append(text)
    both = [(lang, text) for lang, text in texts["preferred"] if len(written[lang]) > 1]
    return {
        "skos:prefLabel": [Literal("/".join(sorted(each)), lang) for lang, each in written.items()],
        "skos:altLabel": [Literal(text, lang) for lang, text in (*both, *texts["admitted"])],
        "skos:hiddenLabel": [Literal(text, lang) for lang, text in texts["deprecated"]],
        "rdfs:label": [] if written else [Literal(text, lang) for lang, text in list(best)[:1]],
    }


def _facts(entry: Entry) -> _Properties:
    """Position, units above it in both administrations, dates."""
    lat, lon = map(str, getattr(entry, "point", None) or ("", ""))
    days = (getattr(entry, "signed", None), getattr(entry, "in_force", None))
    admin = getattr(entry, "admin", {})
    return {
        "geo:lat": [Literal(lat, "", "xsd:decimal")] if lat else [],
        "geo:long": [Literal(lon, "", "xsd:decimal")] if lon else [],
        **{f"kn:vocab:admin-{lang}": [Literal(id) for id in ids] for lang, ids in sorted(admin.items())},
        "dct:date": [Literal(days[0])] if days[0] else [],
        "dct:valid": [Literal(days[1])] if days[1] else [],
        "dct:source": [Iri(_source_iri(source)) for source in getattr(entry, "sources", ())],
    }


def _name_iri(entry: Entry, number: int) -> Iri:
    return Iri(f"kn:name:{entry.id}:{number}")


def _name(name: Name) -> _Properties:
    """A name as a note: its text, who says so, since when."""
    dates = f"{name.valid_from or ''}/{name.valid_to or ''}" if name.valid_from or name.valid_to else ""
    facts = {
        "kn:vocab:status": name.status,
        "kn:vocab:by": name.by,
        "kn:vocab:certainty": name.certainty,
        "kn:vocab:generic": name.generic,
        "kn:vocab:kana": name.kana,
        "dct:valid": dates,
    }
    return {
        "rdf:value": [Literal(name.text, name.lang)],
        **{key: [Literal(value)] for key, value in facts.items() if value},
        "rdfs:comment": [Literal(name.note, "en")] if name.note else [],
        "dct:source": [Iri(_source_iri(source)) for source in name.sources],
    }


def _source_iri(source: Source) -> str:
    return f"kn:source:{source.id}"


def _source(source: Source) -> Resource:
    facts = {"dct:title": source.title, "dc:publisher": source.publisher, "dc:rights": source.licence}
    return Resource(
        _source_iri(source),
        {
            "rdf:type": [Iri("dct:BibliographicResource")],
            **{key: [Literal(value)] for key, value in facts.items() if value},
            "dct:issued": [Literal(f"{source.year:04}", "", "xsd:gYear")] if source.year else [],
            "rdfs:seeAlso": [Iri(source.url)] if source.url else [],
        },
    )
