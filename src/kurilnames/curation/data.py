"""All of data/ as one value: pages, sources, generics, schemes, conventions, vocabulary, retired ids."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError

from kurilnames.curation.forms import Generics
from kurilnames.errors import Problem, UnreadableFile
from kurilnames.export.flat import read_package
from kurilnames.models import ENTRY_TYPES, Entry, NameLine, SourceRecord
from kurilnames.pages import FOLDERS, Page, as_problem, page_paths, read_page, read_table, shown_path
from kurilnames.results import Source
from kurilnames.scheme import Scheme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = ["Data", "Record"]


class Record(NamedTuple):
    """A page that holds to its shape: the page, its lines, and the entry they make."""

    page: Page
    lines: tuple[NameLine, ...]
    entry: Entry


class Data:
    """What a data folder holds; faults are gathered in `problems` and never raised one by one.

    `broken` are the tables that cannot be read, `unread` the kinds of the pages that cannot, by the name of their file.

    Args:
        folder: the data folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.broken: set[str] = set()
        self.unread: dict[str, str] = {}

    def _table(self, name: str) -> dict[str, Any]:
        path = self.folder / name
        try:
            return read_table(path, self.shown(path)) if path.exists() else {}
        except UnreadableFile as error:
            self.problems.append(as_problem(error))
            self.broken.add(name)
            return {}

    def _json(self, name: str) -> dict[str, Any]:
        path = self.folder / name
        try:
            return read_package(path) if path.exists() else {}
        except UnreadableFile as error:
            self.problems.append(as_problem(error))
            return {}

    def knows_source(self, key: str) -> bool:
        """Whether a source stands in sources.toml; every one does while that file cannot be read."""
        return key in self.sources or "sources.toml" in self.broken

    def shown(self, path: Path) -> str:
        """A path as a message shows it: from the repository's root."""
        return shown_path(path, self.folder.parent)

    def _tables(self, folder: str) -> dict[str, dict[str, Any]]:
        paths = sorted((self.folder / folder).glob("*.toml"))
        return {path.stem: self._table(f"{folder}/{path.name}") for path in paths}

    @cached_property
    def sources(self) -> dict[str, Source]:
        """All sources by their keys."""
        found: dict[str, Source] = {}
        for key, table in self._table("sources.toml").items():
            table = {**table, "seen": str(table.get("seen", ""))}
            try:
                record = SourceRecord.model_validate(table)
            except ValidationError as error:
                self._report(f"{self.shown(self.folder)}/sources.toml", lambda _: 1, error, f"[{key}] ")
                continue
            found[key] = Source(key, **record.model_dump())
        return found

    @cached_property
    def generics(self) -> Generics:
        return Generics(self._table("generics.toml").get("generics", ()))

    @cached_property
    def vocab(self) -> dict[str, dict[str, str]]:
        return self._table("vocab.toml")

    @cached_property
    def retired(self) -> dict[str, dict[str, str]]:
        return self._table("retired.toml")

    @cached_property
    def package(self) -> dict[str, Any]:
        """The description of the flat tables, a Data Package."""
        return self._json("datapackage.json")

    @cached_property
    def coastline(self) -> dict[str, Any]:
        """The land of the region, GeoJSON."""
        return self._json("coastline.geojson")

    @cached_property
    def check_rules(self) -> dict[str, dict[str, Any]]:
        return self._table("rules.toml")

    @cached_property
    def scheme_tables(self) -> dict[str, dict[str, Any]]:
        return self._tables("schemes")

    @cached_property
    def schemes(self) -> tuple[Scheme, ...]:
        return tuple(map(Scheme, self.scheme_tables.values()))

    @cached_property
    def conventions(self) -> dict[str, dict[str, Any]]:
        return self._tables("conventions")

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Every page that is readable TOML."""
        return tuple(self._read_pages())

    def _read_pages(self) -> Iterator[Page]:
        for path in page_paths(self.folder):
            try:
                yield read_page(path, self.shown(path))
            except UnreadableFile as error:
                self.problems.append(as_problem(error))
                self.unread[path.stem] = FOLDERS[path.relative_to(self.folder).parts[0]]

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """Every page that holds to its shape, in the order of the ids."""
        records = filter(None, map(self._record, self.pages))
        return tuple(sorted(records, key=lambda record: record.entry.id))

    def _record(self, page: Page) -> Record | None:
        before = len(self.problems)
        names = page.table.get("names", [])
        lines = [self._line(page, number, name) for number, name in enumerate(names if isinstance(names, list) else ())]
        kind = page.table.get("kind")
        if not isinstance(kind, str) or kind not in ENTRY_TYPES:
            self._say(page, page.line("kind"), "shape", f"kind must be one of {', '.join(ENTRY_TYPES)}")
            return None
        rest = {key: value for key, value in page.table.items() if key != "names"}
        if "sources" in rest:
            rest["sources"] = [self._source(page, key) for key in rest["sources"]]
        try:
            entry = ENTRY_TYPES[kind].model_validate(
                {**rest, "names": tuple(self._name(line) for line in lines if line)}
            )
        except ValidationError as error:
            self._report(page.path, lambda where: page.line(str(where)), error)
            return None
        if len(self.problems) > before:
            return None
        return Record(page, tuple(line for line in lines if line), entry)

    def _line(self, page: Page, number: int, name: Any) -> NameLine | None:
        try:
            line = NameLine.model_validate(name)
        except ValidationError as error:
            self._report(page.path, lambda _: page.line(name=number), error)
            return None
        for key in line.source:
            if key != "?" and not self.knows_source(key):
                self._say(
                    page,
                    page.line(name=number),
                    "source",
                    f"{key!r} is not in sources.toml: add it there, or mend the key",
                )
        return line

    def _source(self, page: Page, key: str) -> Source:
        if not self.knows_source(key):
            self._say(
                page, page.line("sources"), "source", f"{key!r} is not in sources.toml: add it there, or mend the key"
            )
        return self.sources.get(key) or Source(key, key)

    def _name(self, line: NameLine) -> Any:
        from kurilnames.results import Name

        sources = tuple(self.sources[key] for key in line.source if key in self.sources)
        return Name(**line.model_dump(exclude={"source"}), sources=sources)

    def _say(self, page: Page, line: int, rule: str, text: str) -> None:
        self.problems.append(Problem(page.path, line, rule, text))

    def _report(self, path: str, line: Callable[[Any], int], error: ValidationError, prefix: str = "") -> None:
        for fault in error.errors():
            where = ".".join(map(str, fault["loc"]))
            hint = (
                "unknown key: take it out, or see data/README.md"
                if fault["type"] == "extra_forbidden"
                else fault["msg"]
            )
            top = fault["loc"][0] if fault["loc"] else None
            self.problems.append(
                Problem(path, line(top), "shape", f"{prefix}{where}: {hint}" if where else prefix + hint)
            )
