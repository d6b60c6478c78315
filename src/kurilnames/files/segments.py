"""Translatable text out of a file, and where in the file every character of it stands."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Iterator

    from kurilnames.files.splicing import Edit, TextFile

__all__ = ["MASK", "Document", "Segment", "Where", "Writing"]

MASK = "\ufffc"
_NOWHERE = -1


class Where(NamedTuple):
    """Where a segment stands, for messages: the line (from 1) on which it begins and what the file calls it."""

    line: int
    key: str = ""


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
    lies between pieces is layout alone, so that a text across it may be put before it.
    """

    text: str
    pieces: tuple[Piece, ...]
    where: Where
    source: str | None = None
    lang: str | None = None
    source_lang: str | None = None
    escape: Callable[[str], str | None] = str
    loose: bool = False

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
            if piece.start == _NOWHERE or (not piece.plain and (begin, stop) != (piece.at, after)):
                return []
            span = (piece.start + begin - piece.at, piece.start + stop - piece.at) if piece.plain else piece[1:3]
            if found and found[-1][1] == span[0]:
                span = (found.pop()[0], span[1])
            found.append(span)
        return found


class Writing:
    """A segment while it is read: its text piece by piece."""

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
        self._add(text, Piece(self._at, _NOWHERE, _NOWHERE, False))

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
        return next((piece.start for piece in self._pieces if piece.start != _NOWHERE), 0)

    def _add(self, text: str, piece: Piece) -> None:
        self._texts.append(text)
        self._pieces.append(piece)
        self._at += len(text)


class Document:
    """A file and its segments, in the order of the file; iterating gives them.

    Args:
        file: the file.
        segments: its texts.
    """

    def __init__(self, file: TextFile, segments: Iterable[Segment]) -> None:
        self.file = file
        self.segments = tuple(segments)

    def __iter__(self) -> Iterator[Segment]:
        return iter(self.segments)

    def __len__(self) -> int:
        return len(self.segments)

    def place(self, segment: Segment, at: int) -> tuple[int, int]:
        """The line and column (from 1), in the file, of an offset in a segment's text."""
        found = segment.stretches(at, min(at + 1, len(segment.text))) if at < len(segment.text) else []
        if not found and segment.pieces:
            piece = segment.pieces[max(bisect_right(segment.pieces, at, key=lambda each: each.at) - 1, 0)]
            end = piece.start + at - piece.at if piece.plain else piece.end
            found = [(end, end)] if piece.start != _NOWHERE else []
        return self.file.place(found[0][0]) if found else (segment.where.line, 1)

    def edits(self, segment: Segment, start: int, end: int, new: str) -> list[Edit]:
        """The edits of bytes that write a text in the place of a part of a segment.

        A part with a tag in it is written anew on the one side of the tag where it differs, or not at all.

        Args:
            segment: one of this document's.
            start, end: the part, as offsets in the segment's text.
            new: the text to write.
        Returns:
            edits for `splice`; none where it cannot be done safely.
        Raises:
            UnreadableFile: the file's encoding has no such character; with the line.
        """
        found = segment.stretches(start, end)
        if len(found) > 1 and not segment.loose:
            start, end, new = _differing(segment.text, start, end, new)
            found = segment.stretches(start, end)
        written = segment.escape(new)
        if not found or written is None or (len(found) > 1 and not segment.loose):
            return []
        return [self.file.edit(*span, "" if number else written) for number, span in enumerate(found)]


def _differing(text: str, start: int, end: int, new: str) -> tuple[int, int, str]:
    """A replacement without what is the same at its beginning and end."""
    while start < end and new and text[start] == new[0]:
        start, new = start + 1, new[1:]
    while start < end and new and text[end - 1] == new[-1]:
        end, new = end - 1, new[:-1]
    return start, end, new
