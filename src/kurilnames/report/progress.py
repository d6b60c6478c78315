"""How far a long file has been read, shown on a terminal."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kurilnames.files.lines import Lines

__all__ = ["LARGE", "ROWS", "bar", "shown", "watched"]

LARGE = 10_000_000
_EVERY = 0.2
_WIDTH = 24
_BYTES = (1e6, "MB/s")
ROWS = (1e3, "k rows/s")
T = TypeVar("T")


def shown(lines: Lines) -> Iterator[str]:
    """The lines of a file, with a bar on standard error while a large file is read and somebody looks.

    >>> from kurilnames.files.lines import Lines
    >>> list(shown(Lines(os.devnull)))
    []
    """
    size = os.path.getsize(lines.path) if os.path.isfile(lines.path) else 0
    return watched(lines, lambda: lines.read, size if size >= LARGE else 0)


def watched(steps: Iterable[T], done: Callable[[], int], size: int, unit: tuple[float, str] = _BYTES) -> Iterator[T]:
    """Steps of a long work, with a bar on standard error while somebody looks.

    Args:
        steps: the work.
        done: how much of it is done.
        size: how much there is to do; 0 where it is not worth a bar.
        unit: what a rate is divided by, and its name then.
    """
    if not size or not sys.stderr.isatty():
        yield from steps
        return
    begun = drawn = time.monotonic()
    for step in steps:
        yield step
        now = time.monotonic()
        if now - drawn > _EVERY:
            drawn = now
            sys.stderr.write(f"\r{bar(done(), size, now - begun, unit)}")
    sys.stderr.write(f"\r{bar(size, size, time.monotonic() - begun, unit)}\n")


def bar(done: int, size: int, seconds: float, unit: tuple[float, str] = _BYTES) -> str:
    """A bar with the share done, the rate and the time left.

    Args:
        done, size: bytes, or what else is counted.
        seconds: since the beginning.
        unit: what the rate is divided by, and its name then.

    >>> bar(25_000_000, 100_000_000, 10.0)
    '[######                  ]  25 %   2.5 MB/s  0:30 left'
    """
    share = done / max(size, 1)
    rate = done / max(seconds, 1e-6)
    minutes, left = divmod(round((size - done) / max(rate, 1)), 60)
    filled = "#" * round(share * _WIDTH)
    drawn = f"[{filled:<{_WIDTH}}] {share:4.0%}".replace("%", " %")
    return f"{drawn} {rate / unit[0]:5.1f} {unit[1]}  {minutes}:{left:02} left"
