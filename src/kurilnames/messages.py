"""Messages in the language of whoever reads them: English as written here, Japanese and Russian from the catalogs.

A catalog (`locale/<lang>/LC_MESSAGES/kurilnames.po`) is read when a message is first put into its language; until then
nothing is imported.
"""

from __future__ import annotations

import os
from contextvars import ContextVar
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import GNUTranslations

__all__ = ["LANGUAGES", "N_", "gettext", "language_of_the_locale", "ngettext", "speak", "spoken"]

LANGUAGES = ("en", "ja", "ru")
_spoken = ContextVar("spoken", default="en")


def speak(lang: str) -> None:
    """Say in which language messages are from now on: a word of `LANGUAGES`."""
    _spoken.set(lang)


def spoken() -> str:
    """The language in which messages are now."""
    return _spoken.get()


def language_of_the_locale() -> str:
    """The language that the environment asks for; English where it asks for one that is not there."""
    asked = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    first = next(filter(None, asked), "en")[:2]
    return first if first in LANGUAGES else "en"


def gettext(message: str, lang: str | None = None) -> str:
    """A message in a language; in the one that is spoken by default.

    >>> gettext("Rules", "ja")
    '規則'
    """
    lang = lang or _spoken.get()
    return message if lang == "en" else _catalog(lang).gettext(message)


def ngettext(one: str, many: str, number: int, lang: str | None = None) -> str:
    """The same for a message that counts something: `one` and `many` are its English forms.

    >>> ngettext("{path}: {number} written anew", "{path}: {number} written anew", 3, "ru")
    '{path}: исправлено {number} места'
    """
    lang = lang or _spoken.get()
    return (one if number == 1 else many) if lang == "en" else _catalog(lang).ngettext(one, many, number)


def N_(message: str) -> str:
    """A message as it is, to be put into a language later, where it is shown.

    >>> N_("Rules")
    'Rules'
    """
    return message


@lru_cache
def _catalog(lang: str) -> GNUTranslations:
    from gettext import GNUTranslations
    from io import BytesIO

    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    path = os.path.join(os.path.dirname(__file__), "locale", lang, "LC_MESSAGES", "kurilnames.po")
    with open(path, "rb") as file:
        catalog = read_po(file, locale=lang)
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return GNUTranslations(compiled)
