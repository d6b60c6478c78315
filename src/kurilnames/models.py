"""What a page holds, as frozen pydantic models: the typed face of an entry, and the shape that pages are held to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, InstanceOf, model_validator

from kurilnames.results import Name, Source

__all__ = ["ENTRY_TYPES", "Article", "Document", "Entry", "NameLine", "Place", "SourceRecord", "Term"]

_NOW = ("official", "used", "variant", "former", "misprint", "discouraged", "etymon")
_THEN = ("official", "former", "used", "variant", "misprint", "discouraged", "etymon")
_OWN = {"ja": "japan", "ru": "russia"}
_DATE = r"^-?\d{4}(-\d{2}(-\d{2})?)?$"

Text = Annotated[str, Field(min_length=1)]
Date = Annotated[str, Field(pattern=_DATE)]
Ids = tuple[Text, ...]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


Listed = BeforeValidator(_tuple)
IdList = Annotated[Ids, Listed]


class NameLine(_Frozen):
    """One name as a page writes it; see `kurilnames.results.Name` for the fields."""

    lang: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?$")]
    text: Text
    kana: Text | None = None
    generic: Text | None = None
    status: Literal["official", "used", "former", "variant", "misprint", "discouraged", "etymon"]
    by: Text | None = None
    source: Annotated[tuple[Text, ...], Listed, Field(min_length=1)]
    certainty: Literal["certain", "stated", "inferred"] = "stated"
    valid_from: Date | None = None
    valid_to: Date | None = None
    decl: Literal["frozen", "none", "m", "f", "n", "pl", "adj", "anim", "surname"] | None = None
    needs: Literal["generic", "company", "introduced"] | None = None
    bare: bool = False
    not_before: IdList = ()
    not_after: IdList = ()
    note: Text | None = None


class SourceRecord(_Frozen):
    """A source as `sources.toml` writes it."""

    title: Text
    publisher: Text | None = None
    year: int | None = None
    url: Annotated[str, Field(pattern=r"^https?://\S+$")] | None = None
    licence: Text | None = None
    seen: Date


class Entry(_Frozen):
    """What a place, a document and a term have in common.

    `same_as` maps the name of another register to this entry's identifier there; `overlaps` and `related` are ids.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    kind: str
    names: tuple[InstanceOf[Name], ...] = ()
    note: Text | None = None
    same_as: Mapping[str, int | str] = Field(default_factory=dict)
    overlaps: IdList = ()
    related: IdList = ()

    def name(self, lang: str, by: str | None = None, at: str | None = None) -> Name | None:
        """The name in a language, the best of its status, or None.

        Args:
            lang: a language tag of the data dictionary (`ja`, `ru`, `en`, ...).
            by: the side whose name is wanted (`japan`, `russia`); a name of neither side serves where it has none.
                Without it Japanese and Russian give each language's own name, other languages, where the sides
                differ, the first in alphabetical order.
            at: an ISO 8601 date or year; former names count when it lies in their time.
        Returns:
            the `Name`, or None.
        Raises:
            ValueError: `at` is no date.
        """
        if at is not None and not re.fullmatch(_DATE, at):
            raise ValueError(f"at must be an ISO 8601 date or year, not {at!r}")
        rank, choices = (_NOW, 3) if at is None else (_THEN, 4)
        best: dict[str | None, Name] = {}
        for name in sorted(self.names, key=lambda name: rank.index(name.status)):
            current = rank.index(name.status) < choices
            wanted = by is None or name.by == by or (name.by is None and current)
            if name.lang == lang and wanted and (at is None or _in_use(name, at)):
                best.setdefault(name.by, name)
        sides = (own, None) if (own := by or _OWN.get(lang)) else (None,)
        return min(
            best.values(),
            key=lambda name: (
                rank.index(name.status) >= choices,
                sides.index(name.by) if name.by in sides else len(sides),
                name.text,
            ),
            default=None,
        )

    def to_dict(self) -> dict[str, Any]:
        """The entry as plain dicts, lists and strings, empty fields left out."""
        bare = self.model_dump(mode="json", exclude={"names"}, exclude_defaults=True)
        names = [{key: value for key, value in name._asdict().items() if value} for name in self.names]
        for name in names:
            name["sources"] = [source.id for source in name.get("sources", ())]
        return {"id": self.id, "kind": self.kind, **bare, "names": names}

    def __str__(self) -> str:
        return self.id

    def __hash__(self) -> int:
        return hash((self.kind, self.id))


def _in_use(name: Name, at: str) -> bool:
    """Whether a name's years hold a date; an unknown year holds every date."""
    begun = name.valid_from is None or name.valid_from[: len(at)] <= at
    over = name.valid_to is not None and name.valid_to < at[: len(name.valid_to)]
    return begun and not over


class Place(Entry):
    """A geographical feature, settlement, district or area; `point` is (latitude, longitude) in degrees WGS 84."""

    kind: Literal["place"] = "place"
    type: Text
    point: Annotated[tuple[float, float], Listed] | None = None
    point_source: Text | None = None
    point_precision: Text | None = None
    part_of: IdList = ()
    named_after: Text | None = None
    admin: Mapping[str, IdList] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _point_is_on_earth(self) -> Place:
        if self.point and not (-90 <= self.point[0] <= 90 and -180 <= self.point[1] <= 180):
            raise ValueError("point must be [latitude, longitude] in degrees")
        if bool(self.point) != bool(self.point_source):
            raise ValueError("point and point_source stand together: give both or neither")
        return self


class Article(_Frozen):
    """An article of a document and what it is about."""

    article: Text
    subject: Text


class Document(Entry):
    """A treaty, declaration, note or law; `signed` and `in_force` are ISO 8601 dates, `parties` ids of places."""

    kind: Literal["document"] = "document"
    type: Text
    signed: Date | None = None
    signed_note: Text | None = None
    in_force: Date | None = None
    place: Text | None = None
    parties: IdList = ()
    references: IdList = ()
    articles: Annotated[tuple[Article, ...], Listed] = ()
    islands: IdList = ()
    sources: Annotated[tuple[InstanceOf[Source], ...], Listed] = ()


class Term(Entry):
    """A word or phrase, a body, a person or an event.

    `category` says which, `preferred` who prefers what, `not_same_as` which terms it must not be swapped with (ids).
    """

    kind: Literal["term"] = "term"
    category: Text
    preferred: Mapping[str, Text] = Field(default_factory=dict)
    not_same_as: IdList = ()
    sources: Annotated[tuple[InstanceOf[Source], ...], Listed] = ()


ENTRY_TYPES: dict[str, type[Entry]] = {"place": Place, "document": Document, "term": Term}
