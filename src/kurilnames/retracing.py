"""A text with some of its parts written anew, and the way back to where they stood."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Layer", "compiled", "rewritten"]


class Layer:
    """The way back through one rewriting.

    A piece is (offset after, offset before, end before or -1 where copied); at a seam something has fallen out.
    """

    __slots__ = ("_at", "_pieces", "seams")

    def __init__(self, pieces: list[tuple[int, int, int]], seams: list[int]) -> None:
        self._pieces = pieces
        self.seams = frozenset(seams)
        self._at = [piece[0] for piece in self._pieces]

    def start(self, index: int) -> int:
        after, before, end = self._pieces[bisect_right(self._at, index) - 1]
        return before + index - after if end < 0 else before

    def end(self, index: int) -> int:
        if index <= 0:
            return 0
        after, before, end = self._pieces[bisect_right(self._at, index - 1) - 1]
        return before + index - after if end < 0 else end


def rewritten(text: str, odd: str, pattern: str, new: Callable[[re.Match[str]], str]) -> tuple[str, tuple[Layer, ...]]:
    """A text with every hit of a pattern written anew, and the way back where that has moved anything.

    A hit begins where `odd` does or one character before: most of a text is passed over by that simple pattern.
    """
    parts: list[str] = []
    pieces: list[tuple[int, int, int]] = [(0, 0, -1)]
    seams: list[int] = []
    done = size = 0
    match = compiled(pattern).match
    for trigger in compiled(odd).finditer(text):
        at = trigger.start()
        hit = match(text, at - 1) if at > done else None
        if hit is None or hit.end() <= at:
            hit = match(text, at) if at >= done else None
        if hit is None:
            continue
        begin, end = hit.span()
        parts.append(text[done:begin])
        size += begin - done
        part = new(hit)
        parts.append(part)
        if len(part) != 1 or end - begin != 1:
            if part:
                pieces.append((size, begin, end))
            else:
                seams.append(size)
            pieces.append((size + len(part), end, -1))
        size += len(part)
        done = end
    parts.append(text[done:])
    return "".join(parts), (Layer(pieces, seams),) if len(pieces) > 1 else ()


@lru_cache(maxsize=16)
def compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
