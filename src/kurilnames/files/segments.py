"""Translatable text out of a file, and where in the file every character of it stands."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from kurilnames.files.splicing import Change

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Iterator

    from kurilnames.files.splicing import TextFile

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
        return all(not text or text == MASK or text.isspace() for text in self._texts)

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

    @property
    def path(self) -> str:
        return self.file.path

    @property
    def is_bilingual(self) -> bool:
        """Whether any of its texts translates another."""
        return any(segment.source is not None for segment in self.segments)

    def span(self, segment: Segment, start: int, end: int) -> tuple[int, int]:
        """Where a part of a segment stands in the file's text, tags and escapes in it included.

        Args:
            segment: one of this document's.
            start, end: the part, as offsets in the segment's text.
        """
        begin = self._at(segment, start)
        return begin, max(begin, self._at(segment, end - 1, after=True) if end > start else begin)

    def place(self, segment: Segment, at: int) -> tuple[int, int]:
        """The line and column (from 1), in the file, of an offset in a segment's text."""
        return self.file.place(self._at(segment, at))

    def places(self, segment: Segment, start: int, end: int) -> tuple[tuple[int, int], tuple[int, int]]:
        """The lines and columns (from 1), in the file, where a part of a segment begins and ends."""
        begin, stop = self.span(segment, start, end)
        return self.file.place(begin), self.file.place(stop)

    def _at(self, segment: Segment, at: int, after: bool = False) -> int:
        """The offset in the file's text of one in a segment's; with `after`, behind the character there."""
        pieces = segment.pieces
        number = max(bisect_right(pieces, at, key=lambda piece: piece.at) - 1, 0)
        while pieces[number].start == _NOWHERE and number:
            number -= 1
        piece = pieces[number]
        if not piece.plain:
            return max(piece.end if after or at > piece.at else piece.start, self.file.begin)
        return min(max(piece.start + at - piece.at + after, piece.start), piece.end)

    def surroundings(self, segment: Segment, at: int) -> tuple[int, int]:
        """The stretch of the file's text in which a comment speaks of an offset: what belongs to it, else its line."""
        if segment.around:
            return segment.around
        text, begin = self.file.text, self._at(segment, at)
        end = text.find("\n", begin)
        return text.rfind("\n", 0, begin) + 1, len(text) if end < 0 else end

    def changes(self, segment: Segment, start: int, end: int, new: str) -> list[Change]:
        """The changes of the file's text that write a text in the place of a part of a segment.

        A part with a tag in it is written anew on the one side of the tag where it differs, or not at all.

        Args:
            segment: one of this document's.
            start, end: the part, as offsets in the segment's text.
            new: the text to write.
        Returns:
            changes for `spliced` of the file; none where it cannot be done safely.
        """
        found = segment.stretches(start, end)
        if len(found) > 1:
            least = _differing(segment.text, start, end, new)
            apart = _behind(segment, least[0]) if start < least[0] == least[1] else segment.stretches(*least[:2])
            if len(apart) == 1 or not segment.loose:
                found, new = apart, least[2]
        written = segment.escape(new)
        if not found or written is None or (len(found) > 1 and not segment.loose):
            return []
        return [Change(*span, "" if number else written) for number, span in enumerate(found)]


def _behind(segment: Segment, at: int) -> list[tuple[int, int]]:
    """The empty stretch behind the character before an offset: inside the tags that hold it."""
    return [(end, end) for _, end in segment.stretches(at - 1, at)]


def _differing(text: str, start: int, end: int, new: str) -> tuple[int, int, str]:
    """A replacement without what is the same at its beginning and end."""
    while start < end and new and text[start] == new[0]:
        start, new = start + 1, new[1:]
    while start < end and new and text[end - 1] == new[-1]:
        end, new = end - 1, new[:-1]
    return start, end, new
