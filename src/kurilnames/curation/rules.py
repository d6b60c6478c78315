"""The rules of the house: what `data check` holds every page to."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from kurilnames.curation.build import compile_artefact
from kurilnames.curation.data import Data, Record
from kurilnames.curation.proving import unproven
from kurilnames.curation.wording import wording_faults
from kurilnames.errors import Problem
from kurilnames.gazetteer import Gazetteer
from kurilnames.pages import FOLDERS, Page, name_order
from kurilnames.resolving import candidates
from kurilnames.writing import with_generic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

__all__ = ["check", "comments", "faults"]

_LINKS = ("part_of", "overlaps", "related", "not_same_as", "parties", "islands", "named_after", "place")
_ANY_KIND = ("related", "overlaps", "not_same_as")


def check(folder: Path) -> tuple[Problem, ...]:
    """Hold a data folder to the rules of the house.

    Args:
        folder: the data folder.
    Returns:
        every problem of every page, sorted by path and line; empty when all is well.

    >>> from kurilnames.curation.checkout import DATA
    >>> from pathlib import Path
    >>> isinstance(check(Path(DATA)), tuple)
    True
    """
    return faults(Data(folder))


def faults(data: Data) -> tuple[Problem, ...]:
    """Hold data that has been read, or is about to be written, to the rules of the house; see `check`."""
    records = data.records
    problems = [*data.problems, *_pages(data), *_records(data, records), *_tables(data)]
    if not data.broken:
        problems += _names_find_themselves(data, {record.entry.id: record for record in records}.values())
    return tuple(sorted(set(problems)))


def _pages(data: Data) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for page in data.pages:
        id = str(page.table.get("id"))
        stem = page.path.rpartition("/")[2].removesuffix(".toml")
        if id in seen:
            yield Problem(
                page.path, page.line("id"), "id", f"{id!r} is taken by {seen[id]}: choose another, see data/README.md"
            )
        elif id != stem:
            yield Problem(page.path, page.line("id"), "id", f"the file must be called {id}.toml, or the id {stem!r}")
        elif id in data.retired:
            yield Problem(page.path, page.line("id"), "id", f"{id!r} was retired and is never used again")
        seen.setdefault(id, page.path)
        yield from _order(page)
        folder = next((kind for name, kind in FOLDERS.items() if f"/{name}/" in f"/{page.path}"), None)
        if page.table.get("kind") != folder:
            yield Problem(page.path, page.line("kind"), "kind", f"a page in this folder is of kind {folder!r}")


def comments(page: Page) -> Iterator[Problem]:
    """A page has no comments: what is worth a remark is worth a reader's eye."""
    for line in page.comment_lines:
        yield Problem(page.path, line, "comment", "a comment reaches no reader: make it a note, or take it out")


def _order(page: Page) -> Iterator[Problem]:
    yield from comments(page)
    names = page.table.get("names")
    if not isinstance(names, list) or not all(isinstance(name, dict) for name in names):
        return
    for number, (name, following) in enumerate(pairwise(names)):
        if name_order(name) > name_order(following):
            text = "names are sorted by language, status, text: run kurilnames data fmt"
            yield Problem(page.path, page.line(name=number + 1), "order", text)
            return
    if not page.canonical:
        yield Problem(page.path, 1, "form", "not in canonical form: run kurilnames data fmt")


def _records(data: Data, records: Iterable[Record]) -> Iterator[Problem]:
    records = tuple(records)
    kinds = {**data.unread, **{str(page.table.get("id")): page.table.get("kind") for page in data.pages}}
    apart = {record.entry.id: record.page.table.get("not_same_as", []) for record in records}
    parents = {record.entry.id: record.page.table.get("part_of", []) for record in records}
    for record in records:
        yield from _links(record, kinds)
        yield from _one_way(record, apart)
        yield from wording_faults(record, data)
        if _circular(record.entry.id, parents):
            yield Problem(record.page.path, record.page.line("part_of"), "circle", "it is part of itself: mend part_of")
        point_source = record.page.table.get("point_source")
        if point_source and not data.knows_source(point_source):
            text = f"{point_source!r} is not in sources.toml: add it there, or mend the key"
            yield Problem(record.page.path, record.page.line("point_source"), "source", text)


def _links(record: Record, kinds: Mapping[str, Any]) -> Iterator[Problem]:
    table = record.page.table
    linked = [(key, id) for key in _LINKS for id in _listed(table.get(key))]
    linked += [("admin", id) for ids in table.get("admin", {}).values() for id in ids]
    for key, id in linked:
        if id not in kinds:
            yield Problem(
                record.page.path, record.page.line(key), "link", f"no page has the id {id!r}: write it, or mend {key}"
            )
        elif key not in _ANY_KIND and kinds[id] != "place":
            yield Problem(record.page.path, record.page.line(key), "link", f"{key} leads to places, and {id!r} is none")


def _one_way(record: Record, apart: Mapping[str, list[str]]) -> Iterator[Problem]:
    page, id = record.page, record.entry.id
    for other in apart[id]:
        if other == id or id not in apart.get(other, [id]):
            text = f"not_same_as holds both ways: write {id!r} on the page {other!r} too"
            yield Problem(page.path, page.line("not_same_as"), "link", text)


def _listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value] if value else []


def _circular(id: str, parents: Mapping[str, list[str]]) -> bool:
    seen: set[str] = set()
    todo = list(parents.get(id, ()))
    while todo:
        parent = todo.pop()
        if parent == id:
            return True
        if parent not in seen:
            seen.add(parent)
            todo.extend(parents.get(parent, ()))
    return False


def _tables(data: Data) -> Iterator[Problem]:
    """Schemes name known sources and prove themselves by their samples; a retired id leads to a page."""
    for id, scheme in zip(data.scheme_tables, data.schemes, strict=True):
        path = f"{data.shown(data.folder)}/schemes/{id}.toml"
        for key in data.scheme_tables[id].get("source", ("",)):
            if not data.knows_source(key):
                yield Problem(path, 1, "source", f"{key!r} is not in sources.toml: add it there, or mend the key")
        for source, expected, got in scheme.failures():
            yield Problem(path, 1, "sample", f"{source!r} should give {expected!r} and gives {got!r}")
    ids = {page.table.get("id") for page in data.pages}
    for old, table in data.retired.items():
        if table.get("new", "") not in ids | {""}:
            path = f"{data.shown(data.folder)}/retired.toml"
            yield Problem(path, 1, "link", f"[{old}] leads to {table['new']!r}, and no page has that id")


def _names_find_themselves(data: Data, records: Iterable[Record]) -> Iterator[Problem]:
    gazetteer = Gazetteer(compile_artefact(data, tuple(records)))
    for record in records:
        for number, name in enumerate(record.entry.names):
            texts = (name.text, with_generic(gazetteer, name))
            if not any(_finds(gazetteer, text, record.entry.id) for text in texts):
                text = f"{name.text!r} does not lead to this page: give it its generic, or mark it bare"
                yield Problem(record.page.path, record.page.line(name=number), "finds itself", text)
    yield from unproven(data, gazetteer)


def _finds(gazetteer: Gazetteer, text: str, id: str) -> bool:
    return any(match.id == id or id in match.also for match in candidates(text, gazetteer=gazetteer))
