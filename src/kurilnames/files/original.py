"""A file of text whose bytes stay as they are but for what is spliced in."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, NamedTuple

from kurilnames.errors import UnreadableFile
from kurilnames.files.encodings import SAMPLE, detect
from kurilnames.files.text import decoded, encoded, read_bytes, write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Splice = tuple[int, int, str]

__all__ = ["Original"]

_MARKS = {
    codecs.BOM_UTF8: ("utf-8", ("utf-8", "utf-8-sig")),
    codecs.BOM_UTF16_LE: ("utf-16-le", ("utf-16", "utf-16-le")),
    codecs.BOM_UTF16_BE: ("utf-16-be", ("utf-16", "utf-16-be")),
}
_WITHOUT_MARK = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le"}


class Original(NamedTuple):
    """A file as it was read: `mark` is its byte order mark, `content` the bytes behind it, `text` what they say."""

    path: str
    encoding: str
    mark: bytes
    content: bytes
    text: str

    @classmethod
    def read(cls, path: str, encoding: str | None = None) -> Original:
        """Read a file.

        Args:
            path: the file; `-` is standard input.
            encoding: its encoding, or None: it is detected, see `files.encodings`.
        Raises:
            UnreadableFile: it is not there, or not in that encoding, with the line of the bad byte.

        >>> Original.read("no file")
        Traceback (most recent call last):
        kurilnames.errors.UnreadableFile: no file: No such file or directory
        """
        content = read_bytes(path)
        wanted = encoding or detect(content[:SAMPLE])
        name = _name(wanted)
        for mark, (plain, names) in _MARKS.items():
            if content.startswith(mark) and name in names:
                rest = content[len(mark) :]
                return cls(path, plain, mark, rest, decoded(rest, plain, path))
        plain = _WITHOUT_MARK.get(name, wanted)
        return cls(path, plain, b"", content, decoded(content, plain, path))

    def spliced(self, edits: Sequence[Splice]) -> Original:
        """The file with other text at some places; every byte beside them is the same.

        Args:
            edits: start, end (code points) and new text of each, in order, none over another.
        Raises:
            UnreadableFile: the encoding has no such character, or the bytes beside cannot be kept.

        >>> Original("a.txt", "cp932", b"", "色丹へ".encode("cp932"), "色丹へ").spliced([(0, 2, "国後")]).text
        '国後へ'
        """
        text = "".join(piece if kept else new for kept, piece, new in self._pieces(edits))
        if not edits or text == self.text:
            return self
        self._must_hold(edits)
        content = self._written(text, edits)
        if content is None or content.decode(self.encoding, "replace") != text:
            raise UnreadableFile(self.path, None, f"cannot be mended in {self.encoding}: write it in UTF-8")
        return self._replace(content=content, text=text)

    def write(self) -> None:
        """Put it in the place of the old file, all of it or nothing.

        Raises:
            UnreadableFile: it cannot be written; the old file is as it was.
        """
        write_atomically(self.path, self.mark + self.content)

    def _pieces(self, edits: Sequence[Splice]) -> Iterator[tuple[bool, str, str]]:
        """The text in pieces: whether each is kept, what it is, what is to stand there."""
        at = 0
        for start, end, new in edits:
            yield True, self.text[at:start], ""
            yield False, self.text[start:end], new
            at = end
        yield True, self.text[at:], ""

    def _must_hold(self, edits: Sequence[Splice]) -> None:
        for start, _, new in edits:
            try:
                encoded(new, self.encoding, self.path)
            except UnreadableFile as error:
                raise UnreadableFile(self.path, self.text.count("\n", 0, start) + 1, error.reason) from None

    def _written(self, text: str, edits: Sequence[Splice]) -> bytes | None:
        """The bytes of the new text: all anew where the encoding writes the old text just as the file has it."""
        try:
            whole = self.text.encode(self.encoding) == self.content
            return text.encode(self.encoding) if whole else self._around(edits)
        except UnicodeEncodeError:
            return None

    def _around(self, edits: Sequence[Splice]) -> bytes:
        """The bytes of a file that its encoding could write in another way: those beside the edits as they were."""
        parts, at = [], 0
        for kept, piece, new in self._pieces(edits):
            end = at + len(piece.encode(self.encoding))
            parts.append(self.content[at:end] if kept else new.encode(self.encoding))
            at = end
        return b"".join(parts)


def _name(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return encoding
