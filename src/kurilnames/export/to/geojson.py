"""GeoJSON (RFC 7946): a feature a place, its names with their sources among the properties."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kurilnames.export.places import cited, credit, titled_places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kurilnames.export.job import Job
    from kurilnames.export.places import Titled
    from kurilnames.results import Name, Source

__all__ = ["geojson"]

_LEFT_OUT = frozenset({"sources", "decl", "needs", "bare", "not_before", "not_after"})


def geojson(job: Job) -> Iterator[str]:
    """A FeatureCollection; a place without a known position has no geometry, and none has a country code."""
    head = {"type": "FeatureCollection", "attribution": credit(job.gazetteer), "convention": job.convention.id}
    yield _json(head)[:-1] + ', "features": [\n'
    sources = {source.id: source for source in job.gazetteer.sources}
    between = ""
    for each in titled_places(job):
        yield between + _json(_feature(each, sources))
        between = ",\n"
    yield "\n]}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _feature(each: Titled, sources: dict[str, Source]) -> dict[str, Any]:
    place = each.place
    point = place.point and {"type": "Point", "coordinates": [place.point[1], place.point[0]]}
    properties = {
        "id": place.id,
        "title": each.title,
        "type": place.type,
        **{f"name_{lang}": each.titles.get(lang) for lang in ("en", "ja", "ru")},
        "part_of": list(place.part_of),
        "admin_ja": list(place.admin.get("ja", ())),
        "admin_ru": list(place.admin.get("ru", ())),
        "same_as": dict(place.same_as),
        "point_source": cited(sources[place.point_source]) if place.point_source else None,
        "point_precision": place.point_precision,
        "note": place.note,
        "names": [_name(name) for name in place.names],
    }
    return {"type": "Feature", "id": place.id, "geometry": point, "properties": properties}


def _name(name: Name) -> dict[str, Any]:
    facts = {key: value for key, value in name._asdict().items() if value and key not in _LEFT_OUT}
    return {**facts, "sources": [_source(source) for source in name.sources]}


def _source(source: Source) -> dict[str, Any]:
    facts = {"title": source.title, "publisher": source.publisher, "year": source.year, "url": source.url}
    return {key: value for key, value in facts.items() if value}
