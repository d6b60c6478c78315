"""Glossaries as Excel workbooks."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING

from kurilnames.export.remarks import definition
from kurilnames.export.to.glossaries import COLUMNS, LANGUAGES, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kurilnames.export.concepts import Concept, Term
    from kurilnames.export.job import Job

__all__ = ["crowdin", "multiterm", "phrase", "xlsx"]

_SHORTEST_STEM = 3
# A workbook says when it was made: always on the same day, so that the same data gives the same bytes.
_MADE = datetime(2000, 1, 1)


def xlsx(job: Job) -> bytes:
    """Every term on a row, with all that its page says: it can be read back."""
    return _workbook(job, (COLUMNS, *rows_of(job)))


def multiterm(job: Job) -> bytes:
    """MultiTerm and Trados: a row an entry, synonyms parted by |, labels as the fields of a termbase."""
    langs = job.langs or ("en", "ja", "ru")
    header = ("Entry", *(LANGUAGES.get(lang, lang) for lang in langs), "Definition")
    rows = (
        (concept.entry.id, *("|".join(concept.texts(lang)) for lang in langs), definition(concept))
        for concept in job.concepts
        if concept.joins(langs)
    )
    return _workbook(job, (header, *rows))


def phrase(job: Job) -> bytes:
    """Phrase TMS: a row a term of a concept; | after the stem of a term that declines."""
    rows = (
        (concept.entry.id, term.lang, _stemmed(term), term.standing == "preferred", term.standing == "deprecated")
        for concept in job.concepts
        for term in _once(concept)
    )
    return _workbook(job, (("Concept ID", "Language", "Term", "Preferred", "Forbidden"), *rows))


def _once(concept: Concept) -> Iterator[Term]:
    """The terms of a concept, each text of a language once."""
    for lang in dict.fromkeys(term.lang for term in concept.terms):
        yield from concept.once(lang)


def _stemmed(term: Term) -> str:
    """Малокурильск|ое: what stays the same in every case before the mark, as far as it is a stem."""
    if term.lang != "ru" or " " in term.text:
        return term.text
    stem = term.text
    while not all(form.startswith(stem) for form in term.forms):
        stem = stem[:-1]
    if len(stem) < _SHORTEST_STEM or len(term.forms) == 1:
        return term.text
    return f"{stem}|{term.text[len(stem) :]}"


def crowdin(job: Job) -> bytes:
    """Crowdin: a row a term of a concept, with its definition and status."""
    states = {"preferred": "preferred", "admitted": "admitted", "deprecated": "not recommended"}
    rows = (
        (concept.entry.id, term.lang, term.text, definition(concept), "proper noun", states[term.standing])
        for concept in job.concepts
        for term in _once(concept)
    )
    header = ("Concept ID", "Language", "Term", "Definition", "Part of speech", "Status")
    return _workbook(job, (header, *rows))


def _workbook(job: Job, rows: Iterable[Sequence[str | bool]]) -> bytes:
    from xlsxwriter import Workbook

    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "Names of the Kuril Islands", "comments": job.credit, "created": _MADE})
    sheet = book.add_worksheet("terms")
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, bool):
                sheet.write_boolean(number, column, cell)
            elif cell:
                sheet.write_string(number, column, cell)
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()
