"""Text to mentions with spans."""

from __future__ import annotations

from bisect import bisect_right
from io import StringIO
from itertools import accumulate
from typing import TYPE_CHECKING

from kurilnames.fold import key
from kurilnames.gazetteer import Gazetteer, default
from kurilnames.judging import Judge
from kurilnames.matching import SCORES, Filter, how_matched
from kurilnames.results import Mention
from kurilnames.scanning import READING, Candidate, Scan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kurilnames.gazetteer import Posting

__all__ = ["LONGEST", "find", "find_all", "find_iter"]

LONGEST = 1 << 18
_BLOCK = 1 << 14
_ANY = Filter()
_APART = "\n\n"
_OPENING = frozenset("(（《")


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
    if not isinstance(text, str):
        raise TypeError(f"a text is a str, not {text.__class__.__name__}")
    return list(find_iter(text, kind=kind, type=type, within=within, nested=nested, gazetteer=gazetteer))


def find_iter(
    text: str | Iterable[str],
    *,
    kind: str | None = None,
    type: str | None = None,
    within: str | None = None,
    nested: bool = False,
    gazetteer: Gazetteer | None = None,
) -> Iterator[Mention]:
    """All names in a running text, one after another, in memory that does not grow with the text; see `find`.

    A blank line ends a paragraph: no name and no company reaches across one.  So does the end of a line when a
    paragraph has become longer than `LONGEST`.

    Args:
        text: any text, or its lines with their ends, as an open file gives them.
        kind, type, within, nested: as for `find`.
    Returns:
        mentions in the order of the text; offsets count from the beginning of the text or of the first line.

    >>> [(m.start, m.surface) for m in find_iter(["To Shana,\\n", "\\n", "Etorofu\\n"])]
    [(3, 'Shana'), (11, 'Etorofu')]
    """
    home = gazetteer or default()
    filter = Filter(kind, type, within)
    filter.check(home)
    if isinstance(text, bytes) or not hasattr(text, "__iter__"):
        raise TypeError(f"a text is a str, not {text.__class__.__name__}")
    return _mentions(home, text, filter, nested)


def find_all(texts: Sequence[str], *, gazetteer: Gazetteer | None = None) -> list[list[Mention]]:
    """What `find` finds in each of many texts, in one go.

    >>> [[m.id for m in found] for found in find_all(["To Shana", "and back"])]
    [['kurilsk-shana'], []]
    """
    starts = list(accumulate((len(text) + len(_APART) for text in texts), initial=0))
    found: list[list[Mention]] = [[] for _ in texts]
    for mention in _mentions(gazetteer or default(), _APART.join(texts), _ANY, False):
        number = bisect_right(starts, mention.start) - 1
        mention.move(-starts[number])
        found[number].append(mention)
    return found


def _mentions(home: Gazetteer, text: str | Iterable[str], filter: Filter, nested: bool) -> Iterator[Mention]:
    for base, block in _blocks(StringIO(text, newline="\n") if isinstance(text, str) else text):
        scan = Scan(home, block)
        for begin, end, candidates in scan.paragraphs():
            for candidate in Judge(scan, (begin, end), candidates, nested).counted():
                if kept := filter.admitted(home, candidate.entries):
                    yield _mention(scan, base, candidate, kept)


def _blocks(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Some paragraphs at a time, each time with the offset where they begin; a very long paragraph in parts."""
    at = size = 0
    gathered: list[str] = []
    for line in lines:
        if size > LONGEST or (size > _BLOCK and not line.strip()):
            yield at - size, "".join(gathered)
            gathered, size = [], 0
        at += len(line)
        size += len(line)
        gathered.append(line)
    if gathered:
        yield at - size, "".join(gathered)


def _mention(scan: Scan, base: int, candidate: Candidate, entries: tuple[int, ...]) -> Mention:
    first = next(posting for posting in candidate.postings if posting.entry in entries)
    start, end = scan.origin(candidate.start, candidate.end)
    if scan.text[end : end + 1] in _OPENING:
        end = _read_to_its_end(scan, start, end, candidate.postings)
    span = core = (base + start, base + end)
    if candidate.widened:
        begin, stop = scan.origin(*candidate.core)
        core = (base + begin, base + stop)
    surface = scan.text[start:end]
    how = how_matched(scan.gazetteer, first, surface, candidate.abbreviated)
    score = round(SCORES[how] / len(candidate.entries), 3)
    return Mention(scan.gazetteer, span, surface, entries, first.name, how, score, first.case, core)


def _read_to_its_end(scan: Scan, start: int, end: int, postings: Iterable[Posting]) -> int:
    """Where a name ends whose parts have readings behind them, none a name itself: 北方(ほっぽう)領土(りょうど)."""
    last = READING.match(scan.text, end)
    read = [reading[1] for reading in READING.finditer(scan.text, start, end)]
    if last is None or not read or scan.gazetteer.postings(key(last[1])):
        return end
    kana = (scan.gazetteer.name(posting.name).kana for posting in postings)
    known = {key(reading.replace("|", "")) for reading in kana if reading}
    return last.end() if key("".join((*read, last[1]))) in known else end
