"""An entry's name as a convention writes it: side, generic, script."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from kurilnames.errors import LookupFailed
from kurilnames.fold import fold
from kurilnames.messages import gettext

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kurilnames.conventions import Convention
    from kurilnames.gazetteer import Gazetteer
    from kurilnames.results import Name
    from kurilnames.scheme import Scheme

__all__ = ["SCRIPTS", "with_generic", "write"]

SCRIPTS = ("id", "ja", "ja-Hira", "ja-Latn", "ru", "ru-Latn", "en", "all")


def write(gazetteer: Gazetteer, entry: int, to: str, convention: Convention, *, generic: bool) -> str:
    """Write the name of an entry.

    Args:
        gazetteer, entry: the entry by its number.
        to: one of `SCRIPTS`.
        convention: whose names.
        generic: whether the word for its kind is written (Japanese always writes it).
    Returns:
        the text; for `all` the Japanese, romanized, Russian and English forms, parted by " = ".
    Raises:
        LookupFailed: no source attests such a name.
        ValueError: `to` is not one of `SCRIPTS`.
    """
    if to == "id":
        return gazetteer.id_of(entry)
    if to not in SCRIPTS:
        raise ValueError(f"to must be one of {', '.join(SCRIPTS)}, not {to!r}")
    if to == "all":
        written = " = ".join(dict.fromkeys(_all(gazetteer, entry, convention, generic)))
        if not written:
            said = gettext("no source attests a name of {id} as {side} writes it")
            raise LookupFailed(said.format(id=gazetteer.id_of(entry), side=convention.id))
        return written
    if own := convention.own_name(gazetteer, entry, to):
        return own
    lang, _, script = to.partition("-")
    names = convention.pick(gazetteer, entry, lang)
    if not names:
        side = "/".join(convention.sides[lang])
        said = gettext("no source attests a name of {id} in {lang!r} as {side} writes it")
        raise LookupFailed(said.format(id=gazetteer.id_of(entry), lang=lang, side=side))
    return _joined(gazetteer, names, script, generic)


def _all(gazetteer: Gazetteer, entry: int, convention: Convention, generic: bool) -> Iterable[str]:
    for to in ("ja", "ja-Latn", "ru", "en"):
        try:
            yield write(gazetteer, entry, to, convention, generic=generic)
        except LookupFailed:
            continue


def _joined(gazetteer: Gazetteer, names: tuple[Name, ...], script: str, generic: bool) -> str:
    """Kunashir/Kunashiri Island: where both names have the same generic it is written once."""
    if len(names) > 1 and len({name.generic for name in names}) == 1:
        names = (names[0]._replace(text="/".join(name.text for name in names)),)
    return "/".join(_written(gazetteer, name, script, generic) for name in names)


def _written(gazetteer: Gazetteer, name: Name, script: str, generic: bool) -> str:
    if script == "Hira":
        return _reading(name).replace("|", "")
    if script == "Latn" and name.lang == "ja":
        return _romanized(gazetteer, name, generic)
    text = with_generic(gazetteer, name) if generic else name.text
    return _scheme(gazetteer, "bgn-pcgn-1947").apply(text) if script == "Latn" else text


def _reading(name: Name) -> str:
    if not name.kana:
        raise LookupFailed(gettext("no source gives the reading of {name}").format(name=name.text))
    return name.kana


def _romanized(gazetteer: Gazetteer, name: Name, generic: bool) -> str:
    """Kunashiri-tō: the specific with a capital, the generic small and after a hyphen."""
    stem, _, last = _reading(name).rpartition("|")
    hepburn = _scheme(gazetteer, "hepburn")
    if not stem or not gazetteer.generics.suffix.get(fold(last)):
        return hepburn.apply(_reading(name).replace("|", " ")).capitalize()
    specific = hepburn.apply(stem).capitalize()
    return f"{specific}-{hepburn.apply(last)}" if generic else specific


def with_generic(gazetteer: Gazetteer, name: Name) -> str:
    """A name with its generic where the language puts it: остров Кунашир, Kunashiri Island, Mount Chacha."""
    if not name.generic:
        return name.text
    words = gazetteer.generics.before.get(fold(name.generic))
    before = any(word.lang == name.lang for word in words)
    return f"{name.generic} {name.text}" if before else f"{name.text} {name.generic}"


@lru_cache(maxsize=64)
def _scheme(gazetteer: Gazetteer, id: str) -> Scheme:
    from kurilnames.scheme import Scheme

    return Scheme(gazetteer.scheme(id))
