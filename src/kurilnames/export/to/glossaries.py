"""Glossaries as tables of text, each as one tool reads it."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from kurilnames.export.paging import head_of, line_of, words
from kurilnames.export.remarks import definition, remark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kurilnames.export.concepts import Concept
    from kurilnames.export.job import Job, Pair

__all__ = ["COLUMNS", "LANGUAGES", "UNSEEN", "aws", "deepl", "google", "memoq", "omegat", "rows_of", "table", "utx"]

UNSEEN = "written after the tool's documents, not verified against the tool"
_LONGEST = 1024
_AMAZONS = {"zh-Hans": "zh", "zh-Hant": "zh-TW"}
_STATES = {"preferred": "approved", "admitted": "provisional", "deprecated": "forbidden"}
LANGUAGES = {"en": "English", "ja": "Japanese", "ko": "Korean", "ru": "Russian", "uk": "Ukrainian"}
COLUMNS = (
    "id",
    "lang",
    "text",
    "standing",
    "generic",
    "kana",
    "status",
    "by",
    "certainty",
    "valid_from",
    "valid_to",
    "source",
    "note",
    "line",
    "page",
)


def table(job: Job) -> Iterator[str]:
    """Every term on a row, with all that its page says: it can be read back."""
    yield from _written((COLUMNS, *rows_of(job)))


def rows_of(job: Job) -> Iterator[tuple[str, ...]]:
    """The rows of `table`, in the order of `COLUMNS`; an entry's page stands on its first row."""
    for concept in job.concepts:
        page = words(head_of(concept.entry))
        for term in concept.terms:
            line = line_of(term.name)
            shown = {**line, "text": term.text, "lang": term.lang, "source": " ".join(line["source"])}
            cells = {"id": concept.entry.id, "standing": term.standing, "line": words(line), "page": page, **shown}
            yield tuple(str(cells.get(column, "")) for column in COLUMNS)
            page = ""


def omegat(job: Job) -> Iterator[str]:
    """A glossary of OmegaT: source, target, comment; UTF-8 by its first line and by the extension .txt or .utf8."""
    yield f"# -*- coding: utf-8 -*-\n# {job.credit}\n# {UNSEEN}\n"
    for pair in job.pairs:
        avoid = "".join(f"; not {term.text}" for term in pair.forbidden)
        yield _tabbed(pair.source.text, pair.written, remark(pair.concept, pair.source, *pair.wanted) + avoid)


def utx(job: Job) -> Iterator[str]:
    """A glossary of UTX: tabs, no byte order mark, its header in lines that begin with #."""
    yield f"#UTX 1.20; {job.source}/{job.target}; copyright: the kurilnames authors; license: CC BY 4.0\r\n"
    yield f"#{UNSEEN}\r\n"
    yield "#src\ttgt\tsrc:pos\tterm status\tconcept ID\r\n"
    for pair in job.pairs:
        for term in pair.targets:
            cells = (pair.source.text, term.text, "noun", _STATES[term.standing], pair.concept.entry.id)
            yield _tabbed(*cells, end="\r\n")


def memoq(job: Job) -> Iterator[str]:
    """A term base of memoQ: a row an entry, a column a language, terms of one language parted by |."""
    langs = job.langs or ("en", "ja", "ru")
    header = ("Entry_ID", "Entry_Subject", "Entry_Note", *(LANGUAGES.get(lang, lang) for lang in langs))
    rows = (_entry_row(concept, langs) for concept in job.concepts if concept.joins(langs))
    yield from _written((header, *rows), ";")


def _entry_row(concept: Concept, langs: Iterable[str]) -> tuple[str, ...]:
    texts = ("|".join(concept.texts(lang)) for lang in langs)
    return concept.entry.id, concept.entry.kind, definition(concept), *texts


def deepl(job: Job) -> Iterator[str]:
    """A glossary dictionary of DeepL: source and target without a header, each source once, base forms."""
    yield from (_tabbed(pair.source.text, pair.written) for pair in job.sure_pairs if _fits(pair))


def _fits(pair: Pair) -> bool:
    return all(len(text.encode()) <= _LONGEST for text in (pair.source.text, pair.written))


def google(job: Job) -> Iterator[str]:
    """A one-way glossary of Google Cloud Translation: two columns without a header."""
    yield from _written((pair.source.text, pair.written) for pair in job.sure_pairs)


def aws(job: Job) -> Iterator[str]:
    """A custom terminology of Amazon Translate: a header of language codes; it matches forms as they are written."""
    rows: dict[str, str] = {}
    for pair in job.sure_pairs:
        for form in pair.source.forms:
            rows.setdefault(form, pair.written)
    yield from _written(([_AMAZONS.get(lang, lang) for lang in (str(job.source), str(job.target))], *rows.items()))


def _tabbed(*cells: str, end: str = "\n") -> str:
    return "\t".join(" ".join(cell.split()) for cell in cells) + end


def _written(rows: Iterable[Iterable[str]], delimiter: str = ",") -> Iterator[str]:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    for row in rows:
        writer.writerow(row)
        yield out.getvalue()
        out.seek(0)
        out.truncate()
