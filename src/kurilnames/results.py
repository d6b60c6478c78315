"""What a call returns: names with their sources, matches, mentions, transliterations."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Protocol

    from kurilnames.models import Entry

    class Opener(Protocol):
        """What opens an entry by its number: the gazetteer."""

        def id_of(self, entry: int) -> str: ...
        def open(self, entry: int) -> Entry: ...
        def name(self, name: int) -> Name: ...
        def names(self, entry: int) -> Iterable[Name]: ...
        def message(self, code: str, surface: str, entry: int, lang: str = "en", named: str = "") -> str: ...


__all__ = ["HOWS", "MAIN", "Finding", "Match", "Mention", "Name", "Source", "Transliteration"]

MAIN = ("ja", "ru", "en")
HOWS = ("exact", "folded", "inflected", "romanized", "cyrillized", "historic", "abbreviated", "fuzzy")


class Source(NamedTuple):
    """A work or page that says so: title, publisher, year, url, licence, and the day it was seen (ISO 8601)."""

    id: str
    title: str
    publisher: str | None = None
    year: int | None = None
    url: str | None = None
    licence: str | None = None
    seen: str | None = None


class Name(NamedTuple):
    """One name of an entry, as one side or work writes it.

    `text` is the name, `generic` the word for its kind where that stands apart (остров, Island), `kana` the reading
    with `|` at morpheme boundaries, `status` and `certainty` words of the data dictionary, `by` whose name
    it is, in whatever letters (None: neither's in particular), `valid_from` and `valid_to` ISO 8601 dates or years.
    """

    text: str
    lang: str
    kana: str | None = None
    generic: str | None = None
    status: str = "used"
    by: str | None = None
    sources: tuple[Source, ...] = ()
    certainty: str = "stated"
    valid_from: str | None = None
    valid_to: str | None = None
    decl: str | None = None
    needs: str | None = None
    bare: bool = False
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    note: str | None = None


class _Found:
    """What a match and a mention share: an entry, by its `number`, and one of its names, opened when looked at."""

    __slots__ = ("_gazetteer", "_name", "how", "number", "score")

    def __init__(self, gazetteer: Opener, number: int, name: int, how: str, score: float) -> None:
        self._gazetteer = gazetteer
        self.number = number
        self._name = name
        self.how = how
        self.score = score

    @property
    def id(self) -> str:
        return self._gazetteer.id_of(self.number)

    @property
    def entry(self) -> Entry:
        return self._gazetteer.open(self.number)

    @property
    def name(self) -> Name:
        return self._gazetteer.name(self._name)


class Match(_Found):
    """An entry that a query may mean.

    Attributes: `id`, `entry`, `name` (the name that matched), `how` (one of `HOWS`), `score` (0 to 1),
    `generic` (whether the query had the generic), `also` (the ids of its namesakes that were set aside), `number` (of
    the entry in these data: to be kept nowhere).
    """

    __slots__ = ("also", "generic")

    def __init__(
        self,
        gazetteer: Opener,
        entry: int,
        name: int,
        how: str,
        score: float,
        *,
        generic: bool = False,
        also: tuple[str, ...] = (),
    ) -> None:
        super().__init__(gazetteer, entry, name, how, score)
        self.generic = generic
        self.also = also

    def __repr__(self) -> str:
        return f"Match({self.id!r}, {self.name.text!r}, {self.how!r}, {self.score})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Match) and (self.id, self.name, self.how) == (other.id, other.name, other.how)

    def __hash__(self) -> int:
        return hash((self.number, self._name, self.how))


class Mention(_Found):
    """A name in a running text: `text[m.start:m.end] == m.surface`, offsets in code points, end exclusive.

    Attributes: `start`, `end`, `surface`, `id`, `entry`, `name`, `lang`, `form` (the grammatical case or None),
    `how`, `score`, `candidates` (all entries it may mean, when more than one), `core` (the span of the name without the
    generic beside it), `number` (of the entry in these data: to be kept nowhere).
    """

    __slots__ = ("_candidates", "core", "end", "form", "start", "surface")

    def __init__(
        self,
        gazetteer: Opener,
        span: tuple[int, int],
        surface: str,
        entries: tuple[int, ...],
        name: int,
        how: str,
        score: float,
        form: str | None,
        core: tuple[int, int],
    ) -> None:
        super().__init__(gazetteer, entries[0], name, how, score)
        self.start, self.end = span
        self.core = core
        self.surface = surface
        self.form = form
        self._candidates = entries if len(entries) > 1 else ()

    def move(self, by: int) -> None:
        """Count its offsets from another place, so many code points on: for its maker, before anybody holds it."""
        self.start += by
        self.end += by
        self.core = (self.core[0] + by, self.core[1] + by)

    @property
    def lang(self) -> str:
        return self.name.lang

    @property
    def candidates(self) -> tuple[Entry, ...]:
        return tuple(map(self._gazetteer.open, self._candidates))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Mention):
            return NotImplemented
        return (self.start, self.end, self.id, self.name) == (other.start, other.end, other.id, other.name)

    def __hash__(self) -> int:
        return hash((self.start, self.end, self.number))

    def __repr__(self) -> str:
        return f"Mention({self.start}, {self.end}, {self.surface!r}, {self.id!r}, {self.how!r})"


class Finding:
    """What a text says otherwise than a convention: `text[f.start:f.end] == f.surface`, offsets in code points.

    Attributes: `code` (a rule of `data/rules.toml`), `start`, `end`, `surface`, `id`, `entry`, `message` (English;
    `said(lang)` in Japanese or Russian), `suggestions` (best first), `sources` (of the entry's names), `named` (how
    the source of a translation names the entry; empty without one), `number` (of the entry in these data).
    """

    __slots__ = ("_gazetteer", "code", "end", "named", "number", "start", "suggestions", "surface")

    def __init__(
        self,
        gazetteer: Opener,
        code: str,
        span: tuple[int, int],
        surface: str,
        entry: int,
        suggestions: tuple[str, ...],
        named: str = "",
    ) -> None:
        self._gazetteer = gazetteer
        self.number = entry
        self.named = named
        self.code = code
        self.start, self.end = span
        self.surface = surface
        self.suggestions = suggestions

    @property
    def id(self) -> str:
        return self._gazetteer.id_of(self.number)

    @property
    def entry(self) -> Entry:
        return self._gazetteer.open(self.number)

    @property
    def message(self) -> str:
        return self.said("en")

    @property
    def sources(self) -> tuple[Source, ...]:
        names = (name for name in self._gazetteer.names(self.number) if name.lang.partition("-")[0] in MAIN)
        names = (name for name in names if any(name.text in each for each in self.suggestions))
        return tuple(dict.fromkeys(source for name in names for source in name.sources))

    def said(self, lang: str) -> str:
        """The message in `en`, `ja` or `ru`."""
        return self._gazetteer.message(self.code, self.surface, self.number, lang, self.named)

    def __repr__(self) -> str:
        return f"Finding({self.code!r}, {self.start}, {self.end}, {self.surface!r}, {self.suggestions!r})"


class Transliteration(str):
    """Text in another script; `guessed` says whether its reading was a guess, `source` where the reading is from."""

    guessed: bool
    source: str | None

    __slots__ = ("guessed", "source")

    def __new__(cls, text: str, *, guessed: bool = False, source: str | None = None) -> Transliteration:
        made = super().__new__(cls, text)
        made.guessed = guessed
        made.source = source
        return made
