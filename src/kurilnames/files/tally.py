"""How often each of many texts was met, in memory that does not grow with them."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Met", "Tally"]

_HELD = 50_000
_ADD = """
INSERT INTO met VALUES (?, ?, ?) ON CONFLICT (text) DO UPDATE SET count = count + excluded.count
"""


class Met(NamedTuple):
    """A text, how often it was met, and on which line first."""

    text: str
    count: int  # type: ignore[assignment]  # a row is no sequence that anyone counts in
    line: int


class Tally:
    """Texts and how often they were met; what memory does not hold is counted in a file that vanishes by itself.

    >>> tally = Tally()
    >>> for line, text in enumerate(["a", "b", "b"], 1):
    ...     tally.add(text, line)
    >>> list(tally.most())
    [Met(text='b', count=2, line=2), Met(text='a', count=1, line=1)]
    """

    def __init__(self, held: int = _HELD) -> None:
        self._held = held
        self._met: dict[str, list[int]] = {}
        self._base: sqlite3.Connection | None = None

    def add(self, text: str, line: int, count: int = 1) -> None:
        """Count a text that was met."""
        known = self._met.get(text)
        if known:
            known[0] += count
            return
        self._met[text] = [count, line]
        if len(self._met) > self._held:
            self._flush()

    def _flush(self) -> None:
        if self._base is None:
            self._base = sqlite3.connect("")
            self._base.execute("CREATE TABLE met (text BLOB PRIMARY KEY, count INTEGER, line INTEGER) WITHOUT ROWID")
        self._base.executemany(_ADD, ((text.encode("utf-8", "surrogatepass"), *n) for text, n in self._met.items()))
        self._base.commit()
        self._met.clear()

    def most(self) -> Iterator[Met]:
        """The texts, the most frequent first, then in the order in which they were met."""
        if self._base is None:
            yield from sorted((Met(text, *n) for text, n in self._met.items()), key=lambda met: (-met.count, met.line))
            return
        self._flush()
        for text, count, line in self._base.execute("SELECT text, count, line FROM met ORDER BY count DESC, line"):
            yield Met(text.decode("utf-8", "surrogatepass"), count, line)
