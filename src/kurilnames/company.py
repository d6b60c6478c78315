"""The sure mentions of a paragraph, as company for those that are not sure of themselves."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kurilnames.scanning import Candidate

__all__ = ["Company"]

_LONGEST = 48


class Company:
    """Sure mentions, asked by place and by entry in a time that does not grow with their number.

    Args:
        candidates: the sure mentions of one paragraph.
    """

    def __init__(self, candidates: Iterable[Candidate] = ()) -> None:
        self._by_start = sorted(candidates, key=lambda c: c.start)
        self._starts = [c.start for c in self._by_start]
        self._by_end = sorted(self._by_start, key=lambda c: c.end)
        self._ends = [c.end for c in self._by_end]
        self._reach: dict[int, tuple[int, int]] = {}
        for candidate in self._by_start:
            for entry in candidate.entries:
                end, start = self._reach.get(entry, (candidate.end, candidate.start))
                self._reach[entry] = min(end, candidate.end), max(start, candidate.start)

    def is_beside(self, candidate: Candidate) -> bool:
        """Whether a mention stands before or after a candidate and does not overlap it."""
        return bool(self._starts) and (self._ends[0] <= candidate.start or candidate.end <= self._starts[-1])

    def names(self, candidate: Candidate) -> bool:
        """Whether a mention beside a candidate has an entry in common with it."""
        reaches = (self._reach[entry] for entry in candidate.entries if entry in self._reach)
        return any(end <= candidate.start or candidate.end <= start for end, start in reaches)

    def before(self, candidate: Candidate, reach: int) -> Iterator[Candidate]:
        """The mentions that end within a reach before a candidate."""
        first = bisect_left(self._ends, candidate.start - reach)
        return iter(self._by_end[first : bisect_right(self._ends, candidate.start)])

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
