"""Plain text and Markdown: the whole file is one text; what is no prose in it is masked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kurilnames.files.documents import TextDocument
from kurilnames.files.segments import MASK, Segment, Where, Writing
from kurilnames.files.splicing import TextFile

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["masked", "read_markdown", "read_plain"]

_NO_PROSE = (
    r"^(?P<fence> {0,3}(?P<mark>`{3,}|~{3,}))[^\n]*\n(?:(?! {0,3}(?P=mark))[^\n]*\n)*+"
    r"(?: {0,3}(?P=mark)[^\n]*(?:\n|\Z))?"
    r"|<!--.*?(?:-->|\Z)"
    r"|(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)*?(?<!`)(?P=ticks)(?!`)"
    r"|(?<=\])\((?:[^()\n]|\([^()\n]*\))*\)"
    r"|^ {0,3}\[[^\]\n]+\]:[ \t]*\S+"
    r"|<(?:[A-Za-z][A-Za-z0-9+.-]*:|/?[A-Za-z])[^<>\n]*>"
    r"|\b(?:https?|ftp)://[^\s<>()\"'「」、。)]+"
)


def read_plain(path: str, content: bytes, encoding: str | None = None) -> TextDocument:
    """A plain text as one segment.

    Args:
        path, content, encoding: the file; without an encoding, it is detected.
    Raises:
        UnreadableFile: not in its encoding.
    """
    file = TextFile(path, content, encoding)
    return masked(file, ())


def read_markdown(path: str, content: bytes, encoding: str | None = None) -> TextDocument:
    """A Markdown text as one segment; code, addresses, comments and tags are each a `MASK` in it.

    Args:
        path, content, encoding: the file; without an encoding, it is detected.
    Raises:
        UnreadableFile: not in its encoding.
    """
    file = TextFile(path, content, encoding)
    return masked(file, (found.span() for found in re.finditer(_NO_PROSE, file.text, re.DOTALL | re.MULTILINE)))


def masked(file: TextFile, spans: Iterable[tuple[int, int]]) -> TextDocument:
    """A file as one segment without some of its stretches."""
    writing = Writing()
    at = file.begin
    for start, end in spans:
        writing.plain(file.text[at:start], at)
        writing.escaped(MASK, start, end)
        at = end
    writing.plain(file.text[at:], at)
    return TextDocument(file, () if writing.blank else (Segment(writing.text, writing.pieces, Where(1)),))
