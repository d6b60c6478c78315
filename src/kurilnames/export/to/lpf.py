"""Linked Places: one file that holds to v1.2.2 feature by feature and to v2.0 as a collection.

Every name has its citations and, where known, the time when it was in use. The `when` of a feature says that the
place was named at the latest in the year of the first source here that names it. There are no country codes.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kurilnames.export.places import BASE, cited, credit, first_year, title_of, titled_places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kurilnames.export.job import Job
    from kurilnames.export.places import Titled
    from kurilnames.models import Place
    from kurilnames.results import Name, Source

__all__ = ["LINKS", "TYPES", "lpf"]

TYPES = {
    "airport": "S",
    "area": "L 300182722",
    "bay": "H 300132316",
    "boundary": "A",
    "caldera": "T 300266060",
    "cape": "T 300008850",
    "city": "P 300008389",
    "country": "A 300387506",
    "district": "A 300232418",
    "hot-spring": "H 300008697",
    "island": "T 300008791",
    "island-group": "T 300386853",
    "islet": "T 300008791",
    "lake": "H 300008680",
    "lighthouse": "S",
    "lookalike": "L",
    "mountain": "T 300008795",
    "ocean": "H 300008687",
    "peninsula": "T 300008804",
    "port": "L 300120599",
    "range": "T 300386831",
    "region": "A 300232418",
    "reserve": "L",
    "river": "H 300008707",
    "rock": "T 300266060",
    "sea": "H 300008694",
    "settlement": "P 300008347",
    "strait": "H 300387217",
    "subprefecture": "A 300232418",
    "trench": "H",
    "village": "A 300232418",
    "volcano": "T 300008795",
    "waterfall": "H 300008736",
}
"""The class of features and the AAT concept of our types, among those that the World Historical Gazetteer has."""

LINKS = {"geonames": "gn:{}", "gvp": "https://volcano.si.edu/volcano.cfm?vn={}", "wikidata": "wd:{}"}
"""How an identifier in another register is linked to."""

_CONTEXT = "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld"
_CERTAINTIES = {"certain": "certain", "stated": "less-certain", "inferred": "uncertain"}


def lpf(job: Job) -> Iterator[str]:
    """A FeatureCollection of Linked Places, a line a place."""
    head = {"type": "FeatureCollection", "@context": _CONTEXT, "attribution": credit(job.gazetteer)}
    yield _json(head)[:-1] + ', "features": [\n'
    sources = {source.id: source for source in job.gazetteer.sources}
    between = ""
    for each in titled_places(job):
        wholes = {id: title_of(job, id) for id in each.place.part_of}
        yield between + _json(_feature(each, wholes, sources))
        between = ",\n"
    yield "\n]}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _feature(each: Titled, wholes: dict[str, str], sources: dict[str, Source]) -> dict[str, Any]:
    place = each.place
    links = [{"type": "closeMatch", "identifier": link} for link in _links(place)]
    notes = [{"value": place.note, "lang": "en"}] if place.note else []
    relations = [
        {"relationType": "gvp:broaderPartitive", "relationTo": BASE + id, "label": label}
        for id, label in wholes.items()
    ]
    optional = {"relations": relations, "links": links, "descriptions": notes}
    return {
        "@id": BASE + place.id,
        "type": "Feature",
        "properties": _properties(each),
        "when": {"timespans": [{"start": {"latest": first_year(place)}}], "label": "named in a source"},
        "names": [_name(name) for name in place.names],
        "types": [_type(place.type)],
        "geometry": _geometry(place, sources),
        **{key: value for key, value in optional.items() if value},
    }


def _properties(each: Titled) -> dict[str, Any]:
    facts = {f"admin_{lang}": list(ids) for lang, ids in sorted(each.place.admin.items())}
    return {"title": each.title, "fclasses": [TYPES[each.place.type][0]], **facts}


def _type(type: str) -> dict[str, str]:
    _, _, concept = TYPES[type].partition(" ")
    return {"label": type, **({"identifier": f"aat:{concept}"} if concept else {})}


def _links(place: Place) -> Iterator[str]:
    return (LINKS[register].format(id) for register, id in sorted(place.same_as.items()) if register in LINKS)


def _geometry(place: Place, sources: dict[str, Source]) -> dict[str, Any]:
    """A point with its source; an empty collection where none is known, which both versions allow."""
    if not place.point or not place.point_source:
        return {"type": "GeometryCollection", "geometries": []}
    point = {"type": "Point", "coordinates": [place.point[1], place.point[0]]}
    return {**point, "citations": [_citation(sources[place.point_source])]}


def _name(name: Name) -> dict[str, Any]:
    facts = {
        "toponym": name.text,
        "lang": name.lang,
        "citations": [_citation(source) for source in name.sources],
        "when": _when(name),
        "certainty": _CERTAINTIES[name.certainty],
        "status": name.status,
        "by": name.by,
        "generic": name.generic,
        "kana": name.kana,
        "note": name.note,
    }
    return {key: value for key, value in facts.items() if value}


def _when(name: Name) -> dict[str, Any] | None:
    """When a name was in use; of one whose end alone is known, it began at the latest then."""
    if not name.valid_from and not name.valid_to:
        return None
    start = {"in": name.valid_from} if name.valid_from else {"latest": name.valid_to}
    return {"timespans": [{"start": start, **({"end": {"in": name.valid_to}} if name.valid_to else {})}]}


def _citation(source: Source) -> dict[str, str]:
    facts = {"label": cited(source), "year": str(source.year or ""), "@id": source.url}
    return {key: value for key, value in facts.items() if value}
