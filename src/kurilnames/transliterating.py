"""Kanji to reading: the gazetteer first, pykakasi last and marked as a guess; and `transliterate`, which needs it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from kurilnames.errors import CannotTransliterate
from kurilnames.fold import key
from kurilnames.gazetteer import default
from kurilnames.results import Transliteration
from kurilnames.scheme import Scheme

if TYPE_CHECKING:
    from kurilnames.gazetteer import Gazetteer

__all__ = ["Reading", "reading_of", "scheme", "transliterate"]

_KANJI = re.compile(r"[\u3400-\u9fff\uf900-\ufaff々〇]")


class Reading(NamedTuple):
    """A reading in hiragana, `|` at known morpheme boundaries; where it is from; whether it is a guess."""

    kana: str
    source: str | None
    guessed: bool


def reading_of(text: str, gazetteer: Gazetteer) -> Reading | None:
    """The reading of a Japanese name.

    Args:
        text: the name.
        gazetteer: where it is looked up before anything is guessed.
    Returns:
        a reading of the gazetteer with its source; a guess by pykakasi; or None where two readings are recorded,
        or nothing can be read.
    """
    recorded = {reading.kana: reading for reading in _recorded(text, gazetteer)}
    if recorded:
        return next(iter(recorded.values())) if len({kana.replace("|", "") for kana in recorded}) == 1 else None
    guess = "".join(part["hira"] for part in _kakasi().convert(text))
    return None if _KANJI.search(guess) else Reading(guess, None, True)


def _recorded(text: str, gazetteer: Gazetteer) -> list[Reading]:
    found: list[Reading] = []
    for posting in gazetteer.postings(key(text)):
        name = gazetteer.name(posting.name)
        if not name.kana or posting.how not in ("exact", "historic") or not _KANJI.search(name.text):
            continue
        source = name.sources[0].id if name.sources else None
        if key(name.text) == key(text):
            return [Reading(name.kana, source, False)]
        found.append(Reading(name.kana.rpartition("|")[0], source, False))
    return [reading for reading in found if reading.kana]


@lru_cache(maxsize=1)
def _kakasi() -> Any:
    from pykakasi import kakasi

    return kakasi()  # type: ignore[no-untyped-call]


@lru_cache(maxsize=64)
def scheme(id: str, gazetteer: Gazetteer) -> Scheme:
    """A scheme by its id.

    Raises:
        UnknownScheme: there is none of that name.
    """
    return Scheme(gazetteer.scheme(id))


def transliterate(text: str, scheme_id: str, *, gazetteer: Gazetteer | None = None) -> Transliteration:
    """A text in another script.

    Args:
        text: Cyrillic for a romanization of Russian; kana for one of Japanese, with `|` or a space where a morpheme
            ends; a Japanese name in kanji is read first.
        scheme_id: the id of a scheme of `data/schemes`.
    Returns:
        a `Transliteration`: a str; `source` says where a reading of kanji is from, `guessed` that it is a guess.
    Raises:
        UnknownScheme: there is none of that name.
        CannotTransliterate: kanji that cannot be read, or have two readings.
        TypeError: `text` is not a str.

    >>> transliterate("くなしり", "polivanov"), transliterate("Южно-Курильск", "bgn-pcgn-1947")
    ('кунасири', 'Yuzhno-Kuril’sk')
    """
    if not isinstance(text, str):
        raise TypeError(f"a text is a str, not {type(text).__name__}")
    home = gazetteer or default()
    table = scheme(scheme_id, home)
    kanji = _KANJI.search(text) if table.reads == "kana" else None
    if not kanji:
        return Transliteration(table.apply(text))
    reading = reading_of(text, home)
    if reading is None:
        raise CannotTransliterate(text, kanji.start(), scheme_id)
    return Transliteration(table.apply(reading.kana), guessed=reading.guessed, source=reading.source)
