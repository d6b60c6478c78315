"""What became of the fields of a file: how many were written, and which were not, by how often they stand there."""

from __future__ import annotations

import csv
import io
from itertools import islice
from typing import TYPE_CHECKING, Any

from kurilnames.columns import suggested
from kurilnames.containers import open_column
from kurilnames.errors import LookupFailed, NotFound
from kurilnames.files.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kurilnames.answering import Answers

__all__ = ["Unresolved"]

_REMEMBERED = 1 << 16
_SUGGESTED = 100
_TOLD = 10
_HEAD = ("value", "count", "first_line", "problem", "suggestions")


class Unresolved:
    """Writes fields and keeps count.

    Args:
        path: the file, for messages.
        look_up: what answers to a field.
        strict: whether the first field that cannot be written ends the work.
    """

    def __init__(self, path: str, look_up: Answers, *, strict: bool = False) -> None:
        self.path = path
        self.written = self.left = self.empty = 0
        self._look_up = look_up
        self._strict = strict
        self._fine: dict[str, str] = {}
        self._tally = Tally()

    def __call__(self, text: str, line: int, count: int = 1) -> str | None:
        """What a field becomes: None, or what `unmatched` keeps, where it cannot be written; an empty one stays so.

        Raises:
            LookupFailed: it cannot be written, and that is not allowed.
        """
        known = self._fine.get(text)
        if known is not None:
            self.written += count
            return known
        if not text:
            self.empty += count
            return None
        answer = self._look_up(text)
        if answer.problem is None and answer.value is not None:
            if len(self._fine) >= _REMEMBERED:
                self._fine.clear()
            self._fine[text] = answer.value
            self.written += count
            return answer.value
        if self._strict:
            raise LookupFailed(f"{self.path}:{line}: {answer.problem}")
        self.left += count
        self._tally.add(text, line, count)
        return answer.value

    def array(self, values: Any, first: int) -> Any:
        """What an Arrow array of fields becomes; `first` is the number of its first row."""
        opened = open_column(values)
        counts = opened.counts()
        self.empty += len(values) - sum(counts.values())
        lines: dict[Any, int] = {}
        if not self._fine.keys() >= set(opened.distinct):
            last = first + len(values) - 1
            lines = dict(zip(reversed(values.to_pylist()), range(last, first - 1, -1), strict=True))
        return opened.back([self(text, lines.get(text, first), counts[text]) for text in opened.distinct])

    def summary(self) -> str:
        """How many fields there were, and what became of them."""
        rows = self.written + self.left + self.empty
        return f"{self.path}: {rows:,} rows: {self.written:,} written, {self.left:,} not, {self.empty:,} empty"

    def told(self) -> Iterator[str]:
        """A line for each of the most frequent that were left, by where they stand first."""
        most = list(islice(self._tally.most(), _TOLD + 1))
        for met in sorted(most[:_TOLD], key=lambda met: met.line):
            times = f" ({met.count:,} rows)" if met.count > 1 else ""
            yield f"{self.path}:{met.line}: {self._look_up(met.text).problem}{times}"
        if len(most) > _TOLD:
            yield f"{self.path}: and more; --report FILE lists them all"

    def table(self) -> Iterator[str]:
        """What was left, as CSV: the most frequent first."""
        yield _row(_HEAD)
        for at, met in enumerate(self._tally.most()):
            problem = self._look_up(met.text).problem
            said = "no entry has this name" if isinstance(problem, NotFound) else str(problem)
            near = suggested(problem) if at < _SUGGESTED or not isinstance(problem, NotFound) else ()
            yield _row((met.text, met.count, met.line, said, " ".join(near)))


def _row(fields: tuple[object, ...]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(fields)
    return out.getvalue()
