"""A file and its segments: where they stand, and what writes into them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_right
from typing import TYPE_CHECKING, Protocol

from kurilnames.files.segments import NOWHERE
from kurilnames.files.splicing import Change

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kurilnames.files.segments import Segment
    from kurilnames.files.splicing import TextFile

    Place = tuple[int, int]

__all__ = ["Document", "File", "TextDocument"]


class File(Protocol):
    """What segments stand in: a file of text, or the parts of a package as one text."""

    path: str
    content: bytes
    text: str
    encoding: str
    guessed: bool

    @property
    def begin(self) -> int: ...
    def spliced(self, changes: Iterable[Change]) -> bytes: ...


class Document(ABC):
    """A file and its segments, in the order of the file; iterating gives them.

    Args:
        file: the file.
        segments: its texts.
    """

    file: File

    def __init__(self, file: File, segments: Iterable[Segment]) -> None:
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

    @property
    @abstractmethod
    def readable(self) -> str:
        """The document as people read it, for a diff."""

    @abstractmethod
    def places(self, segment: Segment, start: int, end: int) -> tuple[Place, Place]:
        """The lines and columns (from 1), in the file, where a part of a segment begins and ends."""

    @abstractmethod
    def offsets(self, segment: Segment, start: int, end: int) -> tuple[int, int]:
        """Where a part of a segment begins and ends, in code points."""

    @abstractmethod
    def surroundings(self, segment: Segment, at: int) -> tuple[int, int]:
        """The stretch of the file's text in which a comment speaks of an offset in a segment's."""

    def place(self, segment: Segment, at: int) -> Place:
        """The line and column (from 1), in the file, of an offset in a segment's text."""
        return self.places(segment, at, at)[0]

    def span(self, segment: Segment, start: int, end: int) -> tuple[int, int]:
        """Where a part of a segment stands in the file's text, tags and escapes in it included."""
        begin = self._at(segment, start)
        return begin, max(begin, self._at(segment, end - 1, after=True) if end > start else begin)

    def changes(self, segment: Segment, start: int, end: int, new: str) -> list[Change]:
        """The changes of the file's text that write a text in the place of a part of a segment.

        A part with a tag in it is written anew on the one side of the tag where it differs, or not at all; where tags
        are layout alone, before them.

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

    def _at(self, segment: Segment, at: int, after: bool = False) -> int:
        """The offset in the file's text of one in a segment's; with `after`, behind the character there."""
        pieces = segment.pieces
        number = max(bisect_right(pieces, at, key=lambda piece: piece.at) - 1, 0)
        while pieces[number].start == NOWHERE and number:
            number -= 1
        piece = pieces[number]
        if not piece.plain:
            return max(piece.end if after or at > piece.at else piece.start, self.file.begin)
        return min(max(piece.start + at - piece.at + after, piece.start), piece.end)


class TextDocument(Document):
    """A file of text and its segments: its places are lines and columns of the text."""

    file: TextFile

    @property
    def readable(self) -> str:
        return self.file.body

    def places(self, segment: Segment, start: int, end: int) -> tuple[Place, Place]:
        begin, stop = self.span(segment, start, end)
        return self.file.place(begin), self.file.place(stop)

    def offsets(self, segment: Segment, start: int, end: int) -> tuple[int, int]:
        begin, stop = self.span(segment, start, end)
        return begin - self.file.begin, stop - self.file.begin

    def surroundings(self, segment: Segment, at: int) -> tuple[int, int]:
        """What belongs to the segment; where nothing does, its line."""
        if segment.around:
            return segment.around
        text, begin = self.file.text, self._at(segment, at)
        end = text.find("\n", begin)
        return text.rfind("\n", 0, begin) + 1, len(text) if end < 0 else end


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
