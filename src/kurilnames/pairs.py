"""A text and what it translates."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from kurilnames.results import MAIN

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "Pair",
    "Paired",
    "examples",
    "is_open",
    "language_by_script",
    "letters",
    "primary",
    "shown",
    "target_language",
]

_UNSAID = {"mis", "mul", "und", "zxx"}
_LETTERS = {"ja": "[ぁ-ヿｦ-ﾟ㐀-鿿々]", "ru": "[Ѐ-ӿ]", "en": "[A-Za-zÀ-ɏ]"}


class Pair(NamedTuple):
    """A text and what it translates, None where it translates nothing; languages as BCP 47 tags, None: by script."""

    text: str
    source: str | None
    lang: str | None = None
    source_lang: str | None = None


class Paired(Protocol):
    """What is needed of a pair: a `Pair` has it, a segment of a file too."""

    @property
    def text(self) -> str: ...
    @property
    def source(self) -> str | None: ...
    @property
    def lang(self) -> str | None: ...
    @property
    def source_lang(self) -> str | None: ...


def is_open(pair: Paired) -> bool:
    """Whether there is no translation yet."""
    return not pair.text.strip() or (pair.source is not None and pair.text.strip() == pair.source.strip())


def target_language(pair: Paired) -> str:
    """The primary tag of a text's language; by its script where it translates something; empty where all may be."""
    if pair.lang and (lang := primary(pair.lang)) not in _UNSAID:
        return lang
    return "" if pair.source is None else language_by_script(pair.text)


def primary(tag: str) -> str:
    """The primary tag of a language tag.

    >>> primary("ru-RU"), primary("JA_JP")
    ('ru', 'ja')
    """
    return tag.replace("_", "-").partition("-")[0].lower()


@lru_cache
def letters(lang: str) -> re.Pattern[str]:
    """The letters of a language of MAIN.

    >>> bool(letters("ru").search("Кунашир"))
    True
    """
    return re.compile(_LETTERS[lang])


@lru_cache
def _runs(lang: str) -> re.Pattern[str]:
    return re.compile(f"{_LETTERS[lang]}+")


def language_by_script(text: str) -> str:
    """The language of MAIN in whose script most of a text is."""
    return max(MAIN, key=lambda lang: sum(map(len, _runs(lang).findall(text))))


def examples(example: Mapping[str, Any]) -> list[Pair]:
    """The texts of a rule's example, with their sources where it has any.

    >>> examples({"text": "Кунашир", "source": "国後島"})
    [Pair(text='Кунашир', source='国後島', lang=None, source_lang=None)]
    """
    texts, sources = (
        [each] if isinstance(each, str) else each for each in (example["text"], example.get("source", []))
    )
    return [Pair(text, sources[number] if sources else None) for number, text in enumerate(texts)]


def shown(example: Mapping[str, Any]) -> str:
    """A rule's example in a line: its texts, each behind its source.

    >>> shown({"text": "Кунашир", "source": "国後島"}), shown({"text": "Кунашир"})
    ('国後島 → Кунашир', 'Кунашир')
    """
    return " / ".join(f"{each.source} → {each.text}" if each.source else each.text for each in examples(example))
