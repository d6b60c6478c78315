"""TMX: every translation with the text of the source language beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kurilnames.files.documents import TextDocument
from kurilnames.files.markup import Tag, attribute, escaped, open_xml, read_into, tokens
from kurilnames.files.segments import MASK, Segment, Where, Writing
from kurilnames.messages import gettext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kurilnames.files.splicing import TextFile

__all__ = ["read_tmx"]

_CODES = {"bpt", "ept", "it", "ph", "ut"}


def read_tmx(path: str, content: bytes, encoding: str | None = None) -> TextDocument:
    """The variants of a translation memory that are not in its source language, each with the one that is.

    Args:
        path, content, encoding: the file; without an encoding, as it declares.
    Raises:
        UnreadableFile: not well-formed, not harmless, or no TMX; with the line.
    """
    file = open_xml(path, content, encoding)
    return TextDocument(file, _segments(file))


def _segments(file: TextFile) -> Iterator[Segment]:
    header, key, lang, number, codes, begin = "*all*", "", "", 0, 0, 0
    unit: list[tuple[str, Writing]] = []
    writing: Writing | None = None
    wanted, first = header, True
    for token in tokens(file.text):
        if not isinstance(token, Tag):
            if writing and not codes:
                read_into(writing, token)
            continue
        if first and token.name != "tmx":
            said = gettext("no {format}: its first element is <{name}>")
            raise file.refuse(token.start, said.format(format="TMX", name=token.name))
        first = False
        if token.opens and token.name == "header":
            header = attribute(token.attrs, "srclang") or header
        elif token.opens and token.name == "tu":
            number, begin = number + 1, token.start
            wanted, unit = attribute(token.attrs, "srclang") or header, []
            key = attribute(token.attrs, "tuid") or str(number)
        elif token.opens and token.name == "tuv":
            lang = attribute(token.attrs, "xml:lang") or attribute(token.attrs, "lang") or ""
        elif token.opens and token.name == "seg":
            writing = Writing()
            unit.append((lang, writing))
        if writing and token.name in _CODES:
            codes += token.opens - token.closes
            if token.opens and token.name in ("ph", "ut"):
                writing.escaped(MASK, token.start, token.end)
        if token.closes and token.name == "seg":
            writing = None
        elif token.closes and token.name == "tu":
            yield from _paired(file, unit, wanted, key, (begin, token.end))


def _paired(
    file: TextFile, unit: list[tuple[str, Writing]], wanted: str, key: str, around: tuple[int, int]
) -> Iterator[Segment]:
    if not unit:
        return
    own = next((at for at, (lang, _) in enumerate(unit) if lang.lower() == wanted.lower()), None)
    own = (
        next((at for at, (lang, _) in enumerate(unit) if lang[:2].lower() == wanted[:2].lower()), 0)
        if own is None
        else own
    )
    source_lang, source = unit[own]
    for at, (lang, writing) in enumerate(unit):
        if at != own and not writing.blank:
            where = Where(file.line(writing.begin), key)
            yield Segment(writing.text, writing.pieces, where, source.text, lang, source_lang, escaped, False, around)
