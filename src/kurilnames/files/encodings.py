"""Which encoding an old Japanese or Russian file is in: the one in which it holds the most names."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from kurilnames.files.text import refuse_packed
from kurilnames.finding import find

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["ENCODINGS", "SAMPLE", "detect", "encoding_of"]

ENCODINGS = ("utf-8", "iso2022_jp", "euc_jp", "cp932", "cp1251", "koi8_r", "cp866", "utf-16-le", "utf-16-be")
SAMPLE = 1 << 16
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def encoding_of(path: str, sample: bytes) -> str:
    """The encoding of a file by its first bytes: `detect`, of what is text.

    Args:
        path, sample: the file, and its first bytes.
    Raises:
        UnreadableFile: it is packed, or of a format that holds no plain text.

    >>> encoding_of("names.csv", b"Shana")
    'utf-8'
    """
    refuse_packed(path, sample)
    return detect(sample)


def detect(sample: bytes) -> str:
    """The encoding of a file, from its beginning.

    A byte order mark tells; so do bytes that are valid UTF-8.  Else each of `ENCODINGS` that can read the bytes is
    tried, and that wins in which the most names are found.

    Args:
        sample: the first bytes of the file, `SAMPLE` or all of them.
    Returns:
        the name of a codec; `utf-8` where nothing tells.

    >>> detect("остров Кунашир".encode("koi8_r")), detect("国後島".encode("cp932"))
    ('koi8_r', 'cp932')
    """
    for mark, encoding in _MARKS.items():
        if sample.startswith(mark):
            return encoding
    if b"\0" not in sample and b"\x1b$" not in sample and any(_readings(sample, ("utf-8",))):
        return "utf-8"
    readable = dict(_readings(sample, ENCODINGS))
    named = {encoding: len(find(text)) for encoding, text in readable.items()}
    return max(named, key=lambda encoding: named[encoding], default="utf-8")


def _readings(sample: bytes, encodings: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The sample in each of some encodings that can read it; a character cut off at its end does not matter."""
    for encoding in encodings:
        try:
            yield encoding, codecs.getincrementaldecoder(encoding)().decode(sample)
        except UnicodeDecodeError:
            continue
