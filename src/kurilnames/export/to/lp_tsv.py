"""LP-TSV 0.5: a line a place, for the World Historical Gazetteer, without quotation marks around its cells.

There is no column of country codes. `start`, which its schema wants in every line, is the year of the first source
here that names the place; `attestation_year` the year of the title's source, or that in which it was seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kurilnames.export.places import cited, first_year, title_of, titled_places
from kurilnames.export.to.lpf import LINKS, TYPES
from kurilnames.results import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kurilnames.export.job import Job
    from kurilnames.export.places import Titled
    from kurilnames.models import Place

__all__ = ["COLUMNS", "lp_tsv"]

COLUMNS = (
    "id title title_source title_uri fclasses types aat_types attestation_year start matches variants "
    "parent_name parent_id lon lat geo_source geo_id description"
).split()


def lp_tsv(job: Job) -> Iterator[str]:
    """A header and a line a place."""
    yield _line(COLUMNS)
    sources = {source.id: source for source in job.gazetteer.sources}
    for each in titled_places(job):
        row = {
            **_named(each),
            **_dated(each),
            **_positioned(each.place, sources),
            **_parent(job, each.place),
        }
        yield _line([row.get(column, "") for column in COLUMNS])


def _line(cells: list[str]) -> str:
    return "\t".join(" ".join(cell.split()) for cell in cells) + "\n"


def _named(each: Titled) -> dict[str, str]:
    place = each.place
    variants = dict.fromkeys(f"{name.text}@{name.lang}" for name in place.names if name.text != each.title)
    feature_class, _, concept = TYPES[place.type].partition(" ")
    return {
        "id": place.id,
        "title": each.title,
        "fclasses": feature_class,
        "types": place.type,
        "aat_types": concept,
        "matches": ";".join(filter(None, map(_alias, sorted(place.same_as.items())))),
        "variants": ";".join(variants),
        "description": place.note or "",
    }


def _alias(known: tuple[str, int | str]) -> str:
    """An identifier in one of the registers for which the format has an alias: gn:2124018."""
    link = LINKS.get(known[0], "").format(known[1])
    return "" if link.startswith("http") else link


def _dated(each: Titled) -> dict[str, str]:
    source = _title_source(each)
    year = str(source.year) if source.year else (source.seen or "")[:4]
    return {
        "title_source": cited(source),
        "title_uri": source.url or "",
        "attestation_year": year,
        "start": first_year(each.place),
    }


def _title_source(each: Titled) -> Source:
    """The first source of the longest name that the title is made of."""
    sourced = [name for name in each.place.names if name.sources]
    made_of = [name for name in sourced if name.text in each.title] or sourced
    return max(made_of, key=lambda name: len(name.text)).sources[0] if made_of else Source("", "kurilnames")


def _positioned(place: Place, sources: dict[str, Source]) -> dict[str, str]:
    if not place.point or not place.point_source:
        return {}
    source = sources[place.point_source]
    lat, lon = place.point
    return {"lon": str(lon), "lat": str(lat), "geo_source": cited(source), "geo_id": source.url or ""}


def _parent(job: Job, place: Place) -> dict[str, str]:
    """The first whole that has an address on the web, which the format wants beside its name."""
    for id in place.part_of:
        known = job.gazetteer.get(id).same_as.get("geonames")
        if known:
            name = title_of(job, id)
            return {"parent_name": name, "parent_id": f"https://www.geonames.org/{known}"}
    return {}
