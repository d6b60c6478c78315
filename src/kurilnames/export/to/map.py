"""A map to look at: one page that needs no network, with land and no boundary, a search box, all names and sources."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from kurilnames.advising import side_of
from kurilnames.conventions import Convention
from kurilnames.export.places import credit, titled_places, titles
from kurilnames.fold import OLD_KANJI, key
from kurilnames.gazetteer import FORMS
from kurilnames.writing import with_generic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kurilnames.export.job import Job
    from kurilnames.gazetteer import Gazetteer
    from kurilnames.models import Place
    from kurilnames.results import Name, Source

__all__ = ["map_page"]

_EDGE = (136.1, 39.1, 165.9, 54.9)  # just inside the coastline's, so that the line where it is cut is never seen
_VIEW = (144.0, 42.0, 158.0, 52.0)  # what is seen at first; both are west, south, east and north, in degrees

_IN_USE = frozenset({"official", "used", "variant"})
_SOURCE = ("title", "publisher", "year", "url")


def map_page(job: Job) -> str:
    """The page, whose labels are at first in the language and as the convention of the job has them.

    Raises:
        ValueError: the page does not speak that language.
    """
    gazetteer, convention, lang = job.gazetteer, job.convention, job.target or "en"
    folder = files("kurilnames.export") / "page"
    words = json.loads((folder / "words.json").read_text("utf-8"))
    if lang not in words:
        raise ValueError(f"the map speaks {', '.join(sorted(words))}, not {lang!r}")
    page = (folder / "map.html").read_text("utf-8")
    data = {**_data(job), "words": _words(words, gazetteer, convention), "lang": lang}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/").replace("<!", "<\\u0021")
    for part, content in (
        ("style", (folder / "map.css").read_text("utf-8").rstrip()),
        ("script", (folder / "map.js").read_text("utf-8").rstrip()),
        ("data", text),
    ):
        before, mark, after = page.partition(f"@@{part}@@")
        page = before + content + after if mark else page
    return page


def _words(words: Mapping[str, Any], gazetteer: Gazetteer, convention: Convention) -> Mapping[str, Any]:
    """What the page says, with the name of a house's own convention among those to choose from."""
    for table in words.values():
        if convention.id not in gazetteer.conventions:
            table["conventions"][convention.id] = convention.id or "own"
    return words


def _data(job: Job) -> dict[str, Any]:
    gazetteer, convention = job.gazetteer, job.convention
    titled = list(titled_places(job))
    shown = [each.place for each in titled]
    others = {id: Convention.read(id, gazetteer) for id in sorted(gazetteer.conventions) if id != convention.id}
    sources = _Sources(gazetteer.sources)
    rows = {place.id: number for number, place in enumerate(shown)}
    places = [
        _place(each.place, rows, sources)
        | {"titles": {convention.id: each.titles, **_titles(gazetteer, others, each.place.id)}}
        for each in titled
    ]
    return {
        "edge": _EDGE,
        "view": _VIEW,
        "convention": convention.id,
        "places": places,
        "sources": sources.used,
        "keys": _keys(gazetteer, shown),
        "kanji": {old: new for old, new in zip(OLD_KANJI[::2], OLD_KANJI[1::2], strict=True) if old != new},
        "land": json.loads(gazetteer.section("coastline")),
        "credit": credit(gazetteer),
    }


class _Sources:
    """The sources that a page names, each once, by its number there."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self.all = {source.id: source for source in sources}
        self.used: list[dict[str, Any]] = []
        self._numbers: dict[str, int] = {}

    def number(self, id: str) -> int:
        if id not in self._numbers:
            self._numbers[id] = len(self.used)
            facts = self.all[id]._asdict()
            self.used.append({field: facts[field] for field in _SOURCE if facts[field]})
        return self._numbers[id]


def _titles(gazetteer: Gazetteer, others: Mapping[str, Convention], id: str) -> dict[str, dict[str, str]]:
    number = gazetteer.number(id)
    return {other: titles(gazetteer, convention, number) for other, convention in others.items()}


def _place(place: Place, rows: Mapping[str, int], sources: _Sources) -> dict[str, Any]:
    facts = {
        "id": place.id,
        "type": place.type,
        "point": place.point,
        "precision": place.point_precision,
        "pointSource": sources.number(place.point_source) if place.point_source else None,
        "note": place.note,
    }
    return {key: value for key, value in facts.items() if value is not None} | {
        "side": _side(place),
        "parts": [rows[id] for id in place.part_of if id in rows],
        "names": [_name(name, sources) for name in place.names],
    }


def _side(place: Place) -> str:
    """Whose names in use a place bears: `both`, `japan`, `russia`, or `neither` in particular."""
    sides = {side_of(name) for name in place.names if name.status in _IN_USE} - {None}
    return "both" if len(sides) > 1 else next(iter(sides), None) or "neither"


def _name(name: Name, sources: _Sources) -> dict[str, Any]:
    facts = {
        "text": name.text,
        "lang": name.lang,
        "generic": name.generic,
        "kana": name.kana,
        "status": name.status,
        "by": name.by,
        "certainty": name.certainty,
        "from": name.valid_from,
        "to": name.valid_to,
        "note": name.note,
    }
    numbers = [sources.number(source.id) for source in name.sources]
    return {key: value for key, value in facts.items() if value} | {"sources": numbers}


def _keys(gazetteer: Gazetteer, shown: Iterable[Place]) -> list[str]:
    """The folded forms of the names, romanizations and case forms among them: a key, a tab, the places' numbers."""
    rows = {gazetteer.number(place.id): number for number, place in enumerate(shown)}
    found: dict[str, set[int]] = {}
    for folded in gazetteer.index.table:
        for packed in gazetteer.index.get(folded):
            entry = gazetteer.entry_of(packed // FORMS)
            if entry in rows:
                found.setdefault(folded, set()).add(rows[entry])
    for folded, row in _composed(gazetteer, rows):
        found.setdefault(folded, set()).add(row)
    return [f"{folded}\t{' '.join(map(str, sorted(numbers)))}" for folded, numbers in sorted(found.items())]


def _composed(gazetteer: Gazetteer, rows: Mapping[int, int]) -> Iterator[tuple[str, int]]:
    """Names with their generics and readings, which the index makes when it is asked."""
    for entry, row in rows.items():
        for name in gazetteer.names(entry):
            yield key(with_generic(gazetteer, name)), row
            if name.kana:
                yield key(name.kana.replace("|", "")), row
