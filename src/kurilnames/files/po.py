"""PO: every msgstr with its msgid."""

from __future__ import annotations

import re
from io import StringIO
from typing import TYPE_CHECKING, NamedTuple

from kurilnames.files.documents import TextDocument
from kurilnames.files.segments import Segment, Where, Writing
from kurilnames.files.splicing import TextFile
from kurilnames.messages import gettext

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["read_po"]

_CHARSET = re.compile(rb"Content-Type:[^\n]*?charset=([A-Za-z0-9._-]+)", re.IGNORECASE)
_LINE = re.compile(
    r"[ \t]*(?:(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d+)\])?[ \t]*)?(?:\"((?:[^\"\\\r\n]|\\.)*)\")?[ \t]*\r?"
)
_ESCAPE = re.compile(r"\\(?:[0-7]{1,3}|x[0-9A-Fa-f]{1,2}|.)")
_READ = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_WRITTEN = {"\\": "\\\\", '"': '\\"', **{char: f"\\{letter}" for letter, char in _READ.items()}}


class _Field(NamedTuple):
    """A string of an entry: its keyword, its number among the plurals, where the comments before it and where it stand,
    what it says.
    """

    keyword: str
    number: int
    begin: int
    start: int
    writing: Writing


def read_po(path: str, content: bytes, encoding: str | None = None) -> TextDocument:
    """The translations of a PO file that have text, each with its source; obsolete entries are passed over.

    Args:
        path, content, encoding: the file; without an encoding, as its header says, else UTF-8.
    Raises:
        UnreadableFile: not in its encoding, or a line that is no PO.
    """
    declared = _CHARSET.search(content)
    named = declared[1].decode() if declared and declared[1] != b"CHARSET" else "utf-8"
    file = TextFile(path, content, encoding or named)
    return TextDocument(file, _segments(file))


def _segments(file: TextFile) -> Iterator[Segment]:
    lang = source_lang = None
    for entry in _entries(file):
        ids = {field.keyword: field.writing.text for field in entry if field.keyword != "msgstr"}
        texts = [field for field in entry if field.keyword == "msgstr"]
        if not ids.get("msgid") and texts and "msgctxt" not in ids:
            header = texts[0].writing.text
            lang, source_lang = _header(header, "Language"), _header(header, "X-Source-Language")
            continue
        around = (entry[0].begin, entry[-1].start)
        for field in texts:
            plural = ids.get("msgid_plural")
            source = plural if plural and (field.number or len(texts) == 1) else ids["msgid"]
            if not field.writing.blank:
                where = Where(file.line(field.start), ids.get("msgctxt") or ids["msgid"])
                pieces = field.writing.pieces
                yield Segment(field.writing.text, pieces, where, source, lang, source_lang, _escaped, True, around)


def _header(text: str, name: str) -> str | None:
    found = re.search(rf"^{name}:[ \t]*(\S+)", text, re.MULTILINE)
    return found[1] if found else None


def _entries(file: TextFile) -> Iterator[list[_Field]]:
    entry: list[_Field] = []
    for field in _fields(file):
        begins = field.keyword == "msgctxt" or (field.keyword == "msgid" and entry and entry[-1].keyword != "msgctxt")
        if begins and entry:
            yield from _whole(file, entry)
            entry = []
        entry.append(field)
    yield from _whole(file, entry)


def _whole(file: TextFile, entry: list[_Field]) -> Iterator[list[_Field]]:
    if entry and all(field.keyword != "msgid" for field in entry):
        raise file.refuse(entry[0].start, gettext("not PO: {keyword} without msgid").format(keyword=entry[0].keyword))
    if entry:
        yield entry


def _fields(file: TextFile) -> Iterator[_Field]:
    field: _Field | None = None
    at = begin = file.begin
    for line in StringIO(file.text[at:], newline="\n"):
        found = _LINE.fullmatch(line.rstrip("\n"))
        if line.strip() and not line.lstrip().startswith("#"):
            if not found or found[3] is None or (not found[1] and not field):
                raise file.refuse(at, gettext("not PO: neither a keyword nor a quoted string"))
            if found[1]:
                if field:
                    yield field
                field = _Field(found[1], int(found[2] or 0), begin, at, Writing())
            assert field
            field.writing.mixed(found[3], at + found.start(3), _ESCAPE, _read)
            begin = at + len(line)
        at += len(line)
    if field:
        yield field


def _read(escape: str) -> str:
    body = escape[1:]
    if body[0] in "01234567":
        return chr(int(body, 8))
    return chr(int(body[1:], 16)) if body[0] == "x" and body[1:] else _READ.get(body, body)


def _escaped(text: str) -> str:
    return "".join(_WRITTEN.get(char, char) for char in text)
