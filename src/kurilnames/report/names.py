"""The names of an entry in three languages, as the neutral convention writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kurilnames.conventions import Convention
from kurilnames.errors import LookupFailed
from kurilnames.writing import write

if TYPE_CHECKING:
    from kurilnames.gazetteer import Gazetteer

__all__ = ["LANGUAGES", "dual_name", "in_three"]

LANGUAGES = ("ja", "ru", "en")


def dual_name(gazetteer: Gazetteer, id: str, lang: str) -> str:
    """The name of an entry in a language under `dual`, with its generic; empty where no source attests one.

    >>> from kurilnames.gazetteer import default
    >>> dual_name(default(), "kunashir-kunashiri", "en")
    'Kunashir/Kunashiri Island'
    """
    try:
        return write(gazetteer, gazetteer.number(id), lang, Convention.read("dual", gazetteer), generic=True)
    except LookupFailed:
        return ""


def in_three(gazetteer: Gazetteer, id: str) -> str:
    """The Japanese, Russian and English names of an entry on one line, each once; its id where it has none."""
    names = (dual_name(gazetteer, id, lang) for lang in LANGUAGES)
    return " = ".join(dict.fromkeys(filter(None, names))) or id
