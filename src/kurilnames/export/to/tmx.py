"""TMX 1.4: the names of two languages as a translation memory."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from kurilnames.export.remarks import remark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kurilnames.export.job import Job

__all__ = ["tmx"]


def tmx(job: Job) -> Iterator[str]:
    """A unit for every term of the source language, with the term to write in the other."""
    source = str(job.source)
    version = quoteattr(job.gazetteer.data_version)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
    yield f'<header creationtool="kurilnames" creationtoolversion={version} segtype="phrase" o-tmf="kurilnames" '
    yield f'adminlang="en" srclang={quoteattr(source)} datatype="plaintext">'
    yield f"<note>{escape(job.credit)}</note></header>\n"
    yield "<body>\n"
    for number, pair in enumerate(job.pairs, 1):
        yield f'<tu tuid="{pair.concept.entry.id}-{number}">'
        yield f"<note>{escape(remark(pair.concept, pair.source, *pair.wanted))}</note>"
        for lang, text in ((source, pair.source.text), (str(job.target), pair.written)):
            yield f"<tuv xml:lang={quoteattr(lang)}><seg>{escape(text)}</seg></tuv>"
        yield "</tu>\n"
    yield "</body>\n</tmx>\n"
