"""Whether a text is written in the script of its language tag, and no word in two."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["mixed_words", "strange_words"]

_LETTERS = {
    "Latn": "A-Za-zªºÀ-ÖØ-öø-ɏḀ-ỿＡ-Ｚａ-ｚ",
    "Cyrl": "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f",
    "Kana": "ぁ-ゖゝ-ゟァ-ヺー-ヿㇰ-ㇿｦ-ﾟ",
    "Hani": "々〇㐀-䶿一-鿿豈-\ufaff\U00020000-\U0003ffff",
    "Hang": "\u1100-\u11ff\u3130-\u318f가-\ud7a3",
}
_RUNS = re.compile("|".join(f"(?P<{name}>[{letters}]+)" for name, letters in _LETTERS.items()))
_MIXED = re.compile(rf"(?=\w*[{_LETTERS['Latn']}])(?=\w*[{_LETTERS['Cyrl']}])[{_LETTERS['Latn']}{_LETTERS['Cyrl']}]+")
_WRITTEN_IN = {"ja": ("Kana", "Hani"), "ko": ("Hang", "Hani"), "zh-Hans": ("Hani",), "zh-Hant": ("Hani",)}
_CYRILLIC = frozenset("be bg mk ru sr uk".split())
_LATIN = frozenset("cs da de en es et fi fr hu it la lt lv nl no pl pt ro sk sv".split())
_ABBREVIATION = re.compile("(?![ABCEHKMOPTXY]+$)[A-ZＡ-Ｚ]+$")


def mixed_words(text: str) -> Iterator[str]:
    """The words that have Cyrillic and Latin letters.

    >>> list(mixed_words("Кpабозаводское")), list(mixed_words("Краб"))
    (['Кpабозаводское'], [])
    """
    return (found[0] for found in _MIXED.finditer(text) if len({run.lastgroup for run in _RUNS.finditer(found[0])}) > 1)


def strange_words(text: str, lang: str) -> Iterator[str]:
    """The stretches of letters that the language of a tag does not use.

    Abbreviations in Latin capitals (SCAPIN, G20) stand in any language, unless every letter has a Cyrillic double.

    Args:
        text: a name.
        lang: its tag; of a language whose script is not known nothing is strange.
    Returns:
        the stretches, in their order.

    >>> list(strange_words("мыс Cape", "ru")), list(strange_words("G20サミット", "ja"))
    (['Cape'], [])
    """
    scripts = _scripts(lang)
    for run in _RUNS.finditer(text):
        if scripts and run.lastgroup not in scripts and not _ABBREVIATION.match(run[0]):
            yield run[0]


def _scripts(lang: str) -> tuple[str, ...]:
    language, _, script = lang.partition("-")
    if lang in _WRITTEN_IN:
        return _WRITTEN_IN[lang]
    if script:
        return (script,) if script in _LETTERS else ()
    return ("Cyrl",) if language in _CYRILLIC else ("Latn",) if language in _LATIN else ()
