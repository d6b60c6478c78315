"""TBX: version 3 (ISO 30042:2019, TBX-Basic, DCA), and version 2, which OmegaT, Weblate and translate-toolkit read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from kurilnames.export.paging import head_of, line_of, words
from kurilnames.export.remarks import definition, usage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kurilnames.export.concepts import Concept, Term
    from kurilnames.export.job import Job

__all__ = ["tbx", "tbx2"]

_STANDINGS = {
    "preferred": "preferredTerm-admn-sts",
    "admitted": "admittedTerm-admn-sts",
    "deprecated": "deprecatedTerm-admn-sts",
}
_OLD = "supersededTerm-admn-sts"
_FIELDS = {"place": "geography", "document": "international law", "term": "terminology"}


class _Tags(NamedTuple):
    """What a version calls its elements."""

    head: str
    header: str
    tail: str
    concept: str
    lang: str
    term: str


_V3 = _Tags(
    '<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">',
    "tbxHeader",
    "</tbx>",
    "conceptEntry",
    "langSec",
    "termSec",
)
_V2 = _Tags('<martif type="TBX-Basic" xml:lang="en">', "martifHeader", "</martif>", "termEntry", "langSet", "tig")


def tbx(job: Job) -> Iterator[str]:
    """TBX-Basic 3, in the DCA style."""
    return _file(job, _V3)


def tbx2(job: Job) -> Iterator[str]:
    """TBX-Basic 2."""
    return _file(job, _V2)


def _file(job: Job, tags: _Tags) -> Iterator[str]:
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n{tags.head}\n'
    yield f"<{tags.header}><fileDesc><titleStmt><title>Names of the Kuril Islands</title></titleStmt>"
    yield f"<sourceDesc><p>{escape(job.credit)}</p></sourceDesc></fileDesc></{tags.header}>\n<text><body>\n"
    for concept in job.concepts:
        yield from _concept(concept, tags)
    yield f"</body></text>\n{tags.tail}\n"


def _concept(concept: Concept, tags: _Tags) -> Iterator[str]:
    entry = concept.entry
    yield f"<{tags.concept} id={quoteattr(entry.id)}>\n"
    yield f'<descrip type="subjectField">{_FIELDS[entry.kind]}</descrip>\n'
    yield f'<descrip type="definition">{escape(definition(concept))}</descrip>\n'
    yield f"<note>{escape(words(head_of(entry)))}</note>\n"
    for lang in dict.fromkeys(term.lang for term in concept.terms):
        yield f'<{tags.lang} xml:lang="{lang}">\n'
        yield from (_term(term, tags) for term in concept.of(lang))
        yield f"</{tags.lang}>\n"
    yield f"</{tags.concept}>\n"


def _term(term: Term, tags: _Tags) -> str:
    name = term.name
    old = name.status == "former" and term.standing == "deprecated"
    standing = _OLD if old else _STANDINGS[term.standing]
    notes = {"partOfSpeech": "noun", "administrativeStatus": standing, "geographicalUsage": usage(name)}
    said = "".join(f'<termNote type="{kind}">{escape(text)}</termNote>' for kind, text in notes.items() if text)
    sources = "; ".join(source.title for source in name.sources)
    return (
        f"<{tags.term}><term>{escape(term.text)}</term>{said}"
        f'<admin type="source">{escape(sources)}</admin><note>{escape(words(line_of(name)))}</note></{tags.term}>\n'
    )
