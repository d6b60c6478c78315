"""What a convention says of a name in a text: that it stands, or what stands in its place."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kurilnames.conventions import Convention, best
from kurilnames.fold import in_one_script, key
from kurilnames.gazetteer import default

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from kurilnames.gazetteer import Gazetteer
    from kurilnames.results import Mention, Name

__all__ = ["REASONS", "Advice", "Adviser", "is_tied", "language_of", "side_of"]

REASONS = {
    "other side": "the other side's name",
    "former": "a name that is no longer in use",
    "spelling": "a spelling that the convention does not use",
    "counterpart": "a first mention without the other side's name",
}
_AVOIDED = {"former": "former", "etymon": "former", "misprint": "spelling", "discouraged": "spelling"}
_HOMES = {"ja": "ja", "ja-Latn": "en", "ja-Cyrl": "ru", "ru": "ru", "ru-Latn": "en", "en": "en"}
_SIDES = {"ja-Latn": "japan", "ja-Cyrl": "japan", "ru-Latn": "russia"}
_SCRIPTS = {"ja": "ぁヿｦﾟ㐀鿿々々", "ru": "Ѐӿ", "en": "AZazÀɏ"}
_KATAKANA = "ァヺｦﾟ"


class Advice(NamedTuple):
    """What is to be said of a mention: a word of `REASONS`, and the names to write instead or beside it."""

    reason: str
    names: tuple[Name, ...]


def language_of(mention: Mention) -> str | None:
    """The language whose names a mention stands among, by its script.

    Returns:
        `ja`, `ru` or `en`; None where the name is one of a further language.
    """
    return _by_script(mention.surface) if mention.name.lang in _HOMES else None


@lru_cache(maxsize=1 << 14)
def _by_script(surface: str) -> str | None:
    surface = in_one_script(surface)
    return next((lang for lang, ranges in _SCRIPTS.items() if _has(surface, ranges)), None)


def _has(text: str, ranges: str) -> bool:
    """Whether a text has a character of some ranges: their first and last, one after another."""
    return any(first <= char <= last for first, last in zip(ranges[::2], ranges[1::2], strict=True) for char in text)


class Adviser:
    """What a convention says of the mentions of a text, one after another.

    Args:
        gazetteer: the gazetteer.
        convention: whose names are to be written.
    """

    def __init__(self, gazetteer: Gazetteer, convention: Convention) -> None:
        self.gazetteer = gazetteer
        self.convention = convention
        self._picked: dict[tuple[int, str], tuple[Name, ...]] = {}
        self._recorded: dict[tuple[int, str], list[Name]] = {}
        self._scope: dict[int, bool] = {}

    @classmethod
    def of(cls, convention: str, gazetteer: Gazetteer | None = None) -> Adviser:
        """What a convention says, by its name or the path of its file.

        Raises:
            UnknownConvention, UnreadableFile: as `Convention.read`.
        """
        home = gazetteer or default()
        return cls(home, Convention.read(convention, home))

    def pick(self, entry: int, lang: str) -> tuple[Name, ...]:
        """The names of an entry that the convention writes in a language: `Convention.pick`, remembered."""
        if (entry, lang) not in self._picked:
            self._picked[entry, lang] = self.convention.pick(self.gazetteer, entry, lang)
        return self._picked[entry, lang]

    def covers(self, mention: Mention) -> bool:
        """Whether the convention speaks of a mention: one place of the region, in Japanese, Russian or English."""
        entry = mention.number
        if entry not in self._scope:
            ours = self.gazetteer.kind(entry) == "place" and bool(self.gazetteer.heads["near"][entry])
            self._scope[entry] = ours and self.convention.covers(self.gazetteer, entry)
        return self._scope[entry] and language_of(mention) is not None

    def advice(self, text: str, mention: Mention) -> Advice | None:
        """What is to be written instead of a mention; None where it may stand, names are empty where none is attested.

        Args:
            text: the text that the mention was found in.
            mention: one that the convention covers.
        """
        lang = language_of(mention) or "en"
        wanted = self.pick(mention.number, lang)
        borne = self._borne(text, mention)
        sides = self.convention.both or self.convention.sides[lang]
        if lang != "ja" and "japan" not in sides and is_tied(text, mention):
            return Advice("other side", wanted)
        if _has(mention.surface, _KATAKANA) and any(map(_is_kanji, borne)):
            return Advice("spelling", wanted)
        if self.convention.own_name(self.gazetteer, mention.number, lang):
            chosen = key(wanted[0].text) in {key(text[slice(*mention.core)]), *(key(name.text) for name in borne)}
            return None if chosen else Advice("spelling", wanted)
        if any(name in wanted or self._stands(name, lang, sides) for name in borne):
            return None
        return Advice(self._reason(mention, sides), wanted)

    def counterpart(self, text: str, mention: Mention) -> Name | None:
        """The other side's name that the convention wants beside the first mention of a place."""
        lang = language_of(mention) or "en"
        if lang not in self.convention.counterpart:
            return None
        names = self.gazetteer.names(mention.number)
        borne = self._borne(text, mention)
        sides = {side for name in borne if (side := side_of(name))}
        others = [best(names, lang, side) for side in self.convention.both if side not in sides]
        known = {key(name.text) for name in borne}
        rest = [name for name in others if name and name.by and key(name.text) not in known]
        return rest[0] if sides and len(rest) == 1 else None

    def _borne(self, text: str, mention: Mention) -> list[Name]:
        """The recorded names that a mention may be a form of."""
        at = mention.number, text[slice(*mention.core)]
        if at not in self._recorded:
            self._recorded[at] = list(self._written(*at))
        known = mention.how in ("exact", "folded", "inflected", "abbreviated")
        return self._recorded[at] or ([mention.name] if known else [])

    def _written(self, number: int, text: str) -> Iterator[Name]:
        """The recorded names of an entry that a text writes, in some case."""
        written = key(text)
        for posting in self.gazetteer.postings(written):
            name = self.gazetteer.name(posting.name)
            if posting.entry == number and (posting.how in ("exact", "inflected") or key(name.text) == written):
                yield name

    def _stands(self, name: Name, lang: str, sides: Collection[str]) -> bool:
        fits = side_of(name) in (None, *sides)
        return fits and name.status not in _AVOIDED and _HOMES.get(name.lang) == lang

    def _reason(self, mention: Mention, sides: Collection[str]) -> str:
        if side_of(mention.name) not in (None, *sides):
            return "other side"
        return _AVOIDED.get(mention.name.status, "spelling")


def _is_kanji(name: Name) -> bool:
    return "一" <= name.text[0] <= "鿿" and not _has(name.text, _KATAKANA)


def is_tied(text: str, mention: Mention) -> bool:
    """Whether the generic of a mention is a Japanese one tied on: Etorofu-tō, Тятя-дакэ.

    >>> from kurilnames import find
    >>> is_tied("Etorofu-tō", find("Etorofu-tō")[0])
    True
    """
    return text[mention.core[1] : mention.end].startswith("-")


def side_of(name: Name) -> str | None:
    """Whose a name is: a Japanese name in other letters is Japan's whoever writes it so."""
    return name.by or _SIDES.get(name.lang)
