"""DOCX: every paragraph of the body, of tables, text boxes, footnotes, endnotes, headers and footers."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from kurilnames.files.markup import Tag, Text, escaped, read_into, tokens
from kurilnames.files.packages import Package, PackedDocument, main_part, relations
from kurilnames.files.segments import MASK, Segment, Where, Writing
from kurilnames.files.zips import Zip

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["read_docx"]

_STORIES = ("footnotes", "endnotes", "header", "footer")
_READ = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_STANDING = {"drawing", "object", "pict", "sym"}
_PASSED_OVER = {"Fallback", "moveFrom", "oMath", "pPr", "rPr", "rt"}


def read_docx(path: str, content: bytes, encoding: str | None = None) -> PackedDocument:
    """The paragraphs of a Word document, a name split over runs as one text; what was deleted is passed over.

    Args:
        path, content: the file.
        encoding: not asked for; the parts of the file say it.
    Raises:
        UnreadableFile: no such document, damaged or not harmless.
    """
    zip = Zip(path, content)
    main = main_part(zip, "document", "Word document")
    found = [each for story in _STORIES for each in relations(zip, main) if each.kind == story]
    package = Package(zip, [main, *dict.fromkeys(each.target for each in found)])
    return PackedDocument(package, _segments(package))


def _segments(package: Package) -> Iterator[Segment]:
    numbers = count(1)
    for name, begin, end in package:
        story = "" if not begin else name.rpartition("/")[2].removesuffix(".xml")
        for number, around, writing in _paragraphs(package.text, begin, end, numbers):
            if not writing.blank:
                where = Where(number, f"{story} {number}" if story else "")
                yield Segment(writing.text, writing.pieces, where, escape=escaped, loose=True, around=around)


def _paragraphs(
    text: str, begin: int, end: int, numbers: Iterator[int]
) -> Iterator[tuple[int, tuple[int, int], Writing]]:
    """The paragraphs of a part as they end, with their numbers; one in a text box before the one that has the box."""
    unended: list[tuple[int, int, Writing]] = []
    passed = within = 0
    for token in tokens(text, begin, end):
        if isinstance(token, Text):
            if within and unended and not passed:
                read_into(unended[-1][2], token)
            continue
        passed += (token.opens - token.closes) * (token.name in _PASSED_OVER)
        if passed:
            continue
        if token.name == "t":
            within += token.opens - token.closes
        elif token.name == "p":
            if token.opens:
                unended.append((next(numbers), token.start, Writing()))
            if token.closes:
                number, at, writing = unended.pop()
                yield number, (at, token.end), writing
        elif unended and token.opens:
            _read_sign(unended[-1][2], token)


def _read_sign(writing: Writing, tag: Tag) -> None:
    """Add what stands for a character, or for something that is no text."""
    if tag.name in _READ:
        writing.escaped(_READ[tag.name], tag.start, tag.end)
    elif tag.name in _STANDING:
        writing.escaped(MASK, tag.start, tag.end)
