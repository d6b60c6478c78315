"""Whose names a convention writes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from kurilnames.errors import UnknownConvention, UnreadableFile
from kurilnames.messages import gettext
from kurilnames.results import Name

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from kurilnames.gazetteer import Gazetteer

__all__ = ["KEEPS", "Convention", "best"]

KEEPS = ("attributions", "glosses", "quotations")
_WRITABLE = {"official": 0, "used": 1, "variant": 2}
_KEYS = frozenset(
    {"avoid", "counterpart", "extends", "id", "keeps", "marks", "names", "scope", "sides", "specs", "title"}
)
_OWN = {"ja": ("japan",), "ru": ("russia",), "en": ("japan", "russia")}


class Convention(NamedTuple):
    """How one side or house writes names.

    `sides` gives for each language the sides whose names are written, `scope` the ids of the areas it speaks of
    (empty: all); outside its scope each language's own names are written. `names` are single choices of a house.
    `keeps` says where the other side's names may stand in a text (words of `KEEPS`), `counterpart` how the
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
            name: `dual`, `japan`, `russia`, or the path of a .toml file of the same shape, which may extend one or
                another file, by its path from the folder of the first.
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
        from os.path import dirname, isfile, join, realpath
        from pathlib import Path

        from kurilnames.pages import read_table

        if not path.endswith(".toml") or not isfile(path):
            raise UnknownConvention(path, gazetteer.conventions)
        table = read_table(Path(path))
        for key, word, reason in _faults(table, gazetteer):
            raise UnreadableFile(path, _line(Path(path), key, word), reason)
        extended = table.get("extends")
        if extended and extended not in gazetteer.conventions:
            table["extends"] = other = join(dirname(path), extended)
            line = _line(Path(path), "extends")
            if realpath(other) in (*above, realpath(path)):
                raise UnreadableFile(path, line, gettext("it extends itself: take extends out of one of the files"))
            if not (other.endswith(".toml") and isfile(other)):
                raise UnreadableFile(path, line, str(UnknownConvention(extended, gazetteer.conventions)))
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
        if own := self.own_name(gazetteer, entry, lang):
            return (_as_house(own, lang, names, [*found.values()]),)
        return tuple(found[text] for text in sorted(found))

    def own_name(self, gazetteer: Gazetteer, entry: int, to: str) -> str | None:
        """What the house itself writes, in a language or script; None where it has no choice of its own."""
        return self.names.get(gazetteer.id_of(entry), {}).get(to)


def _faults(table: dict[str, Any], gazetteer: Gazetteer) -> Iterator[tuple[str, str, str]]:
    """What is wrong with a user's convention: the key, the word at fault in its value, what to write instead."""
    lists, tables = _lists(gazetteer), _tables(gazetteer)
    for key, value in table.items():
        if key not in _KEYS:
            said = gettext("unknown key {key!r}: it may have {keys}")
            yield key, "", said.format(key=key, keys=", ".join(sorted(_KEYS)))
        elif key in lists:
            known, reason = lists[key]
            rows = value if isinstance(value, list) else [None]
            yield from ((key, str(word or ""), reason) for word in rows if not (_is_text(word) and word in known))
        elif key in tables:
            known, fits, reason = tables[key]
            pairs = value.items() if isinstance(value, dict) else [("", None)]
            yield from ((key, word, reason) for word, each in pairs if word not in known or not fits(each))
        elif key != "specs" and not _is_text(value):
            said = gettext("extends is the name of a convention or the path of a file")
            yield key, "", said if key == "extends" else gettext("{key} is a string").format(key=key)


def _lists(gazetteer: Gazetteer) -> dict[str, tuple[Collection[str], str]]:
    """The keys that have lists: the words that may stand there, what is said of another."""
    return {
        "keeps": (KEEPS, gettext("keeps is a list of words of {words}").format(words=", ".join(sorted(KEEPS)))),
        "scope": (gazetteer.numbers, gettext("scope is a list of ids of places")),
    }


def _tables(gazetteer: Gazetteer) -> dict[str, tuple[Collection[str], Callable[[Any], bool], str]]:
    """The keys that have tables: the keys there, whether a value there is right, what is said of what is not."""
    ids, sides = gazetteer.numbers, gazetteer.vocab.get("sides", {})
    of_sides = gettext('sides gives lists, as in {{ en = ["japan"] }}, of {sides}')
    of_names = gettext('names gives an id its names, as in { shikotan = { en = "Shikotan" } }')
    of_patterns = gettext('counterpart gives a language a pattern, as in { en = "{name} ({side} {other})" }')
    of_terms = gettext('avoid gives the id of a term the one to be written instead, or ""')
    return {
        "sides": (
            _OWN,
            lambda by: isinstance(by, list) and all(_is_text(side) and side in sides for side in by),
            of_sides.format(sides=", ".join(sorted(sides))),
        ),
        "names": (ids, lambda names: isinstance(names, dict) and all(map(_is_text, names.values())), of_names),
        "counterpart": (_OWN, _is_pattern, of_patterns),
        "marks": (sides, _is_text, gettext('marks gives a side its mark, as in { japan = "яп." }')),
        "avoid": (ids, lambda other: other == "" or (isinstance(other, str) and other in ids), of_terms),
    }


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_pattern(value: Any) -> bool:
    """Whether a text can be filled with a name, the other side's, and the mark of a side."""
    try:
        return _is_text(value) and "{other}" in value and bool(value.format(name="-", other="-", side="-"))
    except (KeyError, IndexError, ValueError, AttributeError):
        return False


def _line(path: Path, key: str, word: str = "") -> int:
    """The line of a key, or of a word in its value, where it is written plainly; else the first."""
    text = path.read_text("utf-8")
    found = re.search(rf"^[ \t]*\[?[ \t]*[\"']?{re.escape(key)}[\"']?[ \t]*[=.\]]", text, re.MULTILINE)
    at = found.start() if found else 0
    return text.count("\n", 0, max(at, text.find(word, found.end() if found else 0) if word else at)) + 1


def _as_house(text: str, lang: str, names: Iterable[Name], found: Sequence[Name]) -> Name:
    """The name that a house chose: as it is recorded, else with the generic of the name that it takes the place of."""
    recorded = next((name for name in names if name.text == text and name.lang.startswith(lang)), None)
    like = recorded or (found[0]._replace(kana=None, decl=None) if found else Name(text, lang))
    return like._replace(text=text, lang=lang, generic=like.generic or (found[0].generic if found else None))


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
