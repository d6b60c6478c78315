"""The translations of one file together: one name of the source written in two ways."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from kurilnames.advising import language_of, side_of
from kurilnames.conventions import Convention
from kurilnames.exempting import exempt
from kurilnames.fold import key
from kurilnames.gazetteer import default
from kurilnames.pairing import Pair, PairRead, ordered
from kurilnames.results import MAIN
from kurilnames.rewriting import reworded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kurilnames.gazetteer import Gazetteer
    from kurilnames.pairing import Paired
    from kurilnames.results import Finding, Mention

__all__ = ["Pair", "check_pairs"]

_FIRST = "KN103"
_AREAS = ("area", "island-group")
_RECORDED = {"exact", "folded", "inflected", "abbreviated", "historic"}


def check_pairs(
    pairs: Iterable[Paired], convention: str = "dual", *, gazetteer: Gazetteer | None = None
) -> list[list[Finding]]:
    """All that is to be said of the translations of one file: by `check`, by `check_pair`, and of them together.

    A name that `check` and `check_pair` both fault is faulted once, as a translation.  Where a convention asks for both
    names at the first mention of a place, that is the first in the file.

    Args:
        pairs: `Pair`s or the segments of a document.
        convention: as for `check_pair`.
    Returns:
        for each pair its findings.

    >>> pairs = [Pair("Kunashiri", "国後島"), Pair("on Kunashiri", "国後島で"), Pair("Kunasiri", "国後島")]
    >>> [[(f.code, f.surface) for f in found] for found in check_pairs(pairs, "japan")]
    [[], [], [('KN202', 'Kunasiri')]]
    """
    home = gazetteer or default()
    chosen = Convention.read(convention, home)
    reads = [PairRead.of(home, chosen, pair) for pair in pairs]
    introduced: set[str] = set()
    found = []
    for read in reads:
        checked = [each for each in read.checked() if each.code != _FIRST or each.id not in introduced]
        compared = read.compared(checked)
        taken = {(each.start, each.end) for each in compared if each.end}
        found.append([*compared, *(each for each in checked if (each.start, each.end) not in taken)])
        introduced.update(mention.id for mention in read.targets)
    for number, finding in _inconsistent(reads):
        if all((each.start, each.end) != (finding.start, finding.end) for each in found[number]):
            found[number].append(finding)
    return [ordered(each) for each in found]


class _Use(NamedTuple):
    """A name in a target, and how the source calls it."""

    pair: int
    mention: Mention
    called: str
    named: str


def _inconsistent(reads: Sequence[PairRead]) -> Iterator[tuple[int, Finding]]:
    """KN203: names in targets other than the one that most targets have for the same name of the source."""
    groups: dict[tuple[str, str, str], list[_Use]] = defaultdict(list)
    for number, read in enumerate(reads):
        for group, use in _uses(number, read):
            groups[group].append(use)
    for (id, _, lang), uses in groups.items():
        counts = Counter(use.called for use in uses)
        if len(counts) == 1:
            continue
        read = reads[uses[0].pair]
        wanted = {key(name.text) for name in read.chosen.pick(read.home, read.home.number(id), lang)}
        usual = max(counts, key=lambda called: (called in wanted, counts[called]))
        example = next(use.mention for use in uses if use.called == usual)
        for use in uses:
            if use.called != usual:
                yield use.pair, _otherwise(reads[use.pair], use, example)


def _uses(number: int, read: PairRead) -> Iterator[tuple[tuple[str, str, str], _Use]]:
    if not read.sources or read.lang not in MAIN:
        return
    named: dict[str, set[str]] = defaultdict(set)
    for mention in read.sources:
        named[mention.id].add(mention.name.text)
    kept = exempt(read.target, read.targets, read.chosen.keeps)
    for mention in read.targets:
        entry = read.home.number(mention.id)
        ours = read.home.kind(entry) == "place" and read.home.heads["near"][entry] and not mention.candidates
        if ours and len(named[mention.id]) == 1 and mention not in kept and language_of(mention) == read.lang:
            recorded = mention.how in _RECORDED
            called = mention.name.text if recorded else read.target[slice(*mention.core)]
            if read.home.type(entry) in _AREAS:
                called = side_of(mention.name) or ""
            surface = next(m.surface for m in read.sources if m.id == mention.id)
            group = (mention.id, min(named[mention.id]), read.lang)
            yield group, _Use(number, mention, key(called), surface)


def _otherwise(read: PairRead, use: _Use, example: Mention) -> Finding:
    written = reworded(read.home, read.target, use.mention, example.name) if example.how in _RECORDED else None
    span = (use.mention.start, use.mention.end)
    return read.finding("KN203", use.mention.id, span, filter(None, [written]), use.named)
