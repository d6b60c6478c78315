"""Translatable text out of a file, and where in the file every character of it stands."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

__all__ = ["MASK", "NOWHERE", "Piece", "Segment", "Where", "Writing"]

MASK = "\ufffc"
NOWHERE = -1


class Where(NamedTuple):
    """Where a segment stands, for messages: the line (from 1) on which it begins and what the file calls it.

    In an office document a line is a paragraph or a row; `column` is that of a cell, 0 elsewhere.
    """

    line: int
    key: str = ""
    column: int = 0


class Piece(NamedTuple):
    """A stretch of a segment: from `at` in its text, from `start` to `end` in the file's.

    A plain one stands in the file as it reads; another is one escape or a stretch that is no text.
    """

    at: int
    start: int
    end: int
    plain: bool


class Segment(NamedTuple):
    """A translatable text as it reads, and what it translates where the file says.

    `pieces` tell where its characters stand in the file; `lang` and `source_lang` are the file's words for the
    languages; `escape` gives a text as the format writes it there, or None where it cannot; `loose` says that what
    lies between pieces is layout alone, so that a text across it may be put before it; `around` is what else of the
    file belongs to it: comments, notes.
    """

    text: str
    pieces: tuple[Piece, ...]
    where: Where
    source: str | None = None
    lang: str | None = None
    source_lang: str | None = None
    escape: Callable[[str], str | None] = str
    loose: bool = False
    around: tuple[int, int] | None = None

    def stretches(self, start: int, end: int) -> list[tuple[int, int]]:
        """Where a part of the text stands in the file's text: one stretch, or several with what is no text between.

        None at all where a part would begin or end inside an escape, or covers what is no text.
        """
        if not 0 <= start <= end <= len(self.text) or not self.pieces or MASK in self.text[start:end]:
            return []
        first = max(bisect_right(self.pieces, start, key=lambda piece: piece.at) - 1, 0)
        found: list[tuple[int, int]] = []
        for number in range(first, len(self.pieces)):
            piece = self.pieces[number]
            if number > first and piece.at >= end:
                break
            after = self.pieces[number + 1].at if number + 1 < len(self.pieces) else len(self.text)
            begin, stop = max(start, piece.at), min(end, after)
            if piece.start == NOWHERE or (not piece.plain and (begin, stop) != (piece.at, after)):
                return []
            span = (piece.start + begin - piece.at, piece.start + stop - piece.at) if piece.plain else piece[1:3]
            if found and found[-1][1] == span[0]:
                span = (found.pop()[0], span[1])
            found.append(span)
        return found


class Writing:
    """A segment while it is read: its text piece by piece."""

    __slots__ = ("_at", "_pieces", "_texts")

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._pieces: list[Piece] = []
        self._at = 0

    def plain(self, text: str, start: int) -> None:
        """Text that stands in the file as it reads."""
        if text:
            self._add(text, Piece(self._at, start, start + len(text), True))

    def escaped(self, text: str, start: int, end: int) -> None:
        """What one escape in the file reads as."""
        if text:
            self._add(text, Piece(self._at, start, end, False))

    def between(self, text: str) -> None:
        """What parts the texts around it and stands nowhere."""
        self._add(text, Piece(self._at, NOWHERE, NOWHERE, False))

    def mixed(self, raw: str, start: int, escapes: re.Pattern[str], read: Callable[[str], str]) -> None:
        """Text with escapes.

        Args:
            raw, start: it and its place, as in the file.
            escapes, read: what an escape looks like, and what one reads as.
        """
        at = 0
        for found in escapes.finditer(raw):
            self.plain(raw[at : found.start()], start + at)
            self.escaped(read(found[0]), start + found.start(), start + found.end())
            at = found.end()
        self.plain(raw[at:], start + at)

    @property
    def text(self) -> str:
        return "".join(self._texts)

    @property
    def blank(self) -> bool:
        """Whether there is nothing to read in it."""
        return not self.text.replace(MASK, "").strip()

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return tuple(self._pieces)

    @property
    def begin(self) -> int:
        """Where the first of its characters stands in the file's text."""
        return next((piece.start for piece in self._pieces if piece.start != NOWHERE), 0)

    def _add(self, text: str, piece: Piece) -> None:
        self._texts.append(text)
        self._pieces.append(piece)
        self._at += len(text)
