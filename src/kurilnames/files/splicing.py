"""A file's bytes as text, and the way back from a place in the text to the bytes."""

from __future__ import annotations

import codecs
import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from kurilnames.errors import UnreadableFile
from kurilnames.files.encodings import SAMPLE, encoding_of
from kurilnames.files.places import Places
from kurilnames.files.text import decoded
from kurilnames.messages import gettext

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Change", "Edit", "TextFile", "changed", "splice"]

_STATEFUL = {"iso2022_jp", "iso2022_jp_1", "iso2022_jp_2", "iso2022_jp_3", "iso2022_jp_ext", "iso2022_jp_2004"}
_UNFIT = {"utf_7", "hz", "unicode_escape", "raw_unicode_escape", "punycode", "idna", "undefined"}
_SHIFT = re.compile(rb"\x1b(?:\$\(?|\()[@-Z]")
_TO_ASCII = b"\x1b(B"
_MARKS = (
    (codecs.BOM_UTF8, ("utf_8", "utf_8_sig"), "utf-8"),
    (codecs.BOM_UTF16_LE, ("utf_16", "utf_16_le"), "utf-16-le"),
    (codecs.BOM_UTF16_BE, ("utf_16", "utf_16_be"), "utf-16-be"),
)
_ALIASES = {"windows-31j": "cp932", "x-sjis": "cp932"}
_BARE = {"utf_8_sig": "utf-8", "utf_16": "utf-16-le"}


class Change(NamedTuple):
    """Text to be written in the place of that from `start` to `end`."""

    start: int
    end: int
    text: str


class Edit(NamedTuple):
    """Bytes to be written in the place of those from `start` to `end`."""

    start: int
    end: int
    new: bytes


class TextFile:
    """A file's bytes as text, and the way back from a place in the text to the bytes.

    Args:
        path: the file, for messages.
        content: its bytes.
        encoding: its encoding, or None: it is detected.
    Raises:
        UnreadableFile: it is not in that encoding, with the line of the first bad byte.

    >>> file = TextFile("a.txt", "в Кунасири".encode("cp1251"), "cp1251")
    >>> file.spliced([Change(2, 10, "Кунашир")]).decode("cp1251")
    'в Кунашир'
    """

    def __init__(self, path: str, content: bytes, encoding: str | None = None) -> None:
        self.path = path
        self.content = content
        try:
            self.encoding = _exact(content, encoding or encoding_of(path, content[:SAMPLE]))
        except LookupError:
            said = gettext("no encoding is called {encoding!r}")
            raise UnreadableFile(path, None, said.format(encoding=encoding)) from None
        self.guessed = not (encoding or self.encoding.startswith("utf-"))
        self.text = decoded(content, self.encoding, path)
        self._known = (0, 0)

    @property
    def begin(self) -> int:
        """Where the text begins: after the byte order mark."""
        return int(self.text.startswith("\ufeff"))

    @property
    def body(self) -> str:
        """The text without the byte order mark."""
        return self.text[self.begin :]

    def line(self, at: int) -> int:
        """The line (from 1) of an offset in the text."""
        return self._places.line(at)

    def place(self, at: int) -> tuple[int, int]:
        """The line and column (from 1) of an offset in the text."""
        return self._places.place(at)

    def offset(self, at: int) -> int:
        """The offset in bytes of an offset in the text."""
        if self._offsets is not None:
            return self._offsets[at]
        known, offset = self._known if self._known[0] <= at else (0, 0)
        offset += len(self.text[known:at].encode(self.encoding))
        self._known = (at, offset)
        return offset

    def edit(self, start: int, end: int, new: str) -> Edit:
        """The edit of bytes that an edit of the text is.

        Raises:
            UnreadableFile: the encoding has no such character; with the line.
        """
        begin, stop = self.offset(start), self.offset(end)
        try:
            written = new.encode(self.encoding)
        except UnicodeEncodeError as error:
            said = gettext("{encoding} has no {letter!r}: save the file in another encoding")
            reason = said.format(encoding=self.encoding, letter=new[error.start])
            raise UnreadableFile(self.path, self.line(start), reason) from None
        if self._stateful:
            written = self._shifted(begin, stop, written)
        return Edit(begin, stop, written)

    def spliced(self, changes: Iterable[Change]) -> bytes:
        """The bytes of the file after some changes of its text; every byte beside them stays.

        Args:
            changes: in any order, none over another.
        Raises:
            UnreadableFile: the encoding has no such character, or what is beside a change cannot be kept.
        """
        ordered = sorted(changes)
        content = splice(self.content, [self.edit(*change) for change in ordered])
        if content.decode(self.encoding, "replace") != changed(self.text, ordered):
            said = gettext("cannot be mended in {encoding}: write it in UTF-8")
            raise UnreadableFile(self.path, None, said.format(encoding=self.encoding))
        return content

    def refuse(self, at: int, reason: str) -> UnreadableFile:
        """The error that says what is wrong at an offset in the text."""
        return UnreadableFile(self.path, self.line(at), reason)

    @cached_property
    def _places(self) -> Places:
        return Places.of(self.text, self.begin)

    @cached_property
    def _stateful(self) -> bool:
        return codecs.lookup(self.encoding).name in _STATEFUL

    @cached_property
    def _offsets(self) -> list[int] | None:
        """The offset of every character; None where encoding what stands before it tells."""
        if not self._stateful and self.text.encode(self.encoding) == self.content:
            return None
        decoder = codecs.getincrementaldecoder(self.encoding)()
        offsets = [0]
        for at in range(len(self.content)):
            offsets += [at + 1] * len(decoder.decode(self.content[at : at + 1]))
        return offsets + [len(self.content)] * (len(self.text) + 1 - len(offsets))

    def _shifted(self, begin: int, stop: int, written: bytes) -> bytes:
        """Bytes of an encoding that shifts between tables, so that what stands after them is read as it was."""
        before, after = (self._shift(at) for at in (begin, stop))
        return (_TO_ASCII if before != _TO_ASCII else b"") + written + (after if after != _TO_ASCII else b"")

    def _shift(self, at: int) -> bytes:
        shifts: list[bytes] = [_TO_ASCII, *_SHIFT.findall(self.content[:at])]
        return shifts[-1]


def changed(text: str, changes: Iterable[Change]) -> str:
    """A text after changes, which are in order.

    >>> changed("To Kunashir.", [Change(3, 11, "Kunashiri")])
    'To Kunashiri.'
    """
    parts, at = [], 0
    for change in changes:
        parts += [text[at : change.start], change.text]
        at = change.end
    return "".join((*parts, text[at:]))


def splice(content: bytes, edits: Iterable[Edit]) -> bytes:
    """Write edits into the bytes of a file; every other byte stays.

    Args:
        content: the bytes.
        edits: in any order; none may reach into another.
    Raises:
        ValueError: two reach into each other, or one beyond the content.

    >>> splice(b"To Kunashir.", [Edit(3, 11, b"Kunashiri")])
    b'To Kunashiri.'
    """
    parts: list[bytes] = []
    at = 0
    for edit in sorted(edits):
        if not at <= edit.start <= edit.end <= len(content):
            raise ValueError(f"edits must lie apart and in the content: {edit}")
        parts += [content[at : edit.start], edit.new]
        at = edit.end
    parts.append(content[at:])
    return b"".join(parts)


def _exact(content: bytes, encoding: str) -> str:
    """The encoding that takes a byte order mark as a character, so that none is made or lost."""
    encoding = _ALIASES.get(encoding.lower(), encoding)
    name = codecs.lookup(encoding).name.replace("-", "_")
    if name in _UNFIT:
        raise LookupError(encoding)
    for mark, names, exact in _MARKS:
        if content.startswith(mark) and name in names:
            return exact
    return _BARE.get(name, encoding)
