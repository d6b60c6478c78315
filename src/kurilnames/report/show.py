"""An entry as text for a person: names with their sources, dates, parties, articles, relations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kurilnames.models import Document, Entry, Place, Term
from kurilnames.report.dates import written_date
from kurilnames.report.names import in_three
from kurilnames.writing import with_generic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kurilnames.gazetteer import Gazetteer
    from kurilnames.results import Name

__all__ = ["shown"]

_LANGUAGES = ("en", "ja", "ru")


def shown(entry: Entry, gazetteer: Gazetteer) -> str:
    """All about an entry, a fact a line.

    Args:
        entry: the entry.
        gazetteer: where the names of what it refers to are.
    Returns:
        lines of text, the last one ended.
    """
    return "\n".join([*_head(entry), *_facts(entry, gazetteer), *_names(entry, gazetteer), *_sources(entry)]) + "\n"


def _head(entry: Entry) -> Iterator[str]:
    what = getattr(entry, "type", None) or getattr(entry, "category", "")
    yield f"{entry.id}  ({entry.kind}: {what})"


def _facts(entry: Entry, gazetteer: Gazetteer) -> Iterator[str]:
    if isinstance(entry, Place):
        yield from _place(entry, gazetteer)
    elif isinstance(entry, Document):
        yield from _document(entry, gazetteer)
    elif isinstance(entry, Term):
        yield from (_line(f"preferred by {side}", text) for side, text in sorted(entry.preferred.items()))
        yield from _list("not the same as", entry.not_same_as, gazetteer)
    yield from _list("overlaps", entry.overlaps, gazetteer)
    yield from _list("related", entry.related, gazetteer)
    if entry.same_as:
        yield _line("same as", ", ".join(f"{register} {id}" for register, id in sorted(entry.same_as.items())))
    if entry.note:
        yield _line("note", entry.note)


def _place(place: Place, gazetteer: Gazetteer) -> Iterator[str]:
    if place.point:
        precision = f", {place.point_precision}" if place.point_precision else ""
        yield _line("point", f"{place.point[0]}, {place.point[1]} (WGS 84{precision}; {place.point_source})")
    yield from _list("part of", place.part_of, gazetteer)
    if place.named_after:
        yield from _list("named after", (place.named_after,), gazetteer)
    for side, ids in sorted(place.admin.items()):
        yield from _list(f"administered, {side}", ids, gazetteer)


def _document(document: Document, gazetteer: Gazetteer) -> Iterator[str]:
    for lang in sorted(_LANGUAGES):
        if name := document.name(lang):
            date = f"  {written_date(document.signed, lang)}" if document.signed else ""
            yield _line(f"title, {lang}", name.text + date)
    if document.signed_note:
        yield _line("date", document.signed_note)
    if document.in_force:
        yield _line("in force", " = ".join(written_date(document.in_force, lang) for lang in _LANGUAGES))
    if document.place:
        yield from _list("signed at", (document.place,), gazetteer)
    yield from _list("parties", document.parties, gazetteer)
    yield from _list("islands", document.islands, gazetteer)
    for article in document.articles:
        yield _line(f"article {article.article}", article.subject)
    for reference in document.references:
        yield _line("reference", reference)


def _line(label: str, text: str) -> str:
    return f"  {label}: {text}"


def _list(label: str, ids: Iterable[str], gazetteer: Gazetteer) -> Iterator[str]:
    for id in ids:
        yield _line(label, f"{in_three(gazetteer, id)} [{id}]" if id in gazetteer.numbers else id)


def _names(entry: Entry, gazetteer: Gazetteer) -> Iterator[str]:
    yield "  names:"
    for name in entry.names:
        yield f"    {name.lang:8}{with_generic(gazetteer, name)}  {_remarks(name)}"


def _remarks(name: Name) -> str:
    years = f"{name.valid_from or ''}–{name.valid_to or ''}" if name.valid_from or name.valid_to else ""
    said = (
        f"[{name.kana}]" if name.kana else "",
        name.status,
        f"by {name.by}" if name.by else "",
        years,
        name.certainty if name.certainty != "stated" else "",
        f"({', '.join(source.id for source in name.sources) or 'no source'})",
        f"— {name.note}" if name.note else "",
    )
    return " ".join(filter(None, said))


def _sources(entry: Entry) -> Iterator[str]:
    cited = {source.id: source for name in entry.names for source in name.sources}
    cited |= {source.id: source for source in getattr(entry, "sources", ())}
    if cited:
        yield "  sources:"
    for id in sorted(cited):
        source = cited[id]
        parts = (source.title, source.publisher, str(source.year or ""), source.url)
        yield f"    {id}: {', '.join(filter(None, parts))}"
