"""HTML: its text as one segment, blocks as paragraphs; the title and alt of an element are segments of their own."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from kurilnames.files.documents import TextDocument
from kurilnames.files.markup import escaped
from kurilnames.files.segments import MASK, Segment, Where, Writing
from kurilnames.files.splicing import TextFile

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["read_html"]

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?\]\]>|<\?[^>]*>|<![^>]*>|<r[pt]\b[^<>]*>[^<]*(?:</r[pt]\s*>)?"
    r"|<(?P<name>script|style|code|pre|kbd|samp|textarea|template)\b(?:[^>\"']++|\"[^\"]*\"|'[^']*')*+>.*?</(?P=name)\s*>"
    r"|<(?P<close>/?)(?P<tag>[A-Za-z][^\s/>]*)(?P<attrs>(?:[^>\"']++|\"[^\"]*\"|'[^']*')*+)>",
    re.DOTALL | re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7};?|#[xX][0-9A-Fa-f]{1,6};?|[A-Za-z][A-Za-z0-9]*;)")
_ATTRIBUTE = re.compile(r"""(?<=\s)(?:title|alt)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')""", re.IGNORECASE)
_INLINE = set(
    "a abbr acronym b bdi bdo big cite data del dfn em font i ins label mark nobr q rb ruby s small span strike"
    " strong sub sup time tt u var wbr".split()
)
_LANG = re.compile(r"""<[A-Za-z][^<>]*?\s(?:xml:)?lang\s*=\s*["']?([A-Za-z]+)""")
_CHARSET = re.compile(rb"""<meta[^>]*?charset\s*=\s*["']?([A-Za-z0-9._-]+)""", re.IGNORECASE)
_QUOTES = {"double": ('"', "&quot;"), "single": ("'", "&#39;")}


def read_html(path: str, content: bytes, encoding: str | None = None) -> TextDocument:
    """The text of an HTML page.  Scripts, styles, code, comments, readings of ideographs
    and attributes but title and alt are no text.

    It is in the language that the page says, where all of it is said to be in one.

    Args:
        path, content, encoding: the file; without an encoding, as its meta element says, else it is detected.
    Raises:
        UnreadableFile: not in its encoding.
    """
    declared = None if content[:2] in (b"\xff\xfe", b"\xfe\xff") else _CHARSET.search(content[:2048])
    file = TextFile(path, content, encoding or (declared[1].decode() if declared else None))
    return TextDocument(file, _segments(file))


def _segments(file: TextFile) -> Iterator[Segment]:
    said = {found[1].lower() for found in _LANG.finditer(file.text)}
    lang = said.pop() if len(said) == 1 else None
    writing = Writing()
    attributes: list[Segment] = []
    at = file.begin
    for found in _TOKEN.finditer(file.text, file.begin):
        writing.mixed(file.text[at : found.start()], at, _ENTITY, unescape)
        at = found.end()
        tag = (found["tag"] or "").lower()
        if found["name"]:
            writing.escaped(MASK, found.start(), at)
        elif tag and tag not in _INLINE:
            writing.between("\n\n")
        attributes += _attributes(file, lang, found.start(), at) if tag and not found["close"] else ()
    writing.mixed(file.text[at:], at, _ENTITY, unescape)
    if not writing.blank:
        yield Segment(writing.text, writing.pieces, Where(file.line(writing.begin)), lang=lang, escape=escaped)
    yield from attributes


def _attributes(file: TextFile, lang: str | None, start: int, end: int) -> Iterator[Segment]:
    for found in _ATTRIBUTE.finditer(file.text, start, end):
        group = "single" if found["double"] is None else "double"
        writing = Writing()
        writing.mixed(found[group], found.start(group), _ENTITY, unescape)
        mark, entity = _QUOTES[group]

        def escape(text: str, mark: str = mark, entity: str = entity) -> str:
            return escaped(text).replace(mark, entity)

        if not writing.blank:
            key = found[0].partition("=")[0].strip().lower()
            yield Segment(writing.text, writing.pieces, Where(file.line(writing.begin), key), lang=lang, escape=escape)
