"""A text against a convention: what is to be written otherwise, and how."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kurilnames.advising import Adviser, language_of
from kurilnames.conventions import Convention
from kurilnames.exempting import exempt
from kurilnames.finding import find
from kurilnames.fold import OLD_KANJI, in_one_script, new_kanji
from kurilnames.misspelling import slips
from kurilnames.results import MAIN, Finding
from kurilnames.rewriting import beside, reworded

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from kurilnames.gazetteer import Gazetteer
    from kurilnames.results import Mention

__all__ = ["check", "examined"]

_CODES = {"other side": "KN101", "former": "KN104", "spelling": "KN302"}
_REACH = 40
_AREAS = ("area", "island-group")
_QUESTIONED = re.compile(r"(?:so-called |так называем\w+ |いわゆる)[«\"“「]?$", re.IGNORECASE)
_CLOSING = {"«": "»", '"': '"', "“": "”", "「": "」"}
_BOTH_SCRIPTS = re.compile(r"[A-Za-z][А-Яа-яЁё]|[А-Яа-яЁё][A-Za-z]")
_OLD = re.compile(f"[{''.join(old for old, new in zip(OLD_KANJI[::2], OLD_KANJI[1::2], strict=True) if old != new)}]")
_YEAR = re.compile(r"(?: of | \(| от |（|\(| (?=\d{4} г))((?:1[6-9]|20)\d\d)(?!\d)")
_ANY_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")
_SLIP = 3
_YEAR_BEFORE = re.compile(r"(?<!\d)((?:1[6-9]|20)\d\d)(?:年の?| )$")


class _Read(NamedTuple):
    """A text as the rules see it: `kept` is what the convention leaves alone, `covered` what it speaks of."""

    gazetteer: Gazetteer
    convention: Convention
    adviser: Adviser
    text: str
    mentions: Sequence[Mention]
    kept: Collection[Mention]
    covered: Sequence[Mention]
    introduced: Iterable[int]


def check(
    text: str, convention: str = "dual", lang: str | None = None, *, gazetteer: Gazetteer | None = None
) -> list[Finding]:
    """What a text says otherwise than a convention.

    Names inside quotations, glosses and attributions are no faults where the convention keeps such.

    Args:
        text: any text.
        convention: `dual`, `japan`, `russia`, or the path of a convention file.
        lang: the language of the text (`ja`, `ru`, `en`); names of others in it are then left alone.
    Returns:
        findings in the order of the text, offsets in code points, suggestions best first and in the right case.
    Raises:
        TypeError: `text` is not a str.
        UnknownConvention, UnreadableFile: as `replace`.

    >>> [(f.code, f.surface, f.suggestions) for f in check("The ferry left Kunashir.", "japan")]
    [('KN101', 'Kunashir', ('Kunashiri',))]
    """
    adviser = Adviser.of(convention, gazetteer)
    found = find(text, gazetteer=adviser.gazetteer)
    mentions = [m for m in found if lang is None or language_of(m) == lang]
    return examined(adviser, text, mentions, exempt(text, mentions, adviser.convention.keeps))


def examined(
    adviser: Adviser,
    text: str,
    mentions: Sequence[Mention],
    kept: Collection[Mention],
    introduced: Iterable[int] = (),
) -> list[Finding]:
    """What `check` finds in a text whose mentions are known.

    Args:
        adviser: what the convention says.
        text, mentions: the text, and what `find` finds in it.
        kept: those of the mentions that are `exempt`.
        introduced: the numbers of the entries that are named before the text.
    """
    covered = [m for m in mentions if not m.candidates and adviser.covers(m) and m not in kept]
    read = _Read(adviser.gazetteer, adviser.convention, adviser, text, mentions, kept, covered, introduced)
    rules = _RULES if mentions else _OF_ANY_TEXT
    found = {(f.start, f.end, f.code): f for rule in rules for f in rule(read)}
    return [found[at] for at in sorted(found)]


def _names(read: _Read) -> Iterator[Finding]:
    """KN101, KN104, KN105, KN302: names that the convention does not write."""
    for mention in read.covered:
        if advice := read.adviser.advice(read.text, mention):
            written = [reworded(read.gazetteer, read.text, mention, name) for name in advice.names]
            if written[:1] == [mention.surface]:
                continue
            area = advice.reason == "other side" and read.gazetteer.type(mention.number) in _AREAS
            yield _finding(read, "KN105" if area else _CODES[advice.reason], mention, written)


def _terms(read: _Read) -> Iterator[Finding]:
    """KN102: terms that the convention avoids."""
    for mention in read.mentions:
        if mention.id in read.convention.avoid and mention not in read.kept and mention.name.lang in ("ja", "ru", "en"):
            other = read.convention.avoid[mention.id]
            names = read.gazetteer.get(other).names if other else ()
            yield _finding(read, "KN102", mention, [n.text for n in names if n.lang == mention.name.lang])


def _first_mentions(read: _Read) -> Iterator[Finding]:
    """KN103: first mentions without the other side's name."""
    introduced = {*read.introduced, *(mention.number for mention in read.kept)}
    for mention in read.covered:
        if mention.number not in introduced and (name := read.adviser.counterpart(read.text, mention)):
            yield _finding(read, "KN103", mention, [beside(read.gazetteer, read.text, mention, name, read.convention)])
        introduced.add(mention.number)


def _questioned(read: _Read) -> Iterator[Finding]:
    """KN106: names that the convention writes, called into question."""
    for mention in read.mentions:
        words = _QUESTIONED.search(read.text, max(0, mention.start - _REACH), mention.start)
        if words and read.adviser.covers(mention) and not read.adviser.advice(read.text, mention):
            mark = words[0][-1] if words[0][-1] in _CLOSING else ""
            closed = bool(mark) and read.text.startswith(_CLOSING[mark], mention.end)
            written = mention.surface if closed else mark + mention.surface
            yield _finding(read, "KN106", mention, [written], (words.start(), mention.end + closed))


def _scripts(read: _Read) -> Iterator[Finding]:
    """KN301, KN303: letters of two scripts, old kanji."""
    for mention in read.mentions:
        if _BOTH_SCRIPTS.search(mention.surface):
            yield _finding(read, "KN301", mention, [in_one_script(mention.surface)])
        elif _OLD.search(mention.surface) and mention.name.lang == "ja" and mention not in read.kept:
            yield _finding(read, "KN303", mention, [new_kanji(mention.surface)])


def _misspelled(read: _Read) -> Iterator[Finding]:
    """KN304: words one edit away from a name; of several spellings of it the convention's first."""
    for slip in slips(read.gazetteer, read.text, read.mentions):
        wanted = {n.text for lang in MAIN for n in read.convention.pick(read.gazetteer, slip.entry, lang)}
        ranked = sorted(slip.texts, key=lambda text: text not in wanted)
        surface = read.text[slip.start : slip.end]
        suggestions = tuple(text + slip.generic for text in ranked)
        yield Finding(read.gazetteer, "KN304", (slip.start, slip.end), surface, slip.entry, suggestions)


def _years(read: _Read) -> Iterator[Finding]:
    """KN403: documents with another year beside them, near theirs, than the one they were signed in."""
    if not _ANY_YEAR.search(read.text):
        return
    undated = _ANY_YEAR.sub("____", read.text)
    for mention in find(undated, kind="document", gazetteer=read.gazetteer):
        signed = read.gazetteer.heads["years"][mention.number]
        found = _YEAR.match(read.text, mention.end) or _YEAR_BEFORE.search(
            read.text, max(0, mention.start - _REACH), mention.start
        )
        if found and signed and not mention.candidates and 0 < abs(int(found[1]) - int(signed)) <= _SLIP:
            yield _finding(read, "KN403", mention, [signed])


_OF_ANY_TEXT: tuple[Callable[[_Read], Iterable[Finding]], ...] = (_misspelled, _years)
_RULES = (_names, _terms, _first_mentions, _questioned, _scripts, *_OF_ANY_TEXT)


def _finding(
    read: _Read, code: str, mention: Mention, written: Iterable[str | None], span: tuple[int, int] | None = None
) -> Finding:
    start, end = span or (mention.start, mention.end)
    suggestions = tuple(dict.fromkeys(filter(None, written)))
    return Finding(read.gazetteer, code, (start, end), read.text[start:end], mention.number, suggestions)
