"""A text in another script, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kurilnames.errors import CannotTransliterate
from kurilnames.gazetteer import default
from kurilnames.reading import KANJI, inverse, reading_of, scheme, scheme_ids
from kurilnames.results import Transliteration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kurilnames.gazetteer import Gazetteer
    from kurilnames.scheme import Scheme

__all__ = ["described", "transliterate"]

_ERRORS = ("keep", "strict")
_SHOWN = {"kana": "すいしょう|とう", "Cyrl": "Южно-Курильск"}
_READ = {"kana": "kana", "Cyrl": "Russian"}
_WRITTEN = {"kana": "katakana", "Cyrl": "Cyrillic", "Latn": "Latin"}


def transliterate(
    text: str,
    scheme_id: str,
    *,
    reverse: bool = False,
    errors: str = "keep",
    gazetteer: Gazetteer | None = None,
) -> Transliteration:
    """A text in another script.

    Args:
        text: Russian for a scheme that reads Cyrillic; kana for one that reads kana, with `|` or a space where a
            morpheme ends; a Japanese name in kanji is read first, by the gazetteer, else by a guess.
        scheme_id: the id of a scheme of `data/schemes`.
        reverse: whether to read what the scheme wrote; only for reversible schemes (`readings` guesses for others).
        errors: `keep` lets stand what the scheme cannot write, `strict` raises there.  A Cyrillic letter of another
            language than Russian is written as its nearest Russian one, or U+FFFD, under `keep`.
    Returns:
        a `Transliteration`: a str; `source` says where a reading of kanji is from, `guessed` that it is a guess.
    Raises:
        UnknownScheme: there is none of that name.
        CannotTransliterate: under `strict`, at the first letter that cannot be written or read: a letter of another
            language, a kanji that cannot be read or has two recorded readings, a word that the scheme never writes.
        ValueError: the scheme is not reversible, or `errors` is neither word.
        TypeError: `text` is not a str.

    >>> transliterate("くなしり", "polivanov"), transliterate("Южно-Курильск", "bgn-pcgn-1947")
    ('кунасири', 'Yuzhno-Kuril’sk')
    >>> transliterate("Ûžno-Kurilʹsk", "iso-9-1995", reverse=True)
    'Южно-Курильск'
    """
    if not isinstance(text, str):
        raise TypeError(f"a text is a str, not {type(text).__name__}")
    if errors not in _ERRORS:
        raise ValueError(f"errors is keep or strict, not {errors!r}")
    home = gazetteer or default()
    table = scheme(scheme_id, home)
    if reverse:
        if not table.reversible:
            raise ValueError(f"{scheme_id} is not reversible; readings() guesses what was written in it")
        return Transliteration(inverse(scheme_id, home).text(text, errors))
    if table.reads == "kana" and KANJI.search(text):
        return _read_first(text, table, errors, home)
    _refuse(text, text, table, errors)
    return Transliteration(table.apply(text))


def _read_first(text: str, table: Scheme, errors: str, home: Gazetteer) -> Transliteration:
    reading = reading_of(text, home)
    _refuse(text, text if reading is None else reading, table, errors)
    if reading is None:
        return Transliteration(table.apply(text))
    return Transliteration(table.apply(reading), guessed=reading.guessed, source=reading.source)


def _refuse(text: str, read: str, table: Scheme, errors: str) -> None:
    """Under `strict`, raise at the first letter that cannot be written, or at the first kanji if its reading cannot."""
    at = table.unwritable(read) if errors == "strict" else None
    if at is not None:
        kanji = KANJI.search(text) if read is not text else None
        raise CannotTransliterate(text, kanji.start() if kanji else at, table.id)


def described(gazetteer: Gazetteer | None = None) -> Iterator[tuple[str, str, str, str]]:
    """Every scheme as a row: its id, its direction, an example, its edition.

    >>> next(described())[0]
    'ala-lc'
    """
    home = gazetteer or default()
    for id in scheme_ids(home):
        table = scheme(id, home)
        direction = f"{_READ[table.reads]} {'<->' if table.reversible else '->'} {_WRITTEN[table.writes]}"
        shown = _SHOWN[table.reads]
        yield id, direction, f"{shown} {table.apply(shown)}", home.scheme(id)["edition"]
