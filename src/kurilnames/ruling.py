"""The table of a scheme as one pattern: what is not one letter alone, and what it writes."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

__all__ = ["NO_LETTER", "Rewriting", "pairs"]

NO_LETTER = "\ufffd"


class Rewriting:
    """The rules and the groups of letters of a scheme, applied.

    >>> rewriting = Rewriting([{"text": "е", "after": "^", "writes": "ye"}], {}, {"е": "e", "щ": "shch"})
    >>> rewriting.sub("еще")
    'yeще'
    """

    def __init__(self, rules: Iterable[Mapping[str, str]], sets: Mapping[str, str], letters: Mapping[str, str]) -> None:
        self.pattern, outputs = _compile(rules, sets, letters)
        self.outputs = outputs
        self.search: Callable[[str], object] = bool
        self.sub: Callable[[str], str] = str
        if len(outputs) > 1:
            self.search = self.pattern.search
            self.sub = partial(self.pattern.sub, lambda match: outputs[match.lastindex or 0])


def pairs(letters: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The letters of a table one by one, where it has them in rows.

    >>> dict(pairs({"か き": "ka ki", "ん": "n"}))
    {'か': 'ka', 'き': 'ki', 'ん': 'n'}
    """
    for read, written in letters.items():
        if " " in read:
            yield from zip(read.split(), written.split(), strict=True)
        else:
            yield read, written


def _compile(
    rules: Iterable[Mapping[str, str]], sets: Mapping[str, str], letters: Mapping[str, str]
) -> tuple[re.Pattern[str], list[str]]:
    """All that is not one letter alone, as one pattern, and what its groups write.

    Every branch begins with a letter, so that the scan skips at once what begins none.
    """
    alphabet = "".join({*"".join(letters), NO_LETTER})
    cases = sorted(_cases(rules, sets, letters, alphabet), key=lambda case: -len(case[0]))
    branches: dict[str, list[tuple[str, str]]] = {}
    for text, company, written in cases:
        for first in dict.fromkeys((text[0], text[0].upper())):
            branches.setdefault(first, []).append((f"{re.escape(text[1:])}{company(first)}()", written))
    outputs, parts = [""], []
    for first, inner in branches.items():
        outputs += (written.capitalize() if first.isupper() else written for _, written in inner)
        parts.append(f"{re.escape(first)}(?:{'|'.join(pattern for pattern, _ in inner)})")
    return re.compile("|".join(parts) or "(?!)"), outputs


def _cases(
    rules: Iterable[Mapping[str, str]], sets: Mapping[str, str], letters: Mapping[str, str], alphabet: str
) -> Iterator[tuple[str, Callable[[str], str], str]]:
    """Each rule and each group of letters: its text, what must stand about it as a pattern, what it writes."""
    for rule in rules:
        yield rule["text"], partial(_company, rule, sets, alphabet), rule["writes"]
    yield from ((letter, lambda _: "", written) for letter, written in letters.items() if len(letter) > 1)


def _company(rule: Mapping[str, str], sets: Mapping[str, str], alphabet: str, first: str) -> str:
    """What must stand about a rule's text, which begins with a small letter or a capital, as a pattern."""
    company = ""
    if "after" in rule:
        wanted, members = _members(rule["after"].format_map(sets), "^", alphabet)
        company += f"(?<{wanted}[{members}]{re.escape(first + rule['text'][1:])})"
    if "before" in rule:
        wanted, members = _members(rule["before"].format_map(sets), "$", alphabet)
        company += rf"(?{wanted}\|?[{members}])"
    return company


def _members(group: str, edge: str, alphabet: str) -> tuple[str, str]:
    """Whether a letter of a class must stand there or must not: at the edge of a word there is none."""
    wanted, members = ("!", set(alphabet) - set(group)) if edge in group else ("=", set(group))
    return wanted, re.escape("".join(sorted({case for letter in members for case in (letter, letter.upper())})))
