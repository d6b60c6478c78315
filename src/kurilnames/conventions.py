"""Whose names a convention writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from kurilnames.errors import UnknownConvention, UnreadableFile
from kurilnames.messages import gettext

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kurilnames.gazetteer import Gazetteer
    from kurilnames.results import Name

__all__ = ["Convention", "best"]

_WRITABLE = {"official": 0, "used": 1, "variant": 2}
_KEYS = frozenset(
    {"avoid", "counterpart", "extends", "id", "keeps", "marks", "names", "scope", "sides", "specs", "title"}
)
_OWN = {"ja": ("japan",), "ru": ("russia",), "en": ("japan", "russia")}


class Convention(NamedTuple):
    """How one side or house writes names.

    `sides` gives for each language the sides whose names are written, `scope` the ids of the areas it speaks of
    (empty: all); outside its scope each language's own names are written. `names` are single choices of a house.
    `keeps` says where the other side's names may stand in a text (words of `exempting.KEEPS`), `counterpart` how the
    other side's name is written beside the first mention, by language, and `marks` how a side is named there. `avoid`
    gives ids of terms that are not to be used, and those to be used instead (empty: none).
    """

    id: str
    sides: dict[str, tuple[str, ...]]
    scope: tuple[str, ...]
    names: dict[str, dict[str, str]]
    keeps: tuple[str, ...]
    counterpart: dict[str, str]
    marks: dict[str, str]
    avoid: dict[str, str]

    @property
    def both(self) -> tuple[str, ...]:
        """The sides whose names stand together at the first mention of a place; none where one name is enough."""
        return _OWN["en"] if self.counterpart else ()

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
            raise UnreadableFile(path, None, gettext("it extends itself: take extends out of one of the files"))
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
            tuple(table.get("keeps", base.keeps if base else ())),
            dict(table.get("counterpart", base.counterpart if base else {})),
            {**(base.marks if base else {}), **table.get("marks", {})},
            {**(base.avoid if base else {}), **table.get("avoid", {})},
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
        return gettext("unknown key {key!r}: it may have {keys}").format(key=unknown[0], keys=", ".join(sorted(_KEYS)))
    if not isinstance(table.get("extends", ""), str):
        return gettext("extends is the name of a convention or the path of a file")
    sides, scope, names = table.get("sides", {}), table.get("scope", []), table.get("names", {})
    known = gazetteer.vocab.get("sides", {})
    if not isinstance(sides, dict) or not all(isinstance(by, list) and set(by) <= set(known) for by in sides.values()):
        return gettext('sides gives lists, as in {{ en = ["japan"] }}, of {sides}').format(
            sides=", ".join(sorted(known))
        )
    if not isinstance(scope, list) or not all(id in gazetteer.numbers for id in scope):
        return gettext("scope is a list of ids of places")
    if not isinstance(names, dict) or not all(
        isinstance(n, dict) and id in gazetteer.numbers for id, n in names.items()
    ):
        return gettext('names gives an id its names, as in { shikotan = { en = "Shikotan" } }')
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
        n._replace(lang="ru", generic=generic, by=side)
        for n in fit
        if n.lang == "ja-Cyrl" and (side, lang) == ("japan", "ru")
    ]
    common = [n for n in fit if n.lang == lang and n.by is None]
    ranked = [(rank, name) for rank, group in enumerate((own, cyrillized, common)) for name in group]
    first = min(ranked, key=lambda row: (*_preference(row[1]), row[0], _WRITABLE[row[1].status]), default=None)
    return first[1] if first else None


def _preference(name: Name) -> tuple[bool, bool]:
    """Short forms last, variants after what is in use."""
    return name.needs in ("company", "introduced"), name.status == "variant"
