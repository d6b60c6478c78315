"""Which of an entry's names a convention writes, and how: side, generic, script."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from kurilnames.errors import LookupFailed, UnknownConvention, UnreadableFile
from kurilnames.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kurilnames.gazetteer import Gazetteer
    from kurilnames.results import Name
    from kurilnames.scheme import Scheme

__all__ = ["SCRIPTS", "Convention", "write"]

SCRIPTS = ("id", "ja", "ja-Hira", "ja-Latn", "ru", "ru-Latn", "en", "all")
_WRITABLE = {"official": 0, "used": 1, "variant": 2}
_KEYS = frozenset({"extends", "id", "names", "scope", "sides", "specs", "title"})
_OWN = {"ja": ("japan",), "ru": ("russia",), "en": ("japan", "russia")}


class Convention(NamedTuple):
    """How one side or house writes names.

    `sides` gives for each language the sides whose names are written, `scope` the ids of the areas it speaks of
    (empty: all); outside its scope each language's own names are written. `names` are single choices of a house.
    """

    id: str
    sides: dict[str, tuple[str, ...]]
    scope: tuple[str, ...]
    names: dict[str, dict[str, str]]

    @classmethod
    def read(cls, name: str, gazetteer: Gazetteer) -> Convention:
        """A shipped convention by its name, or a user's file by its path.

        Args:
            name: `dual`, `japan`, `russia`, or the path of a .toml file of the same shape, which may extend one.
            gazetteer: where the shipped ones are.
        Raises:
            UnknownConvention: neither shipped nor a file.
            UnreadableFile: a file that is not TOML, or not of that shape.
        """
        shipped = gazetteer.conventions
        if not isinstance(name, str):
            raise UnknownConvention(str(name), shipped)
        if name in shipped:
            return cls._from(shipped[name], gazetteer, ())
        return cls._from_file(name, gazetteer, ())

    @classmethod
    def _from_file(cls, path: str, gazetteer: Gazetteer, above: tuple[str, ...]) -> Convention:
        from os.path import isfile, realpath
        from pathlib import Path

        from kurilnames.pages import read_table

        if not path.endswith(".toml") or not isfile(path):
            raise UnknownConvention(path, gazetteer.conventions)
        if realpath(path) in above:
            raise UnreadableFile(path, None, "it extends itself: take extends out of one of the files")
        table = read_table(Path(path))
        if fault := _fault(table, gazetteer):
            raise UnreadableFile(path, None, fault)
        return cls._from(table, gazetteer, (*above, realpath(path)))

    @classmethod
    def _from(cls, table: dict[str, Any], gazetteer: Gazetteer, above: tuple[str, ...]) -> Convention:
        base = None
        if extended := table.get("extends"):
            shipped = gazetteer.conventions.get(extended)
            base = cls._from(shipped, gazetteer, ()) if shipped else cls._from_file(extended, gazetteer, above)
        sides = {lang: tuple(by) for lang, by in table.get("sides", {}).items()}
        return cls(
            str(table.get("id", "")),
            {**_OWN, **(base.sides if base else {}), **sides},
            tuple(table.get("scope", base.scope if base else ())),
            {**(base.names if base else {}), **table.get("names", {})},
        )

    def covers(self, gazetteer: Gazetteer, entry: int) -> bool:
        """Whether an entry lies in the convention's scope."""
        return not self.scope or any(id in gazetteer.numbers and gazetteer.within(entry, id) for id in self.scope)

    def pick(self, gazetteer: Gazetteer, entry: int, lang: str) -> tuple[Name, ...]:
        """The names of an entry that the convention writes in a language.

        Args:
            gazetteer, entry: the entry by its number.
            lang: `ja`, `ru` or `en`.
        Returns:
            one name; or several, in alphabetical order, where the sides differ and the convention writes both;
            none where no source attests one.
        """
        names = gazetteer.names(entry)
        inside = self.covers(gazetteer, entry)
        sides = self.sides[lang] if inside else _OWN[lang]
        found = {name.text: name for side in sides if (name := best(names, lang, side))}
        if not found and not inside:
            found = {name.text: name for side in _OWN["en"] if (name := best(names, lang, side))}
        return tuple(found[text] for text in sorted(found))


def _fault(table: dict[str, Any], gazetteer: Gazetteer) -> str | None:
    """What is wrong with a user's convention and what to write instead; None when nothing is."""
    if unknown := sorted(set(table) - _KEYS):
        return f"unknown key {unknown[0]!r}: it may have {', '.join(sorted(_KEYS))}"
    if not isinstance(table.get("extends", ""), str):
        return "extends is the name of a convention or the path of a file"
    sides, scope, names = table.get("sides", {}), table.get("scope", []), table.get("names", {})
    known = gazetteer.vocab.get("sides", {})
    if not isinstance(sides, dict) or not all(isinstance(by, list) and set(by) <= set(known) for by in sides.values()):
        return f'sides gives lists, as in {{ en = ["japan"] }}, of {", ".join(sorted(known))}'
    if not isinstance(scope, list) or not all(id in gazetteer.numbers for id in scope):
        return "scope is a list of ids of places"
    if not isinstance(names, dict) or not all(
        isinstance(n, dict) and id in gazetteer.numbers for id, n in names.items()
    ):
        return 'names gives an id its names, as in { shikotan = { en = "Shikotan" } }'
    return None


def best(names: Iterable[Name], lang: str, side: str) -> Name | None:
    """The name that a side writes in a language: its own before a common one, official before used before variant.

    Japan's own name in a Russian text is the Japanese one in Cyrillic, unless a source shows another.

    >>> best((), "en", "japan") is None
    True
    """
    attested = [n for n in names if n.status in _WRITABLE and n.certainty != "inferred"]
    fit = [n for n in attested if n.by in (None, side)]
    own = [n for n in fit if n.lang == lang and n.by == side]
    generic = next((n.generic for n in attested if n.lang == "ru" and n.generic), None)
    cyrillized = [
        n._replace(lang="ru", generic=generic) for n in fit if n.lang == "ja-Cyrl" and (side, lang) == ("japan", "ru")
    ]
    common = [n for n in fit if n.lang == lang and n.by is None]
    ranked = [(rank, name) for rank, group in enumerate((own, cyrillized, common)) for name in group]
    first = min(ranked, key=lambda row: (*_preference(row[1]), row[0], _WRITABLE[row[1].status]), default=None)
    return first[1] if first else None


def _preference(name: Name) -> tuple[bool, bool]:
    """Short forms last, variants after what is in use."""
    return name.needs in ("company", "introduced"), name.status == "variant"


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
            raise LookupFailed(f"no source attests a name of {gazetteer.id_of(entry)} as {convention.id} writes it")
        return written
    override = convention.names.get(gazetteer.id_of(entry), {}).get(to)
    if override:
        return override
    lang, _, script = to.partition("-")
    names = convention.pick(gazetteer, entry, lang)
    if not names:
        side = "/".join(convention.sides[lang])
        raise LookupFailed(f"no source attests a name of {gazetteer.id_of(entry)} in {lang!r} as {side} writes it")
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
        raise LookupFailed(f"no source gives the reading of {name.text}")
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
