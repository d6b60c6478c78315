"""One text through `check` as a command needs it: which rules speak, what a comment silences, what may be mended."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from kurilnames.checking import check
from kurilnames.gazetteer import default
from kurilnames.rewriting import rewordings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kurilnames.gazetteer import Gazetteer
    from kurilnames.results import Finding

__all__ = ["FIXABLE", "Edit", "Reviewed", "Wishes", "edited", "edits", "review"]

FIXABLE = frozenset({"KN101", "KN103", "KN104", "KN105", "KN106", "KN202", "KN203", "KN301", "KN302", "KN303"})
_NAMES = frozenset({"KN101", "KN104", "KN105", "KN302"})
_LETTERS_FIRST = ("KN301", "KN106")
_COMMENT = re.compile(r"\bkurilnames:\s*ignore\b(?:\[([^\]\n]*)\])?")
_ALL = ("",)


class Wishes(NamedTuple):
    """What a review is to hold a text to: `select` and `ignore` are codes or their beginnings (KN1, KN304)."""

    convention: str = "dual"
    lang: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def checked(self, gazetteer: Gazetteer | None = None) -> Wishes:
        """The same, once every code is known to begin some rule.

        Raises:
            ValueError: no rule begins so.

        >>> Wishes(select=("KN9",)).checked()
        Traceback (most recent call last):
        ValueError: no rule begins with 'KN9'; there are KN101, KN102, ...
        """
        rules = (gazetteer or default()).rules
        for prefix in (*self.select, *self.ignore):
            if not prefix or not any(code.startswith(prefix) for code in rules):
                raise ValueError(f"no rule begins with {prefix!r}; there are {', '.join(rules)}")
        return self

    def wants(self, code: str) -> bool:
        """Whether a rule is to speak: selected, and not ignored."""
        return code.startswith(self.select or _ALL) and not (self.ignore and code.startswith(self.ignore))


class Reviewed:
    """A text with what was found in it: `path`, `text`, `findings`."""

    def __init__(self, path: str, text: str, findings: Iterable[Finding]) -> None:
        self.path = path
        self.text = text
        self.findings = tuple(findings)

    @cached_property
    def _begins(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    def place(self, at: int) -> tuple[int, int]:
        """The line and column, both from 1, of a code point.

        >>> Reviewed("a.txt", "one\\ntwo", ()).place(5)
        (2, 2)
        """
        line = bisect_right(self._begins, at)
        return line, at - self._begins[line - 1] + 1

    def line(self, number: int) -> str:
        """A line by its number, without its end."""
        begin = self._begins[number - 1]
        end = self._begins[number] if number < len(self._begins) else len(self.text)
        return self.text[begin:end].rstrip("\r\n")


class Edit(NamedTuple):
    """A stretch of a text and what is to stand in its place."""

    start: int
    end: int
    text: str


def review(text: str, wishes: Wishes | None = None, *, gazetteer: Gazetteer | None = None) -> list[Finding]:
    """What `check` finds in a text, but for rules that are not wished and lines with a comment that silences them.

    Args:
        text: any text; a line with `kurilnames: ignore` is left alone, one with `kurilnames: ignore[KN101,KN3]` by
            those rules.
        wishes: the convention, the language, the rules; `dual`, any and all by default.
    Raises:
        UnknownConvention, UnreadableFile: as `check`.

    >>> [found.code for found in review("Kunashir\\nKunashir (kurilnames: ignore[KN1])", Wishes("japan"))]
    ['KN101']
    """
    wishes = wishes or Wishes()
    found = check(text, wishes.convention, wishes.lang, gazetteer=gazetteer)
    silenced = _silenced(text) if "kurilnames:" in text else ()
    return [
        each
        for each in found
        if wishes.wants(each.code)
        and not any(begin <= each.start < end and each.code.startswith(codes) for begin, end, codes in silenced)
    ]


def _silenced(text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """The lines with a comment, each with the beginnings of the codes that it silences."""
    lines = []
    for comment in _COMMENT.finditer(text):
        begin = text.rfind("\n", 0, comment.start()) + 1
        end = text.find("\n", comment.end())
        named = None if comment[1] is None else tuple(filter(None, re.split(r"[,\s]+", comment[1])))
        lines.append((begin, len(text) if end < 0 else end, _ALL if named is None else named))
    return lines


def edits(
    text: str, findings: Iterable[Finding], convention: str = "dual", *, gazetteer: Gazetteer | None = None
) -> list[Edit]:
    """What may safely be written otherwise: first suggestions of the rules in `FIXABLE`, none over another.

    A name that `replace` would leave is left here too: where the text gives both names, say.

    Args:
        text: a text.
        findings: what was found in it.
        convention: under which.

    >>> edits("To Kunashir.", review("To Kunashir.", Wishes("japan")), "japan")
    [Edit(start=3, end=11, text='Kunashiri')]
    """
    wanted = [each for each in findings if each.code in FIXABLE and each.suggestions]
    left: set[int] = set()
    if any(each.code in _NAMES for each in wanted):
        done = rewordings(text, convention, gazetteer=gazetteer)
        left = {each.mention.start for each in done if each.text is None}
    chosen: list[Edit] = []
    end = 0
    for each in sorted(wanted, key=lambda each: (each.start, each.code not in _LETTERS_FIRST, each.code)):
        if each.start >= end and not (each.code in _NAMES and each.start in left):
            chosen.append(Edit(each.start, each.end, each.suggestions[0]))
            end = each.end
    return chosen


def edited(text: str, changes: Iterable[Edit]) -> str:
    """A text after its edits, which are in order.

    >>> edited("To Kunashir.", [Edit(3, 11, "Kunashiri")])
    'To Kunashiri.'
    """
    parts, at = [], 0
    for change in changes:
        parts += [text[at : change.start], change.text]
        at = change.end
    return "".join((*parts, text[at:]))
