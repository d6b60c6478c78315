"""Places as gazetteers and maps show them: titles as a convention writes them, sources in words, the first year."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kurilnames.errors import LookupFailed
from kurilnames.export.attribution import PUBLIC, licensed
from kurilnames.results import MAIN
from kurilnames.writing import write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kurilnames.conventions import Convention
    from kurilnames.export.job import Job
    from kurilnames.gazetteer import Gazetteer
    from kurilnames.models import Entry, Place
    from kurilnames.results import Source

__all__ = ["BASE", "Titled", "cited", "credit", "first_year", "title", "title_of", "titled_places", "titles"]

BASE = "urn:kurilnames:"
_CREDIT = "Names from kurilnames, by the kurilnames authors, CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)"


class Titled(NamedTuple):
    """A place, its title, and its names by language, each as a convention writes it, with its generic."""

    place: Place
    title: str
    titles: dict[str, str]


def titled_places(job: Job) -> Iterator[Titled]:
    """The places that a job wants, in the order of their ids; look-alikes only where their type is asked for.

    Raises:
        ValueError: the job wants another kind.

    >>> from kurilnames.conventions import Convention
    >>> from kurilnames.export.job import Job
    >>> from kurilnames.gazetteer import default
    >>> from kurilnames.matching import Filter
    >>> only = Filter(within="kunashir-kunashiri", type="island")
    >>> [place.title for place in titled_places(Job(default(), Convention.read("dual", default()), filter=only))][:1]
    ['Kunashir/Kunashiri Island']
    """
    if job.filter.kind not in (None, "place"):
        raise ValueError(f"this format holds places, no entries of the kind {job.filter.kind!r}: leave the kind out")
    gazetteer = job.gazetteer
    for entry in sorted(gazetteer.numbers.values(), key=gazetteer.id_of):
        lookalike = gazetteer.type(entry) == "lookalike" != job.filter.type
        if gazetteer.kind(entry) == "place" and job.admits(entry) and not lookalike:
            written = titles(gazetteer, job.convention, entry)
            place: Place = gazetteer.open(entry)  # type: ignore[assignment]
            yield Titled(place, title(place, written, job.target), written)


def titles(gazetteer: Gazetteer, convention: Convention, entry: int) -> dict[str, str]:
    """How a convention writes an entry in Japanese, Russian and English, where a source attests it."""
    found = {}
    for lang in MAIN:
        try:
            found[lang] = write(gazetteer, entry, lang, convention, generic=True)
        except LookupFailed:
            continue
    return found


def title(entry: Entry, written: dict[str, str], lang: str | None) -> str:
    """What to call an entry in a language: as it is written there, else in another, else by its id."""
    texts = (written.get(each or "") for each in (lang, "en", *MAIN))
    return next(filter(None, texts), None) or next((name.text for name in entry.names), entry.id)


def title_of(job: Job, id: str) -> str:
    """What to call an entry, by its id."""
    written = titles(job.gazetteer, job.convention, job.gazetteer.number(id))
    return title(job.gazetteer.get(id), written, job.target)


def cited(source: Source) -> str:
    """A source on one line.

    >>> from kurilnames.results import Source
    >>> cited(Source("g", "Gazetteer of Japan", "GSI", 2021))
    'Gazetteer of Japan, GSI (2021)'
    """
    work = ", ".join(filter(None, (source.title, source.publisher)))
    return f"{work} ({source.year})" if source.year else work


def credit(gazetteer: Gazetteer) -> str:
    """The line that goes with an export: whom to credit, and the works used under a licence."""
    works = sorted({f"{s.title} ({s.licence})" for s in licensed(gazetteer.sources) if s.licence != PUBLIC})
    return f"{_CREDIT}, data {gazetteer.data_version}. They draw on {'; '.join(works)}."


def first_year(entry: Entry) -> str:
    """The earliest year in which a source or a date shows an entry under one of its names; empty without any."""
    years = [str(source.year) for name in entry.names for source in name.sources if source.year]
    years += [name.valid_from[:4] for name in entry.names if name.valid_from and name.valid_from[0] != "-"]
    seen = [source.seen[:4] for name in entry.names for source in name.sources if source.seen]
    return min((year.zfill(4) for year in years or seen), default="")
