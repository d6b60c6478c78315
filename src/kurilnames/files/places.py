"""Where an offset stands in a text: its line and column."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Places"]


class Places:
    """The lines of a text by the offsets at which they begin; lines and columns count from 1.

    Args:
        begins: where the lines begin.

    >>> Places.of("one\\ntwo").place(5)
    (2, 2)
    """

    def __init__(self, begins: Iterable[int] = (0,)) -> None:
        self._begins = list(begins)
        self._first = 1

    @classmethod
    def of(cls, text: str, begin: int = 0) -> Places:
        """The lines of a text; `begin` is where the first begins, after a byte order mark say."""
        return cls([begin, *(found.end() for found in re.finditer("\n", text))])

    def add(self, begin: int) -> None:
        """Another line, after all others."""
        self._begins.append(begin)

    def forget(self, before: int) -> None:
        """Lines that end before an offset need not be known any longer."""
        gone = bisect_right(self._begins, before) - 1
        if gone > len(self._begins) // 2:
            del self._begins[:gone]
            self._first += gone

    def line(self, at: int) -> int:
        """The line of an offset."""
        return self._first + max(bisect_right(self._begins, at) - 1, 0)

    def place(self, at: int) -> tuple[int, int]:
        """The line and column of an offset."""
        line = self.line(at)
        return line, at - self._begins[line - self._first] + 1
