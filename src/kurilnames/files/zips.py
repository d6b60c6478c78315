"""A zip file read safely, and its members written anew with every other byte as it was."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from zipfile import BadZipFile, ZipFile

from kurilnames.errors import UnreadableFile
from kurilnames.files.splicing import Edit, splice

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["Zip"]

LARGEST = 1 << 28
_MEMBERS = 10_000
_SMALL = 1 << 24
_TIGHTEST = 200
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_DEFLATED = 8
_DESCRIBED = 8  # the flag that says that sizes stand behind the content
_NEW = (20, 1 << 11, _DEFLATED, 0, 0x21)  # version, flags (a name in UTF-8), method, time, date (1980-01-01)


class _Stored(NamedTuple):
    """The content of a member as it is stored: checksum, size, bytes."""

    crc: int
    size: int
    data: bytes

    @classmethod
    def of(cls, content: bytes, method: int = _DEFLATED) -> _Stored:
        packer = zlib.compressobj(6, zlib.DEFLATED, -15)
        data = packer.compress(content) + packer.flush() if method == _DEFLATED else content
        return cls(zlib.crc32(content), len(content), data)

    @property
    def sizes(self) -> tuple[int, int, int]:
        return self.crc, len(self.data), self.size


class Zip:
    """A zip file.

    Args:
        path, content: the file.
    Raises:
        UnreadableFile: no zip file, damaged, encrypted, or one that would unpack to more than is good for anybody.

    >>> Zip("a.docx", b"PK")
    Traceback (most recent call last):
    kurilnames.errors.UnreadableFile: a.docx: no zip file: it is damaged, or protected by a password
    """

    def __init__(self, path: str, content: bytes) -> None:
        self.path = path
        self.content = content
        try:
            self._zip = ZipFile(BytesIO(content))
        except (BadZipFile, NotImplementedError, ValueError) as error:
            reason = "no zip file: it is damaged, or protected by a password"
            raise UnreadableFile(path, None, reason) from error
        self._members = sorted(self._zip.infolist(), key=lambda member: member.header_offset)
        if fault := self._fault():
            raise UnreadableFile(path, None, fault)

    def _fault(self) -> str | None:
        members = self._members
        if len(members) > _MEMBERS or sum(member.file_size for member in members) > LARGEST:
            return f"it unpacks to more than {LARGEST >> 20} MB or {_MEMBERS} files"
        if any(each.file_size > max(_SMALL, _TIGHTEST * each.compress_size) for each in members):
            return "a file in it is packed too tightly to be an honest one"
        begins = [*(each.header_offset for each in members), self._zip.start_dir]
        if not all(0 <= begin <= end - _LOCAL.size for begin, end in pairwise(begins)):
            return "damaged: its files lie over each other"
        if any(each.flag_bits & 1 for each in members):
            return "protected by a password: take it off"
        if any(each.compress_type not in (0, _DEFLATED) for each in members):
            return "packed in a way that office documents are not"
        if len({each.filename for each in members}) < len(members):
            return "two files in it have one name"
        return None

    def __contains__(self, name: str) -> bool:
        return name in self._zip.NameToInfo

    def read(self, name: str) -> bytes:
        """The content of a member.

        Raises:
            UnreadableFile: there is none of that name, or it is damaged.
        """
        try:
            return self._zip.read(name)
        except (BadZipFile, EOFError, KeyError, NotImplementedError, OSError, ValueError, zlib.error) as error:
            raise UnreadableFile(self.path, None, f"{name} in it is missing or damaged") from error

    def spliced(self, contents: Mapping[str, bytes]) -> bytes:
        """The bytes of the file with other contents of some members; a name that is not there becomes a new member.

        Raises:
            UnreadableFile: the zip file is of a kind that cannot be written.
        """
        begin, end = self._zip.start_dir, self._end()
        methods = {each.filename: each.compress_type for each in self._members}
        old = {name: _Stored.of(contents[name], methods[name]) for name in contents if name in self}
        new = {name: _Stored.of(content) for name, content in contents.items() if name not in self}
        edits = list(self._locals(old))
        at = begin + sum(map(_growth, edits))
        added, entries = b"", b"".join(self._directory(old, edits))
        for name, stored in new.items():
            named, sizes = name.encode(), stored.sizes
            entries += _CENTRAL.pack(b"PK\1\2", 20, *_NEW, *sizes, len(named), 0, 0, 0, 0, 0, at + len(added)) + named
            added += _LOCAL.pack(b"PK\3\4", *_NEW, *sizes, len(named), 0) + named + stored.data
        mark, disk, first, here, total, _, start, comment = _END.unpack_from(self.content, end)
        counts = here + len(new), total + len(new), len(entries), start + at + len(added) - begin
        last = _END.pack(mark, disk, first, *counts, comment)
        return splice(self.content, [*edits, Edit(begin, end + _END.size, added + entries + last)])

    def _end(self) -> int:
        """Where the record at the end of the file begins."""
        end = self.content.rfind(b"PK\5\6")
        whole = end + _END.size + len(self._zip.comment) == len(self.content)
        if not whole or self.content[end - 20 : end - 16] == b"PK\6\7":
            raise UnreadableFile(self.path, None, "it cannot be written: it is a zip file of an unusual kind")
        return end

    def _locals(self, changed: Mapping[str, _Stored]) -> Iterator[Edit]:
        """The edits that put contents in the place of those of members."""
        begins = [*(member.header_offset for member in self._members), self._zip.start_dir]
        for member, (begin, end) in zip(self._members, pairwise(begins), strict=True):
            if stored := changed.get(member.filename):
                mark, version, flags, *how, _, _, _, name, extra = _LOCAL.unpack_from(self.content, begin)
                header = _LOCAL.pack(mark, version, flags & ~_DESCRIBED, *how, *stored.sizes, name, extra)
                named = self.content[begin + _LOCAL.size : begin + _LOCAL.size + name + extra]
                yield Edit(begin, end, header + named + stored.data)

    def _directory(self, changed: Mapping[str, _Stored], edits: Sequence[Edit]) -> Iterator[bytes]:
        """The entries of the directory, with the places and sizes of what has moved and changed."""
        at = self._zip.start_dir
        for member in self._zip.infolist():
            fields = list(_CENTRAL.unpack_from(self.content, at))
            if stored := changed.get(member.filename):
                fields[3] &= ~_DESCRIBED
                fields[7:10] = stored.sizes
            fields[-1] += sum(_growth(edit) for edit in edits if edit.start < member.header_offset)
            yield _CENTRAL.pack(*fields)
            named, at = at + _CENTRAL.size, at + _CENTRAL.size + sum(fields[10:13])
            yield self.content[named:at]
        yield self.content[at : self._end()]


def _growth(edit: Edit) -> int:
    return len(edit.new) - edit.end + edit.start
