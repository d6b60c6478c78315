"""Where a text mentions the other side's name without using it: quotations, glosses, attributions."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from kurilnames.conventions import KEEPS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kurilnames.results import Mention

__all__ = ["CALLING", "REGIONS", "SAID", "exempt"]

_QUOTED = r"«[^«»\n]*»|“[^“”\n]*”|„[^„“”\n]*[“”]|「[^「」\n]*」|『[^『』\n]*』|\"[^\"\n]+\""
_QUOTATION = re.compile(_QUOTED)
_BRACKETED = r"[(（\[［][^()（）\[\]［］]*[)）\]］]"
_BRACKET = re.compile(_BRACKETED)
_STROKE = re.compile(" ?/ ?")
_STROKE_BEFORE = re.compile(" ?/ ?$")
_REACH = 60
_CALLED = (
    r"(?:\b(?:known|called|named|referr?\w*|dubbed)\b[^.;()—–]{0,40}(?:\bas\b|\bthe\b|:)?"
    r"(?: (?:the|its|their|so-called))?"
    r"|\b(?:яп|рос|рус)\.|по-(?:японски|русски)|\b(?:называ|имену|известн)\w*[^.;()]{0,40}"
    r"|(?:ロシア|日本|露|和)(?:側)?(?:語)?(?:名|では|呼称)[はで:：]?|so-called|так называем\w*)\s?[«\"“「]?"
)
_CALLED_BEFORE = re.compile(f"{_CALLED}$", re.IGNORECASE)
SAID = r"\b(?:known|called|referr?\w*|назыв\w*|имену\w*|известн\w*)\b"
_SAID_TO_BE_CALLED = re.compile(SAID, re.IGNORECASE)
CALLING = r"[」』]?と(?:も)?(?:呼|称)"
_CALLED_AFTER = re.compile(CALLING)
_CALLER = (
    r"[»\"”」]?,? (?:in|by|to) (?:the )?(?:Japan|Russia|Soviet|Tokyo|Moscow)"
    r"|[»\"”」]? (?:в|по-)\s?(?:Япони|Росси|японск|русск)|[」』]?と(?:呼|称|い)"
)
_BY_WHOM = re.compile(_CALLER)


def exempt(text: str, mentions: Sequence[Mention], keeps: Iterable[str]) -> set[Mention]:
    """The mentions that a convention leaves alone, whosever names they are.

    Args:
        text: a text.
        mentions: what was found in it.
        keeps: words of `conventions.KEEPS`.

    >>> exempt("", (), ["quotations"])
    set()
    """
    rules = [_RULES[word] for word in keeps] if mentions else []
    return {mention for rule in rules for mention in rule(text, mentions)}


def _quotations(text: str, mentions: Sequence[Mention]) -> Iterable[Mention]:
    """Names in quotation marks."""
    spans = [found.span() for found in _QUOTATION.finditer(text)]
    return (mention for mention in mentions if _begin_around(spans, mention) is not None)


def _begin_around(spans: Sequence[tuple[int, int]], mention: Mention) -> int | None:
    """Where the one of some spans begins that holds a mention; they are in order, none over another."""
    at = bisect_left(spans, (mention.start, 0)) - 1
    return spans[at][0] if at >= 0 and mention.end < spans[at][1] else None


def _glosses(text: str, mentions: Sequence[Mention]) -> Iterable[Mention]:
    """Names in brackets, or after a stroke, that say an entry once more: Kunashir (Kunashiri), Etorofu/Iturup."""
    brackets = [found.span() for found in _BRACKET.finditer(text)]
    if not brackets and "/" not in text:
        return
    ends = {(m.number, m.end) for m in mentions}
    starts = {(m.number, m.start) for m in mentions}
    for mention in mentions:
        opens = _begin_around(brackets, mention)
        before = set() if opens is None else {opens, opens - 1}
        stroke = _STROKE_BEFORE.search(text[max(0, mention.start - 3) : mention.start])
        if stroke:
            before.add(mention.start - len(stroke[0]))
        after = _STROKE.match(text, mention.end)
        if any((mention.number, end) in ends for end in before) or (
            after and (mention.number, mention.end + len(after[0])) in starts
        ):
            yield mention


def _attributions(text: str, mentions: Sequence[Mention]) -> Iterable[Mention]:
    """Names that the text says somebody uses: known in Japan as Etorofu, яп. Сибоцу, ロシア名ゼリョーヌイ."""
    for mention in mentions:
        before = text[max(0, mention.start - _REACH) : mention.start]
        said = _SAID_TO_BE_CALLED.search(before) and _BY_WHOM.match(text, mention.end)
        if said or _CALLED_BEFORE.search(before) or _CALLED_AFTER.match(text, mention.end):
            yield mention


_RULES: dict[str, Callable[[str, Sequence[Mention]], Iterable[Mention]]] = dict(
    zip(KEEPS, (_attributions, _glosses, _quotations), strict=True)
)

# The same for tools that know no mentions: stretches of a text in which names are left alone.
_AFTER_A_NAME = r"(?<=[A-ZÀ-ÞА-ЯЁ][A-Za-zÀ-ɏЀ-ӿ'’.-]*|[ァ-ヺー㐀-鿿]) ?"
REGIONS: dict[str, tuple[str, ...]] = {
    "quotations": (_QUOTED,),
    "glosses": (_AFTER_A_NAME + _BRACKETED,),
    "attributions": (
        f"(?i:{_CALLED}[^\\n])",
        rf"(?i:{SAID}[^\n]{{0,{_REACH}}}?(?:{_CALLER}))",
    ),
}
