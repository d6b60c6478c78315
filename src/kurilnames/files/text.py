"""Read text whatever holds it, write it so that nothing is ever half written."""

from __future__ import annotations

import errno
import os
import re
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from kurilnames.errors import UnreadableFile
from kurilnames.messages import gettext

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["decoded", "encoded", "read_bytes", "read_text", "refuse_packed", "replacing", "write_atomically"]

_PACKED = {
    rb"\x1f\x8b\x08": "gzip",
    rb"BZh[1-9]1AY&SY": "bzip2",
    rb"\xfd7zXZ\0": "xz",
    rb"\x28\xb5\x2f\xfd": "zstd",
}
_NO_TEXT = {
    rb"PK\x03\x04": "ZIP (DOCX, XLSX, ODT)",
    rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "OLE (DOC, XLS)",
    rb"%PDF-\d": "PDF",
}


def read_text(path: str, encoding: str = "utf-8", *, keep_bom: bool = False) -> str:
    """Read a file, or standard input for `-`.

    Args:
        path: the file.
        encoding: its encoding.
        keep_bom: keep a byte order mark, which is taken off otherwise.
    Returns:
        the text, line ends as they are.
    Raises:
        UnreadableFile: it is not there, or not in that encoding, with the line of the first bad byte.
    """
    text = decoded(read_bytes(path), encoding, path)
    return text if keep_bom else text.removeprefix("\ufeff")


def read_bytes(path: str) -> bytes:
    """The bytes of a file, or of standard input for `-`.

    Raises:
        UnreadableFile: it is not there.
    """
    try:
        return sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        raise UnreadableFile(path, None, error.strerror or str(error)) from None


def refuse_packed(path: str, content: bytes) -> None:
    """Refuse bytes that are packed or no plain text, by their beginning.

    Raises:
        UnreadableFile: they begin as those of a packed file do, or of a format that holds no plain text.

    >>> refuse_packed("names.csv.gz", b"\\x1f\\x8b\\x08\\0")
    Traceback (most recent call last):
    kurilnames.errors.UnreadableFile: names.csv.gz: packed by gzip: unpack it first
    """
    if packed := _begins_as(_PACKED, content):
        raise UnreadableFile(path, None, gettext("packed by {format}: unpack it first").format(format=packed))
    if other := _begins_as(_NO_TEXT, content):
        raise UnreadableFile(path, None, gettext("{format}, no plain text: save it as such").format(format=other))


def _begins_as(marks: dict[bytes, str], content: bytes) -> str | None:
    return next((format for mark, format in marks.items() if re.match(mark, content)), None)


def decoded(content: bytes, encoding: str, path: str) -> str:
    """Decode the bytes of a file.

    Args:
        content, encoding: the bytes and how they are to be read.
        path: the file, for the message.
    Raises:
        UnreadableFile: not in that encoding, with the line of the first bad byte; or there is no such encoding.

    >>> decoded(b"\\x8d\\x91", "cp932", "names.txt")
    '国'
    """
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        refuse_packed(path, content)
        line = content[: error.start].count(b"\n") + 1
        said = gettext("not {encoding}: give its encoding with --encoding")
        raise UnreadableFile(path, line, said.format(encoding=encoding)) from None
    except LookupError:
        said = gettext("no encoding is called {encoding!r}")
        raise UnreadableFile(path, None, said.format(encoding=encoding)) from None


def encoded(text: str, encoding: str, path: str) -> bytes:
    """Encode a text for a file.

    Args:
        text, encoding: the text and how it is to be written.
        path: the file, for the message.
    Raises:
        UnreadableFile: the encoding has no such character; with the line of the first.

    >>> encoded("国後", "cp932", "names.txt")
    b'\\x8d\\x91\\x8c\\xe3'
    """
    try:
        return text.encode(encoding)
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        said = gettext("{encoding} has no {letter!r}: write to a file in another encoding")
        reason = said.format(encoding=encoding, letter=text[error.start])
        raise UnreadableFile(path, line, reason) from None


def write_atomically(path: str, content: bytes) -> None:
    """Write a file whole or not at all; see `replacing`.

    Args:
        path: the file.
        content: its bytes.
    Raises:
        UnreadableFile: it cannot be written, or is not to be; the old file is as it was.
    """
    with replacing(path) as file:
        file.write(content)


@contextmanager
def replacing(path: str) -> Iterator[IO[bytes]]:
    """A file beside its place, put there when all is written: whoever reads sees the old or the new, never a part.

    Args:
        path: the file; a link is followed, the permissions of an old file are kept; a device or pipe is written to.
    Returns:
        a binary file; where an error or an interruption leaves the block, it is gone and the old file as it was.
    Raises:
        UnreadableFile: it cannot be written.
        BrokenPipeError: nobody reads on.
    """
    target = Path(path).resolve()
    try:
        if target.exists() and not target.is_file():
            with target.open("wb") as through:
                yield through
            return
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        with _beside(target) as file:
            yield file
    except BrokenPipeError:
        raise
    except OSError as error:
        said = gettext("cannot be written: {error}")
        raise UnreadableFile(path, None, said.format(error=error.strerror or error)) from None


@contextmanager
def _beside(target: Path) -> Iterator[IO[bytes]]:
    from tempfile import NamedTemporaryFile

    with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as file:
        try:
            yield file
            file.close()
            _keep_mode(target, file.name)
            os.replace(file.name, target)
        except BaseException:
            with suppress(OSError):
                os.unlink(file.name)
            raise


def _keep_mode(target: Path, made: str) -> None:
    if target.exists():
        os.chmod(made, target.stat().st_mode)
        return
    mask = os.umask(0)
    os.umask(mask)
    os.chmod(made, 0o666 & ~mask)
