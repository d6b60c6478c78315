"""Names as regular expressions that JavaScript, .NET and Go's regexp2 read alike."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kurilnames.fold import OLD_KANJI

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = [
    "BEGINS",
    "NEW",
    "OLD",
    "Surface",
    "after_words",
    "any_of",
    "escaped",
    "in_any_case",
    "in_both_kana",
    "portable",
    "spelled",
]

_WORD = "0-9A-Za-zÀ-ɏЀ-ӿ"
_EDGES = {
    "letter": ((f"[{_WORD}]", "[oо]-", "[ЮВЗNSEW][.-]"), (f"[{_WORD}]",)),
    "katakana": (("[ァ-ヺー]",), ("[ァ-ヺー]",)),
    "hiragana": (("[ぁ-ゖ]",), ("[ぁ-ゖ]",)),
    "ideograph": ((), ()),
}
_PAIRS = list(zip(OLD_KANJI[::2], OLD_KANJI[1::2], strict=True))
OLD = "".join(old for old, new in _PAIRS if old != new)
NEW = "".join(new for old, new in _PAIRS if old != new)
_SMALL = "アァイィウゥエェオォツッヤャユュヨョワヮカヵケヶあぁいぃうぅえぇおぉつっやゃゆゅよょわゎ"
_GAP = r"[ \xA0・‐-―-]"
_ALSO = {"е": "ё", "Е": "Ё", "ё": "е", "Ё": "Е", "o": "ō", "u": "ū", "O": "Ō", "U": "Ū"}
_ALSO |= {new: "".join(old for old, its in _PAIRS if its == new) for old, new in _PAIRS if old != new}
_ALSO |= dict(zip(_SMALL[::2], _SMALL[1::2], strict=True))
_LOOSE = {" ": _GAP, "-": _GAP, "'": "['’]?", "’": "['’]?", "ー": "ー?", "・": "・?"}
BEGINS = r'(?:^|[.!?…:] *|[—–] )[«"“„]?'
_SPECIAL = re.compile(r"[\\^$.|?*+()\[\]{}/]")
_IN_PYTHON = re.compile(r"\\b|\\w|\\\"|\[(?:[^\]\\]|\\.)*\]")
_PORTABLE = {
    r"\b": f"(?:(?<![{_WORD}])(?=[{_WORD}])|(?<=[{_WORD}])(?![{_WORD}]))",
    r"\w": f"[{_WORD}]",
    r"\"": '"',
}


class Surface(NamedTuple):
    """A form as it stands in a text, and what makes it something else: before it and behind it, as patterns."""

    text: str
    before: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()

    @property
    def around(self) -> tuple[str, str]:
        """What must not stand before it, and behind it: parts of a word too."""
        before = (*_EDGES[_kind(self.text[0])][0], *self.before)
        behind = (*self.behind, *_EDGES[_kind(self.text[-1])][1])
        return f"(?<!{'|'.join(before)})" if before else "", f"(?!{'|'.join(behind)})" if behind else ""


def _kind(char: str) -> str:
    if "ァ" <= char <= "ヺ" or char == "ー":
        return "katakana"
    if "ぁ" <= char <= "ゖ":
        return "hiragana"
    return "letter" if char < "ᄀ" and char.isalnum() else "ideograph"


def spelled(text: str) -> str:
    """A form as a pattern: with a hyphen or a space, ё or е, ō or o, old kanji or new, small kana or large.

    >>> spelled("Yuzhno-Kurilsk")
    'Y[uū]zhn[oō][ \\\\xA0・‐-―-][Kk][uū]rilsk'
    """
    return "".join(_char(text[at], text[at - 1 : at]) for at in range(len(text)))


def in_any_case(text: str) -> str:
    """A form as a pattern whose first letter may be small or a capital.

    >>> in_any_case("пролив")
    '[Пп]ролив'
    """
    return _char(text[0], " ") + spelled(text)[len(_char(text[0], "")) :]


def _char(char: str, before: str) -> str:
    if before in (" ", "-") and before and char.lower() != char.upper():
        return f"[{char.upper()}{char.lower()}]"
    if char in _ALSO:
        return f"[{char}{_ALSO[char]}]"
    return _LOOSE.get(char) or escaped(char)


def in_both_kana(text: str) -> tuple[str, ...]:
    """A folded text, and what it is in katakana if it has kana.

    >>> in_both_kana("くなしる島")
    ('くなしる島', 'クナシル島')
    """
    other = "".join(chr(ord(char) + 0x60) if "ぁ" <= char <= "ゖ" else char for char in text)
    return (text,) if other == text else (text, other)


def escaped(text: str) -> str:
    """A text as a pattern that matches nothing else.

    >>> escaped("a.b (c)")
    'a\\\\.b \\\\x28c\\\\x29'
    """
    return _SPECIAL.sub(lambda hit: rf"\x{ord(hit[0]):02x}" if hit[0] in "()" else rf"\{hit[0]}", text)


def after_words(words: Iterable[str]) -> str:
    """What stands before a name that follows one of some words, as a pattern."""
    return rf"(?:^|[^{_WORD}-])(?:{'|'.join(map(in_any_case, words))}) "


def any_of(surfaces: Iterable[Surface], before: str = "", spell: Callable[[str], str] = spelled) -> str:
    """Any of some forms, at the edges of a word, as one pattern.

    Args:
        surfaces: the forms.
        before: a pattern that looks at what stands before them.
        spell: how a form is written as a pattern.
    """
    groups: dict[tuple[str, str], list[str]] = {}
    for surface in sorted(surfaces, key=lambda surface: (-len(surface.text), surface.text)):
        groups.setdefault(surface.around, []).append(spell(surface.text))
    return "|".join(
        f"{_begins(patterns)}{left}{before}(?:{'|'.join(dict.fromkeys(patterns))}){right}"
        for (left, right), patterns in groups.items()
    )


def _begins(patterns: Iterable[str]) -> str:
    """The first letters of some patterns, so that the rest is tried where one of them stands alone."""
    firsts = {pattern[1 : pattern.index("]")] if pattern[0] == "[" else pattern[0] for pattern in patterns}
    return "" if "\\" in firsts else f"(?=[{''.join(sorted(set(''.join(firsts))))}])"


def portable(pattern: str) -> str:
    r"""A pattern of Python's, written so that others read it alike.

    >>> portable(r"\w [(«]")
    '[0-9A-Za-zÀ-ɏЀ-ӿ] [\\x28«]'
    """

    def rewritten(hit: re.Match[str]) -> str:
        found = hit[0].replace(r"\"", '"')
        return _PORTABLE.get(hit[0]) or found.replace("(", r"\x28").replace(")", r"\x29")

    return _IN_PYTHON.sub(rewritten, pattern)
