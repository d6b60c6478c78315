"""Which reader reads a file: by its extension, else by how it begins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from kurilnames.files.documents import Document

    Reader = Callable[[str, bytes, str | None], Document]

__all__ = ["FORMATS", "format_of", "segments_of"]

FORMATS = ("csv", "docx", "html", "markdown", "po", "subtitles", "text", "tmx", "xliff", "xlsx")
_EXTENSIONS = {
    **dict.fromkeys(("csv", "tsv", "tab"), "csv"),
    **dict.fromkeys(("docm", "docx", "dotm", "dotx"), "docx"),
    **dict.fromkeys(("htm", "html", "xhtml"), "html"),
    **dict.fromkeys(("markdown", "md", "mdown"), "markdown"),
    **dict.fromkeys(("po", "pot"), "po"),
    **dict.fromkeys(("srt", "vtt"), "subtitles"),
    **dict.fromkeys(("mqxliff", "sdlxliff", "xlf", "xliff"), "xliff"),
    **dict.fromkeys(("xlsm", "xlsx", "xltm", "xltx"), "xlsx"),
    "tmx": "tmx",
    "txt": "text",
}
_PROLOGUE = r"\A(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>]*>)*"
_BEGINNINGS = (
    ("xliff", rf"{_PROLOGUE}<(?:\w+:)?xliff[\s>]"),
    ("tmx", rf"{_PROLOGUE}<tmx[\s>]"),
    ("html", rf"{_PROLOGUE}<html[\s>]|\A\s*<!doctype html"),
    ("subtitles", r"\A\s*(?:WEBVTT|\d+\s*\n\d+:\d\d:\d\d,\d+ -->)"),
    ("po", r'\A(?:#[^\n]*\n|\s)*+msgid\s+"'),
)


def format_of(path: str, content: bytes = b"") -> str:
    """The format of a file, a word of `FORMATS`: by its extension, else by its beginning, else it is plain text.

    >>> format_of("ui/ru.po"), format_of("-", b"WEBVTT"), format_of("README")
    ('po', 'subtitles', 'text')
    """
    _, dot, extension = path.rpartition(".")
    if dot and (known := _EXTENSIONS.get(extension.lower())):
        return known
    if content.startswith(b"PK\3\4"):
        return "xlsx" if b"xl/workbook.xml" in content else "docx"
    begins = content[:2048].replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    begins = begins.lstrip("\ufffd\ufeff").replace("\r\n", "\n")
    return next((format for format, pattern in _BEGINNINGS if re.search(pattern, begins, re.I | re.S)), "text")


def segments_of(
    path: str,
    content: bytes,
    encoding: str | None = None,
    *,
    format: str | None = None,
    source: str | None = None,
    target: str | None = None,
) -> Document:
    """The translatable texts of a file.

    Args:
        path: the file, for its extension and for messages.
        content: its bytes.
        encoding: its encoding, or None: as it declares, else it is detected.
        format: a word of `FORMATS`, or None: see `format_of`.
        source, target: columns of a CSV or TSV, by name or number (from 1).
    Returns:
        the document: it gives its segments, and the edits that write into them.
    Raises:
        UnreadableFile: not in its encoding or not of its format; with the line.

    >>> [segment.text for segment in segments_of("a.po", b'msgid "Kunashiri"\\nmsgstr "Kunashir"\\n')]
    ['Kunashir']
    """
    chosen = format or format_of(path, content)
    if chosen == "csv":
        from kurilnames.files.cells import read_cells

        delimiter = "\t" if path.lower().endswith((".tsv", ".tab")) else None
        return read_cells(path, content, encoding, source=source, target=target, delimiter=delimiter)
    if chosen == "xlsx":
        from kurilnames.files.xlsx import read_xlsx

        return read_xlsx(path, content, encoding, source=source, target=target)
    return _reader(chosen)(path, content, encoding)


def _reader(format: str) -> Reader:
    """What reads a format other than a table; only that is imported."""
    if format == "docx":
        from kurilnames.files.docx import read_docx

        return read_docx
    if format == "html":
        from kurilnames.files.html import read_html

        return read_html
    if format == "po":
        from kurilnames.files.po import read_po

        return read_po
    if format == "subtitles":
        from kurilnames.files.subtitles import read_subtitles

        return read_subtitles
    if format == "tmx":
        from kurilnames.files.tmx import read_tmx

        return read_tmx
    if format == "xliff":
        from kurilnames.files.xliff import read_xliff

        return read_xliff
    from kurilnames.files.prose import read_markdown, read_plain

    return read_markdown if format == "markdown" else read_plain
