"""The lines of a file of any size, and where an offset stands among them."""

from __future__ import annotations

import codecs
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kurilnames.errors import UnreadableFile
from kurilnames.files.encodings import SAMPLE, encoding_of
from kurilnames.files.places import Places
from kurilnames.messages import gettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Lines", "whole_lines"]

_PIECE = 1 << 20
_BACK = 1 << 22


class Lines:
    """A file as an iterator of its lines; `encoding` is the one it is read in, `read` how many bytes of it were.

    Args:
        path: the file; `-` is standard input.
        encoding: its encoding, or None: it is detected, see `files.encodings`.
    Raises:
        UnreadableFile: it is not there, or (while it is read) not in that encoding, with the line of the bad byte.

    >>> list(Lines("no file"))
    Traceback (most recent call last):
    kurilnames.errors.UnreadableFile: no file: No such file or directory
    """

    def __init__(self, path: str, encoding: str | None = None) -> None:
        self.path = path
        self.read = 0
        self._places = Places()
        with ExitStack() as stack:
            self._file = self._open(path, stack)
            first = self._file.read(SAMPLE)
            self._pending = first
            self.encoding = encoding or encoding_of(path, first)
            try:
                self._decoder = codecs.getincrementaldecoder(self.encoding)()
            except LookupError:
                said = gettext("no encoding is called {encoding!r}")
                raise UnreadableFile(path, None, said.format(encoding=encoding)) from None
            self._stack = stack.pop_all()

    def _open(self, path: str, stack: ExitStack) -> BinaryIO:
        if path == "-":
            return sys.stdin.buffer
        try:
            return stack.enter_context(Path(path).open("rb"))
        except OSError as error:
            raise UnreadableFile(path, None, error.strerror or str(error)) from None

    def __iter__(self) -> Iterator[str]:
        at = 0
        with self._stack:
            for piece in self._pieces():
                yield piece
                at += len(piece)
                if piece.endswith("\n"):
                    self._places.add(at)
                self._places.forget(at - _BACK)

    def place(self, at: int) -> tuple[int, int]:
        """The line and column (from 1) of an offset in what was read, not too far back."""
        return self._places.place(at)

    def _pieces(self) -> Iterator[str]:
        """The lines; an endless one in pieces of a megabyte."""
        rest = ""
        line = 1
        for chunk in self._chunks():
            self.read += len(chunk)
            try:
                text = rest + self._decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                bad = line + chunk[: error.start].count(b"\n")
                reason = gettext("not {encoding}: give its encoding with --encoding").format(encoding=self.encoding)
                raise UnreadableFile(self.path, bad, reason) from None
            *whole, rest = text.split("\n")
            line += len(whole)
            yield from (f"{each}\n" for each in whole)
            if len(rest) > _PIECE:
                yield rest
                rest = ""
        if rest:
            yield rest

    def _chunks(self) -> Iterator[bytes]:
        yield self._pending
        self._pending = b""
        while chunk := self._file.read(SAMPLE):
            yield chunk
        yield b""


def whole_lines(pieces: Iterable[str]) -> Iterator[str]:
    """Lines out of pieces of lines: a piece has no line end but at its own end.

    >>> list(whole_lines(["a", "b\\n", "c"]))
    ['ab\\n', 'c']
    """
    held: list[str] = []
    for piece in pieces:
        held.append(piece)
        if piece.endswith("\n"):
            yield piece if len(held) == 1 else "".join(held)
            held.clear()
    if held:
        yield "".join(held)
