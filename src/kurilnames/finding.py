"""Text to mentions with spans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kurilnames.gazetteer import Gazetteer, default
from kurilnames.judging import Judge
from kurilnames.matching import SCORES, Filter, how_matched
from kurilnames.results import Mention
from kurilnames.scanning import Candidate, Scan

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["find", "find_iter"]


def find(
    text: str,
    *,
    kind: str | None = None,
    type: str | None = None,
    within: str | None = None,
    nested: bool = False,
    gazetteer: Gazetteer | None = None,
) -> list[Mention]:
    """All names in a running text.

    A mention spans the name with its generic, without particles, articles, years and quotation marks.  The longest
    name wins.  Everyday words and surnames count only beside a generic or in sure company.

    Args:
        text: any text, in any mixture of scripts.
        kind, type, within: keep mentions of entries of a kind, of a type, inside a place (its id).
        nested: also names inside longer names.
    Returns:
        mentions in the order of the text, offsets in code points, end exclusive.
    Raises:
        TypeError: `text` is not a str.
        UnknownId: `within` is no id.
        ValueError: `kind` or `type` is no word of the gazetteer.

    >>> [(m.surface, m.id) for m in find("Паром идёт из Южно-Курильска на Шикотан.")]
    [('Южно-Курильска', 'furukamappu-yuzhno-kurilsk'), ('Шикотан', 'shikotan')]
    """
    return list(find_iter(text, kind=kind, type=type, within=within, nested=nested, gazetteer=gazetteer))


def find_iter(
    text: str,
    *,
    kind: str | None = None,
    type: str | None = None,
    within: str | None = None,
    nested: bool = False,
    gazetteer: Gazetteer | None = None,
) -> Iterator[Mention]:
    """All names in a running text, one after another; see `find`.

    >>> next(find_iter("択捉島の紗那へ")).surface
    '択捉島'
    """
    home = gazetteer or default()
    filter = Filter(kind, type, within)
    filter.check(home)
    scan = Scan(home, text)
    return _mentions(scan, filter, nested)


def _mentions(scan: Scan, filter: Filter, nested: bool) -> Iterator[Mention]:
    for candidate in Judge(scan, list(scan.candidates()), nested).counted():
        kept = tuple(p for p in candidate.postings if filter.admits(scan.gazetteer, p.entry))
        if kept:
            yield _mention(scan, candidate._replace(postings=kept))


def _mention(scan: Scan, candidate: Candidate) -> Mention:
    start, end = scan.folded.start(candidate.start), scan.folded.end(candidate.end)
    first = candidate.postings[0]
    surface = scan.text[start:end]
    how = how_matched(scan.gazetteer, first, surface, candidate.abbreviated)
    score = SCORES[how] / len(candidate.entries)
    return Mention(
        scan.gazetteer,
        (start, end),
        surface,
        tuple(candidate.entries),
        first.name,
        how,
        round(score, 3),
        first.case,
        (scan.folded.start(candidate.core[0]), scan.folded.end(candidate.core[1])),
    )
