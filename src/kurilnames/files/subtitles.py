"""SubRip and WebVTT: the text of every cue."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from kurilnames.files.documents import TextDocument
from kurilnames.files.markup import escaped
from kurilnames.files.segments import Segment, Where, Writing
from kurilnames.files.splicing import TextFile
from kurilnames.messages import gettext

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["read_subtitles"]

_CLOCK = r"(?:\d+:)?\d\d:\d\d[.,]\d{1,3}"
_CUE = re.compile(
    rf"^(?:(?P<key>[^\r\n]+)\r?\n)?[ \t]*{_CLOCK}[ \t]*-->[ \t]*{_CLOCK}[^\r\n]*\r?\n"
    r"(?P<text>(?:(?![ \t]*\r?$)[^\n]*(?:\n|\Z))*)",
    re.MULTILINE,
)
_TAG = re.compile(r"</?[A-Za-z0-9][^<>\n]*>|\{\\[^{}\n]*\}")
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);")
_NONE = re.compile(r"(?!)")


def read_subtitles(path: str, content: bytes, encoding: str | None = None) -> TextDocument:
    """The cues of an SRT or VTT file; tags are no text.

    Args:
        path, content, encoding: the file; without an encoding, it is detected.
    Raises:
        UnreadableFile: not in its encoding, or text and no cue in it.
    """
    file = TextFile(path, content, encoding)
    return TextDocument(file, _segments(file))


def _segments(file: TextFile) -> Iterator[Segment]:
    web = file.text.startswith("WEBVTT", file.begin)
    cue = None
    begin = file.begin
    for number, cue in enumerate(_CUE.finditer(file.text, file.begin), 1):
        writing = Writing()
        at = cue.start("text")
        for tag in [*_TAG.finditer(file.text, at, cue.end()), None]:
            raw = file.text[at : tag.start() if tag else cue.end()]
            writing.mixed(raw, at, _ENTITY if web else _NONE, unescape)
            at = tag.end() if tag else at
        if not writing.blank:
            where = Where(file.line(cue.start("text")), cue["key"] or str(number))
            around = (begin, cue.end())
            yield Segment(writing.text, writing.pieces, where, escape=escaped if web else str, around=around)
        begin = cue.end()
    if not cue and not web and file.text[file.begin :].strip():
        said = gettext("no subtitles: there is no line such as {line}")
        raise file.refuse(file.begin, said.format(line="00:00:01,000 --> 00:00:02,000"))
