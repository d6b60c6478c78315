"""The sure mentions of a paragraph, as company for those that are not sure of themselves."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kurilnames.scanning import Candidate

__all__ = ["Company"]

_LONGEST = 48


class Company:
    """Sure mentions, asked by place in a time that does not grow with their number.

    Args:
        candidates: the sure mentions of one paragraph.
    """

    def __init__(self, candidates: Iterable[Candidate] = ()) -> None:
        self._by_start = sorted(candidates, key=lambda c: c.start)
        self._starts = [c.start for c in self._by_start]
        self._first_end = min((c.end for c in self._by_start), default=0)

    @cached_property
    def entries(self) -> frozenset[int]:
        """Every entry that one of the mentions may mean."""
        return frozenset(entry for c in self._by_start for entry in c.entries)

    def __bool__(self) -> bool:
        return bool(self._starts)

    def is_beside(self, candidate: Candidate) -> bool:
        """Whether a mention stands before or after a candidate and does not overlap it."""
        return bool(self._starts) and (self._first_end <= candidate.start or candidate.end <= self._starts[-1])

    def between(self, begin: int, end: int, candidate: Candidate) -> Iterator[Candidate]:
        """The mentions that begin in a stretch of text and do not overlap a candidate."""
        near = self._by_start[bisect_left(self._starts, begin) : bisect_left(self._starts, end)]
        return (c for c in near if c.end <= candidate.start or candidate.end <= c.start)

    def holds(self, candidate: Candidate) -> bool:
        """Whether a candidate stands inside one of the mentions, or is one."""
        near = self._by_start[
            bisect_left(self._starts, candidate.start - _LONGEST) : bisect_right(self._starts, candidate.start)
        ]
        return any(c.start <= candidate.start and candidate.end <= c.end for c in near)
