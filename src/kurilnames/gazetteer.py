"""The gazetteer: loads the artefact, opens its sections and entries when they are looked at."""

from __future__ import annotations

import json
from bisect import bisect_right
from functools import cached_property, lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from kurilnames.collection import Collection
from kurilnames.errors import UnknownId, UnknownScheme
from kurilnames.fold import fold
from kurilnames.index import Generics, GenericWord, GenericWords, Index, Posting, agree
from kurilnames.results import HOWS, Name, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kurilnames.models import Entry

__all__ = ["FORMS", "Collection", "Gazetteer", "GenericWord", "Posting", "default"]

FORMS = 4096
_LOADER = "kurilnames.curation.checkout"
_ARTEFACT = "gazetteer.kn"
_NEIGHBOURS = slice(Name._fields.index("not_before"), Name._fields.index("not_after") + 1)


class Gazetteer:
    """Every place, document and term with its names.

    Args:
        artefact: the compiled data; without it, those of the installed package or of the checkout.

    >>> len(Gazetteer().places) > 100
    True
    """

    def __init__(self, artefact: bytes | None = None) -> None:
        self._bytes = _load() if artefact is None else artefact
        first = self._bytes.index(b"\n")
        self._start = first + 1
        self._directory: dict[str, list[int]] = json.loads(self._bytes[:first])
        self._opened: dict[int, Entry] = {}

    def __reduce__(self) -> tuple[Any, tuple[bytes, ...]]:
        return (default, ()) if self is default() else (Gazetteer, (self._bytes,))

    def section(self, name: str) -> bytes:
        """The bytes of a section; empty where the artefact has none of that name."""
        offset, length = self._directory.get(name, (0, 0))
        return self._bytes[self._start + offset : self._start + offset + length]

    @property
    def data_version(self) -> str:
        """The version of the data: the first digits of the checksum of its sections."""
        from zlib import crc32

        return f"{crc32(self._bytes):08x}"

    @cached_property
    def heads(self) -> dict[str, Any]:
        return dict(json.loads(self.section("heads")))

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Id to entry number."""
        return {id: number for number, id in enumerate(self.heads["ids"])}

    @cached_property
    def index(self) -> Index:
        return Index(self.section("index"))

    @cached_property
    def patterns(self) -> list[str]:
        return self.section("patterns").decode().split("\n")

    @cached_property
    def _source_lines(self) -> list[bytes]:
        return self.section("sources").split(b"\n")

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Every source, in the order of their keys."""
        return tuple(map(self.source, range(len(self._source_lines))))

    @lru_cache(maxsize=4096)  # noqa: B019 - a gazetteer lives as long as the process
    def source(self, number: int) -> Source:
        """A source by its number."""
        return Source(*json.loads(self._source_lines[number]))

    @cached_property
    def conventions(self) -> dict[str, dict[str, Any]]:
        return dict(json.loads(self.section("conventions")))

    @cached_property
    def vocab(self) -> dict[str, dict[str, str]]:
        return dict(json.loads(self.section("vocab")))

    @cached_property
    def rules(self) -> dict[str, dict[str, Any]]:
        """What `check` looks for: its codes, with their messages and examples."""
        return dict(json.loads(self.section("rules")))

    @cached_property
    def usual(self) -> dict[str, list[tuple[int, str, str | None]]]:
        """The names in use of the region's places that need no company, by language: entry, text, how it declines."""
        return {lang: list(map(tuple, rows)) for lang, rows in json.loads(self.section("usual")).items()}

    def message(self, code: str, surface: str, entry: int, lang: str = "en", named: str = "") -> str:
        """What a finding of a rule says in `en`, `ja` or `ru`; `named` is how the source of a translation names it."""
        said: str = self.rules[code]["message"][lang]
        return said.format(surface=surface, year=self.heads["years"][entry], named=named)

    @cached_property
    def generics(self) -> Generics:
        return Generics(*(GenericWords(self.section(f"generics/{place}")) for place in Generics._fields))

    @cached_property
    def _forms(self) -> list[list[Any]]:
        return list(json.loads(self.section("forms")))

    @cached_property
    def _lines(self) -> list[bytes]:
        return self.section("entries").split(b"\n")

    def scheme(self, id: str) -> dict[str, Any]:
        """The table of a scheme.

        Raises:
            UnknownScheme: there is none of that name.
        """
        table = self.section(f"scheme/{id}")
        if not table:
            raise UnknownScheme(id, json.loads(self.section("schemes")))
        return dict(json.loads(table))

    @lru_cache(maxsize=1 << 14)  # noqa: B019 - a gazetteer lives as long as the process
    def postings(self, folded: str) -> tuple[Posting, ...]:
        """Where a key leads, in the order of the entries."""
        return tuple(map(self._posting, self.index.get(folded)))

    def _posting(self, packed: int) -> Posting:
        name, code = divmod(packed, FORMS)
        how, *rest = self._forms[code]
        return Posting(self.entry_of(name), name, HOWS[how], *rest)

    def entry_of(self, name: int) -> int:
        """The number of the entry that a name belongs to."""
        return bisect_right(self.heads["firsts"], name) - 1

    def id_of(self, entry: int) -> str:
        return str(self.heads["ids"][entry])

    def kind(self, entry: int) -> str:
        return str(self.heads["kinds"][entry])

    def type(self, entry: int) -> str:
        return str(self.heads["types"][entry])

    def within(self, entry: int, id: str) -> bool:
        """Whether an entry lies in a place, or is that place."""
        container = self.number(id)
        return entry == container or container in self.heads["within"][entry]

    def fitting(self, postings: Iterable[Posting], kinds: Sequence[GenericWord]) -> list[Posting]:
        """The forms beside which generics may stand: of the likeliest type, or with a generic as good as theirs."""
        ranked = [(rank, p) for p in postings if (rank := self._fits(p, kinds)) is not None]
        best = min((rank for rank, _ in ranked), default=0)
        return [posting for rank, posting in ranked if rank == best]

    def _fits(self, posting: Posting, kinds: Sequence[GenericWord]) -> int | None:
        if posting.complete:
            return None
        own = self.type(posting.entry)
        kinds = [word for word in kinds if agree(word, posting, self.name(posting.name))]
        ranks = [word.types.index(own) for word in kinds if own in word.types]
        generic = fold(self.name(posting.name).generic or "")
        recorded = {type for side in self.generics[:2] for word in side.get(generic) for type in word.types}
        ranks += [0 for word in kinds if generic and recorded.intersection(word.types[:1])]
        return min(ranks, default=None)

    def heads_of(self, entry: int) -> list[int]:
        """The entries that an entry is named after, near and far."""
        return list(self.heads["after"][entry])

    def number(self, id: str) -> int:
        """The number of an entry by its id.

        Raises:
            UnknownId: no entry bears it.
            TypeError: it is not a str.
        """
        if not isinstance(id, str):
            raise TypeError(f"an id is a str, not {type(id).__name__}")
        try:
            return self.numbers[id]
        except KeyError:
            retired = json.loads(self.section("retired")).get(id, {})
            raise UnknownId(id, retired.get("new")) from None

    @lru_cache(maxsize=4096)  # noqa: B019 - a gazetteer lives as long as the process
    def names(self, entry: int) -> tuple[Name, ...]:
        """The names of an entry, in the order of its page."""
        return tuple(map(self._read_name, json.loads(self._lines[entry])["names"]))

    @lru_cache(maxsize=1 << 14)  # noqa: B019
    def name(self, name: int) -> Name:
        """A name by its number."""
        entry = self.entry_of(name)
        return self.names(entry)[name - int(self.heads["firsts"][entry])]

    def _read_name(self, row: list[Any]) -> Name:
        row[6] = tuple(map(self.source, row[6]))
        row[_NEIGHBOURS] = map(tuple, row[_NEIGHBOURS])
        return Name(*row)

    def open(self, entry: int) -> Entry:
        """An entry by its number: always the same object."""
        opened = self._opened.get(entry)
        if opened is None:
            from kurilnames.models import ENTRY_TYPES

            table = json.loads(self._lines[entry])
            table["names"] = self.names(entry)
            if "sources" in table:
                table["sources"] = [self.source(number) for number in table["sources"]]
            opened = self._opened.setdefault(entry, ENTRY_TYPES[table["kind"]].model_validate(table))
        return opened

    def get(self, id: str) -> Entry:
        """An entry by its id.

        Args:
            id: as the page writes it.
        Returns:
            the `Place`, `Document` or `Term`.
        Raises:
            UnknownId: no entry bears it; `replaced_by` names the successor of a retired one.

        >>> default().get("shikotan").type
        'island'
        """
        return self.open(self.number(id))

    @property
    def places(self) -> Collection:
        return Collection(self, "place")

    @property
    def documents(self) -> Collection:
        return Collection(self, "document")

    @property
    def terms(self) -> Collection:
        return Collection(self, "term")


def _load() -> bytes:
    from os.path import dirname, exists, join

    path = join(dirname(__file__), _ARTEFACT)
    if exists(path):
        with open(path, "rb") as file:
            return file.read()
    return bytes(import_module(_LOADER).checkout_artefact())


@lru_cache(maxsize=1)
def default() -> Gazetteer:
    """The gazetteer that the functions of the package use, loaded at the first call."""
    return Gazetteer()
