"""KML 2.2: a placemark a place, in a folder for each type."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from kurilnames.export.places import cited, credit, titled_places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kurilnames.export.job import Job
    from kurilnames.export.places import Titled
    from kurilnames.results import Name

__all__ = ["kml"]

_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2">
<Document>
<name>kurilnames</name>
<description>{credit}</description>
"""


def kml(job: Job) -> Iterator[str]:
    """Placemarks in folders by type; a place without a known position has no point."""
    yield _HEAD.format(credit=escape(credit(job.gazetteer)))
    folders: dict[str, list[Titled]] = {}
    for each in titled_places(job):
        folders.setdefault(each.place.type, []).append(each)
    for type, places in sorted(folders.items()):
        yield f"<Folder>\n<name>{escape(type)}</name>\n"
        yield from map(_placemark, places)
        yield "</Folder>\n"
    yield "</Document>\n</kml>\n"


def _placemark(each: Titled) -> str:
    place = each.place
    facts = {"id": place.id, "type": place.type, "point_precision": place.point_precision}
    facts |= {f"name_{lang}": text for lang, text in sorted(each.titles.items())}
    data = "".join(
        f'<Data name="{key}"><value>{escape(value)}</value></Data>\n' for key, value in facts.items() if value
    )
    point = f"<Point><coordinates>{place.point[1]},{place.point[0]}</coordinates></Point>\n" if place.point else ""
    return (
        f'<Placemark id="place-{place.id}">\n<name>{escape(each.title)}</name>\n'
        f"<description>{escape(_description(each))}</description>\n"
        f"<ExtendedData>\n{data}</ExtendedData>\n{point}</Placemark>\n"
    )


def _description(each: Titled) -> str:
    """A list of the names in HTML, which readers of KML show in a balloon."""
    note = f"<p>{escape(each.place.note)}</p>\n" if each.place.note else ""
    return f"{note}<ul>\n{''.join(map(_item, each.place.names))}</ul>"


def _item(name: Name) -> str:
    years = f"{name.valid_from or ''}-{name.valid_to or ''}" if name.valid_from or name.valid_to else ""
    facts = ", ".join(filter(None, (name.lang, name.generic, name.kana, name.status, name.by, years, name.note)))
    sources = "; ".join(map(cited, name.sources))
    return f"<li><b>{escape(name.text)}</b> ({escape(facts)}): {escape(sources)}</li>\n"
