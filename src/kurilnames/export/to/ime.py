"""User dictionaries of Japanese input: a reading typed, a name written."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kurilnames.export.job import Job

__all__ = ["ime_atok", "ime_mozc", "ime_ms"]


def ime_mozc(job: Job) -> Iterator[str]:
    """Mozc and Google Japanese Input: reading, word, part of speech, comment."""
    yield from (f"{kana}\t{text}\t{'地名' if place else '固有名詞'}\t{id}\n" for kana, text, place, id in _words(job))


def ime_ms(job: Job) -> Iterator[str]:
    """Microsoft IME: reading, word, part of speech; UTF-16 with a byte order mark."""
    yield "!Microsoft IME Dictionary Tool\r\n"
    yield from (f"{kana}\t{text}\t{'地名' if place else '固有名詞'}\r\n" for kana, text, place, _ in _words(job))


def ime_atok(job: Job) -> Iterator[str]:
    """ATOK: its own first line, reading, word, part of speech; UTF-16 with a byte order mark."""
    yield "!!ATOK_TANGO_TEXT_HEADER_1\r\n"
    yield from (f"{kana}\t{text}\t{'固有地名' if place else '固有一般'}\r\n" for kana, text, place, _ in _words(job))


def _words(job: Job) -> Iterator[tuple[str, str, bool, str]]:
    """Readings and the Japanese names that they write: each pair once, deprecated names left out."""
    seen: set[tuple[str, str]] = set()
    for concept in job.concepts:
        for term in concept.of("ja"):
            kana = (term.name.kana or "").replace("|", "")
            if kana and term.standing != "deprecated" and (kana, term.text) not in seen:
                seen.add((kana, term.text))
                yield kana, term.text, concept.entry.kind == "place", concept.entry.id
