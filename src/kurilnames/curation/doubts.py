"""Warnings: what is rarely right, though no rule forbids it, and the notes that answer them."""

from __future__ import annotations

import re
from collections import defaultdict
from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING, NamedTuple

from kurilnames.curation.data import Data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from kurilnames.curation.data import Record
    from kurilnames.models import NameLine

__all__ = ["DOUBTS", "Doubt", "distance", "doubts", "warnings"]

DOUBTS = {
    "reading": "a Japanese name of Japan's side has kanji and no reading",
    "position": "a point lies outside the region, or far from the island that the place is part of",
    "homonym": "the same Japanese and Russian names stand on two pages of one type",
    "official": "one side has two official names in one language at the same time",
    "written": "no Japanese, Russian or English name that could be written: only others', misprints and inferred ones",
}
_KANJI = re.compile("[々〇㐀-䶿一-鿿豈-\ufaff]")
_REGION = ((43.0, 51.2), (145.0, 157.5))
_WIDE = frozenset({"ocean", "sea", "trench"})
_ISLANDS = frozenset({"island", "islet", "rock"})
_FAR, _ENOUGH = 60, 4
_EARTH = 6371.0

_Point = tuple[float, float]


class Doubt(NamedTuple):
    """One warning: where, which rule of `DOUBTS`, what; `answer` is the note that has the rule's word, if there is one.

    >>> print(Doubt("data/places/x.toml", 3, "reading", "'国後' has no reading"))
    data/places/x.toml:3: reading: warning: '国後' has no reading
    """

    path: str
    line: int
    rule: str
    text: str
    answer: str | None = None

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule}: warning: {self.text}"


def warnings(folder: Path) -> tuple[Doubt, ...]:
    """What in a data folder deserves a second look.

    Args:
        folder: the data folder.
    Returns:
        every warning, answered or not, sorted by path and line.

    >>> from pathlib import Path
    >>> warnings(Path("no folder"))
    ()
    """
    return doubts(Data(folder))


def doubts(data: Data) -> tuple[Doubt, ...]:
    """What in data that has been read deserves a second look; see `warnings`."""
    records = data.records
    found = [*_readings(records), *_positions(records), *_homonyms(records), *_officials(records), *_unwritten(records)]
    return tuple(sorted(set(found)))


def _doubt(record: Record, rule: str, text: str, *, key: str = "id", name: int | None = None) -> Doubt:
    """A warning with the note that answers it, on the name or the page: it has the rule's word and is no mere guess."""
    notes = (record.lines[name].note if name is not None else None, record.entry.note)
    answer = next((note for note in notes if note and rule in note.lower() and "guessed" not in note), None)
    return Doubt(record.page.path, record.page.line(key, name), rule, text, answer)


def _readings(records: Iterable[Record]) -> Iterator[Doubt]:
    for record in records:
        read = {line.text for line in record.lines if line.kana}
        for number, line in enumerate(record.lines):
            ours = line.lang == "ja" and line.by == "japan" and line.status in ("official", "used")
            if ours and line.text not in read and _KANJI.search(line.text):
                yield _doubt(record, "reading", f"{line.text!r} has kanji and no kana: copy its reading", name=number)


def _positions(records: Sequence[Record]) -> Iterator[Doubt]:
    points = {record.entry.id: record.page.table["point"] for record in records if "point" in record.page.table}
    islands = {record.entry.id for record in records if record.page.table.get("type") in _ISLANDS} & points.keys()
    away: dict[str, dict[str, float]] = defaultdict(dict)
    for record in records:
        if record.entry.id in points:
            for island in islands.intersection(record.page.table.get("part_of", ())):
                away[island][record.entry.id] = distance(points[record.entry.id], points[island])
    for record in records:
        id, table = record.entry.id, record.page.table
        if id not in points or "/around/" in record.page.path:
            continue
        if table["type"] not in _WIDE and not _inside(points[id]):
            yield _doubt(record, "position", f"{points[id]} lies outside the region", key="point")
        for island in islands.intersection(table.get("part_of", ())):
            others = [far for other, far in away[island].items() if other != id]
            if away[island][id] > _limit(others):
                text = f"{points[id]} lies {away[island][id]:.0f} km from the point of {island}"
                yield _doubt(record, "position", text, key="point")


def _limit(others: Sequence[float]) -> float:
    """How many kilometres from an island's point are too many: more than the rest of its places lead to expect."""
    return 1.25 * max(others) + 5 if len(others) >= _ENOUGH else _FAR


def _inside(point: _Point) -> bool:
    return all(low <= value <= high for value, (low, high) in zip(point, _REGION, strict=True))


def distance(one: _Point, other: _Point) -> float:
    """The kilometres between two points on the globe.

    >>> round(distance((44.0, 146.0), (45.0, 146.0)))
    111
    """
    (lat, lon), (lat_, lon_) = (tuple(map(radians, point)) for point in (one, other))
    half = sin((lat_ - lat) / 2) ** 2 + cos(lat) * cos(lat_) * sin((lon_ - lon) / 2) ** 2
    return 2 * _EARTH * asin(sqrt(half))


def _homonyms(records: Iterable[Record]) -> Iterator[Doubt]:
    bearers: dict[tuple[str | None, ...], dict[str, Record]] = defaultdict(dict)
    for record in records:
        type_ = record.page.table.get("type") or record.page.table.get("category")
        for japanese in _texts(record.lines, "ja"):
            for russian in _texts(record.lines, "ru"):
                bearers[record.entry.kind, type_, japanese, russian][record.entry.id] = record
    for (_, _, *pair), found in bearers.items():
        for id, record in found.items():
            others = ", ".join(other for other in found if other != id)
            if others:
                yield _doubt(record, "homonym", f"{pair[0]} and {pair[1]} stand on {others} too", key="names")


def _texts(lines: Iterable[NameLine], lang: str) -> set[str]:
    return {line.text for line in lines if line.lang == lang}


def _officials(records: Iterable[Record]) -> Iterator[Doubt]:
    for record in records:
        seen: dict[tuple[str | None, str], str] = {}
        for number, line in enumerate(record.lines):
            if line.status != "official" or line.valid_from or line.valid_to:
                continue
            first = seen.setdefault((line.by, line.lang), line.text)
            if first != line.text:
                text = f"{line.text!r} and {first!r} are both official: give dates, or make one a variant"
                yield _doubt(record, "official", text, name=number)


def _unwritten(records: Iterable[Record]) -> Iterator[Doubt]:
    for record in records:
        if record.entry.kind == "place" and not any(map(_writable, record.lines)):
            yield _doubt(record, "written", "no Japanese, Russian or English name that is attested", key="names")


def _writable(line: NameLine) -> bool:
    spurious = line.status in ("misprint", "etymon") or line.certainty == "inferred"
    return line.lang in ("ja", "ru", "en") and not spurious
