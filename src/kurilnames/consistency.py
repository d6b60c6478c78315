"""The texts of files together: one name of the source translated in two ways, first mentions."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from kurilnames.advising import Adviser, side_of
from kurilnames.fold import key
from kurilnames.pairing import PairRead, ordered, read_pairs
from kurilnames.results import MAIN
from kurilnames.rewriting import reworded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from kurilnames.gazetteer import Gazetteer
    from kurilnames.pairs import Paired
    from kurilnames.results import Finding, Mention

__all__ = ["check_files", "check_pairs"]

_TWICE = "KN203"
_AREAS = ("area", "island-group")
_RECORDED = {"exact", "folded", "inflected", "abbreviated", "historic"}


def check_pairs(
    pairs: Iterable[Paired], convention: str = "dual", *, gazetteer: Gazetteer | None = None
) -> list[list[Finding]]:
    """All that is to be said of the texts of one file: `check_files` of one.

    >>> from kurilnames.pairs import Pair
    >>> pairs = [Pair("Kunashiri", "国後島"), Pair("on Kunashiri", "国後島で"), Pair("Kunasiri", "国後島")]
    >>> [[(f.code, f.surface) for f in found] for found in check_pairs(pairs, "japan")]
    [[], [], [('KN202', 'Kunasiri')]]
    """
    return check_files([pairs], convention, gazetteer=gazetteer)[0]


def check_files(
    files: Iterable[Iterable[Paired]],
    convention: str = "dual",
    wanted: Callable[[str], bool] = bool,
    *,
    gazetteer: Gazetteer | None = None,
) -> list[list[list[Finding]]]:
    """All that is to be said of the texts of several files: by `check`, by `check_pair`, and of them together.

    A name that `check` and `check_pair` both fault is faulted once, as a translation.  Where a convention asks for both
    names at the first mention of a place, that is the first in each file.

    Args:
        files: for each file its `Pair`s or the segments of its document, in their order; a text without a source is no
            translation.
        convention: as for `check_pair`.
        wanted: whether a rule speaks, by its code; one that does not hides no finding of another.
    Returns:
        for each file and pair its findings.
    """
    adviser = Adviser.of(convention, gazetteer)
    reads = [read_pairs(adviser, pairs) for pairs in files]
    found = [_by_themselves(each, wanted) for each in reads]
    rows = [row for each in found for row in each]
    for number, finding in _inconsistent([read for each in reads for read in each]) if wanted(_TWICE) else ():
        if all((each.start, each.end) != (finding.start, finding.end) for each in rows[number]):
            rows[number].append(finding)
    return [[ordered(row) for row in each] for each in found]


def _by_themselves(reads: Iterable[PairRead], wanted: Callable[[str], bool]) -> list[list[Finding]]:
    """What is to be said of each text of a file, in the order in which they introduce places."""
    introduced: set[int] = set()
    found = []
    for read in reads:
        checked = read.checked(introduced)
        compared = [each for each in read.compared(checked) if wanted(each.code)]
        taken = {(each.start, each.end) for each in compared if each.end}
        others = (each for each in checked if wanted(each.code) and (each.start, each.end) not in taken)
        found.append([*compared, *others])
        introduced.update(mention.number for mention in read.targets)
    return found


class _Use(NamedTuple):
    """A name in a target, and how the source calls it."""

    pair: int
    mention: Mention
    called: str
    named: str


def _inconsistent(reads: Sequence[PairRead]) -> Iterator[tuple[int, Finding]]:
    """KN203: names in targets other than the one that most targets have for the same name of the source."""
    groups: dict[tuple[int, str, str], list[_Use]] = defaultdict(list)
    for number, read in enumerate(reads):
        for group, use in _uses(number, read):
            groups[group].append(use)
    for (number, _, lang), uses in groups.items():
        counts = Counter(use.called for use in uses)
        if len(counts) == 1:
            continue
        read = reads[uses[0].pair]
        wanted = {key(name.text) for name in read.adviser.pick(number, lang)}
        usual = max(counts, key=lambda called: (called in wanted, counts[called]))
        example = next(use.mention for use in uses if use.called == usual)
        for use in uses:
            if use.called != usual:
                yield use.pair, _otherwise(reads[use.pair], use, example)


def _uses(number: int, read: PairRead) -> Iterator[tuple[tuple[int, str, str], _Use]]:
    if not read.sources or read.lang not in MAIN:
        return
    named: dict[int, set[str]] = defaultdict(set)
    for mention in read.sources:
        named[mention.number].add(mention.name.text)
    ours = [mention for mention in read.mine if len(named[mention.number]) == 1 and _is_use(read, mention)]
    for mention in ours:
        called = _called(read, mention)
        if mention not in read.kept and called:
            surface = next(m.surface for m in read.sources if m.number == mention.number)
            group = (mention.number, min(named[mention.number]), read.lang)
            yield group, _Use(number, mention, called, surface)


def _called(read: PairRead, mention: Mention) -> str | None:
    """What a mention counts as: its name; of an area, whose name that is, None where it is neither's."""
    if read.home.type(mention.number) in _AREAS:
        return side_of(mention.name)
    return key(mention.name.text if mention.how in _RECORDED else read.target[slice(*mention.core)])


def _is_use(read: PairRead, mention: Mention) -> bool:
    """Whether a mention is of one place of the region."""
    entry = mention.number
    ours = read.home.kind(entry) == "place" and read.home.heads["near"][entry]
    return bool(ours) and not mention.candidates


def _otherwise(read: PairRead, use: _Use, example: Mention) -> Finding:
    written = reworded(read.home, read.target, use.mention, example.name) if example.how in _RECORDED else None
    span = (use.mention.start, use.mention.end)
    return read.finding(_TWICE, use.mention.id, span, filter(None, [written]), use.named)
