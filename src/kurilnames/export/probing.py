"""Forms of names asked one by one: what `find` and `check` say of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kurilnames.checking import examined
from kurilnames.decline import decline
from kurilnames.exempting import exempt
from kurilnames.export.patterns import OLD, in_both_kana
from kurilnames.finding import find
from kurilnames.fold import fold, squash
from kurilnames.writing import with_generic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from kurilnames.advising import Adviser
    from kurilnames.gazetteer import Gazetteer, Posting
    from kurilnames.results import Finding, Mention

__all__ = ["NEUTRAL", "Heard", "Probe", "forms", "full_forms", "heard"]

_MUTE = frozenset({"KN304", "KN403"})
NEUTRAL = "и "


class Probe(NamedTuple):
    """A form, and the words before it that may decide its case."""

    surface: str
    before: str = ""

    @classmethod
    def neutral(cls, surface: str) -> Probe:
        """A form in the middle of a sentence whose other words decide nothing."""
        return cls(surface, NEUTRAL if "Ѐ" <= surface[0] <= "ӿ" else "")


class Heard(NamedTuple):
    """What was heard of a probe: the text of all, the mention there, and the findings."""

    probe: Probe
    text: str
    mention: Mention
    findings: tuple[Finding, ...]


def heard(adviser: Adviser, probes: Sequence[Probe]) -> Iterator[Heard]:
    """What `find` and `check` say of forms, each in a paragraph of its own.

    Returns:
        one for each probe whose whole form is a mention, in their order.
    """
    text = "\n\n".join(probe.before + probe.surface for probe in probes)
    mentions = find(text, gazetteer=adviser.gazetteer)
    by_end = {mention.end: mention for mention in mentions}
    findings: dict[int, list[Finding]] = {}
    kept = exempt(text, mentions, adviser.convention.keeps)
    for finding in examined(adviser, text, mentions, kept):
        if finding.code not in _MUTE:
            findings.setdefault(finding.end, []).append(finding)
    at = 0
    for probe in probes:
        start, end = at + len(probe.before), at + len(probe.before) + len(probe.surface)
        mention = by_end.get(end)
        if mention and mention.start in (at, start) and mention.core[0] >= mention.start:
            yield Heard(probe, text, mention, tuple(findings.get(end, ())))
        at = end + 2


def forms(gazetteer: Gazetteer, wanted: Callable[[int], bool]) -> Iterator[str]:
    """Every form that a text is searched for and that may mean one of some entries, as a text has it."""
    for pattern in gazetteer.patterns:
        if pattern[-1] == "'":
            continue
        postings = gazetteer.postings(squash(pattern))
        if any(wanted(posting.entry) for posting in postings):
            yield from _spellings(gazetteer, pattern, postings)


def _spellings(gazetteer: Gazetteer, pattern: str, postings: Iterable[Posting]) -> Iterable[str]:
    """A folded form as its names are written, else with capitals or in either kana."""
    names = dict.fromkeys(gazetteer.name(posting.name).text for posting in postings)
    written = [text for text in names if fold(text).strip() == pattern and not set(text) & set(OLD)][:1]
    if len(in_both_kana(pattern)) > 1:
        written += in_both_kana(pattern)
    elif not written:
        written = [" ".join(word[:1].upper() + word[1:] for word in pattern.split(" "))]
    either = any(text[0].islower() for text in names)
    return dict.fromkeys(each for text in written for each in ((text, _turned(text)) if either else (text,)))


def _turned(text: str) -> str:
    """With a small letter first instead of a capital, or the other way about."""
    return (text[0].lower() if text[0].isupper() else text[0].upper()) + text[1:]


def full_forms(gazetteer: Gazetteer, entries: Iterable[int]) -> Iterator[str]:
    """The names of some entries that have a generic, with it, in all their cases."""
    for entry in entries:
        for name in gazetteer.names(entry):
            if name.generic and name.lang in ("ru", "ja-Cyrl"):
                cases = decline(with_generic(gazetteer, name)).values()
                yield from dict.fromkeys(each for case in cases for form in case for each in (form, _turned(form)))
            elif name.generic and name.lang in ("en", "ja-Latn"):
                yield with_generic(gazetteer, name)
