"""How far a long file has been read, shown on a terminal."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kurilnames.files.lines import Lines

__all__ = ["LARGE", "bar", "shown"]

LARGE = 10_000_000
_EVERY = 0.2
_WIDTH = 24


def shown(lines: Lines) -> Iterator[str]:
    """The lines of a file, with a bar on standard error while a large file is read and somebody looks.

    >>> from kurilnames.files.lines import Lines
    >>> list(shown(Lines(os.devnull)))
    []
    """
    size = os.path.getsize(lines.path) if os.path.isfile(lines.path) else 0
    if size < LARGE or not sys.stderr.isatty():
        yield from lines
        return
    begun = drawn = time.monotonic()
    for line in lines:
        yield line
        now = time.monotonic()
        if now - drawn > _EVERY:
            drawn = now
            sys.stderr.write(f"\r{bar(lines.read, size, now - begun)}")
    sys.stderr.write(f"\r{bar(size, size, time.monotonic() - begun)}\n")


def bar(done: int, size: int, seconds: float) -> str:
    """A bar with the share done, the rate and the time left.

    Args:
        done, size: bytes.
        seconds: since the beginning.

    >>> bar(25_000_000, 100_000_000, 10.0)
    '[######                  ]  25 %   2.5 MB/s  0:30 left'
    """
    share = done / max(size, 1)
    rate = done / max(seconds, 1e-6)
    minutes, left = divmod(round((size - done) / max(rate, 1)), 60)
    filled = "#" * round(share * _WIDTH)
    return (
        f"[{filled:<{_WIDTH}}] {share:4.0%}".replace("%", " %") + f" {rate / 1e6:5.1f} MB/s  {minutes}:{left:02} left"
    )
