"""`data import` of our own exports: what a file says beside the pages, and the pages with what it adds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kurilnames.curation.data import Data
from kurilnames.curation.intake import faults_of, replace_pages
from kurilnames.curation.sheets import Verdict
from kurilnames.export.returned import read_export
from kurilnames.pages import Page, inline_table, name_order

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kurilnames.export.returned import Returned

__all__ = ["import_export"]

_FOLDERS = {"document": "documents", "term": "terms"}


def import_export(folder: Path, path: str, *, encoding: str = "utf-8", write: bool = False) -> tuple[Verdict, ...]:
    """Compare an export that came back with the pages, and write what it adds.

    Args:
        folder: the data folder.
        path: a TBX, CSV or workbook as `kurilnames export` writes them.
        encoding: that of a CSV.
        write: whether additions and new pages are written; one bad line, and nothing is. A conflict is never written.
    Returns:
        verdicts, in the order of the lines; an entry that agrees whole has one.
    Raises:
        UnreadableFile: no such file, or a page that cannot be written.
    """
    data = Data(folder)
    meeting = _Meeting(data, path)
    verdicts = [verdict for entry in read_export(path, encoding) for verdict in meeting.judged(entry)]
    lines = {page.path: line for page, line in meeting.pages}
    for problem in faults_of([page for page, _ in meeting.pages], data, instead=True) if lines else ():
        line = lines.get(problem.path, 1)
        verdicts.append(Verdict(path, line, "bad", f"{problem.path}: {problem.rule}: {problem.text}"))
    if write and all(verdict.word != "bad" for verdict in verdicts):
        replace_pages(folder, [page for page, _ in meeting.pages])
    return tuple(sorted(verdicts, key=lambda verdict: verdict.line))


class _Meeting:
    """What came back beside the pages; `pages` are those that it makes or changes, with the lines they come from."""

    def __init__(self, data: Data, path: str) -> None:
        self.path = path
        self.groups = {page.path.split("/")[2] for page in data.pages if page.table.get("kind") == "place"}
        self.known = {str(page.table.get("id")): page for page in data.pages}
        self.pages: list[tuple[Page, int]] = []

    def judged(self, entry: Returned) -> Iterator[Verdict]:
        page = self.known.get(entry.id)
        yield from self._new(entry) if page is None else self._beside(entry, page)

    def _say(self, line: int, word: str, text: str) -> Verdict:
        return Verdict(self.path, line, word, text)

    def _new(self, entry: Returned) -> Iterator[Verdict]:
        head = dict(entry.head)
        kind = head.get("kind")
        group = head.pop("group", None)
        folder = f"places/{group}" if kind == "place" and group else _FOLDERS.get(str(kind))
        if folder is None or (kind == "place" and group not in self.groups):
            need = f"a group of {', '.join(sorted(self.groups))}" if kind == "place" else "kind"
            yield self._say(entry.line, "bad", f"{entry.id}: a new page needs its head with {need}")
            return
        table = {**head, "id": entry.id, "names": sorted((name for _, name in entry.names), key=name_order)}
        self.pages.append((Page(f"data/{folder}/{entry.id}.toml", table, {}, (), (), True), entry.line))
        yield self._say(entry.line, "new", f"data/{folder}/{entry.id}.toml")

    def _beside(self, entry: Returned, page: Page) -> Iterator[Verdict]:
        table = {**page.table, "names": list(page.table.get("names", []))}
        said = [*self._heads(entry, table), *self._lines(entry, table)]
        if any(verdict.word == "adds" for verdict in said):
            table["names"].sort(key=name_order)
            self.pages.append((page._replace(table=table), entry.line))
        yield from said or [self._say(entry.line, "agrees", entry.id)]

    def _heads(self, entry: Returned, table: dict[str, Any]) -> Iterator[Verdict]:
        for key, value in entry.head.items():
            if key not in table:
                table[key] = value
                yield self._say(entry.line, "adds", f"{entry.id}: {inline_table({key: value})}")
            elif table[key] != value:
                both = f"the file has {inline_table({key: value})}, the page {inline_table({key: table[key]})}"
                yield self._say(entry.line, "conflict", f"{entry.id}: {both}")

    def _lines(self, entry: Returned, table: dict[str, Any]) -> Iterator[Verdict]:
        for line, name in entry.names:
            if name in table["names"]:
                continue
            alike = [own for own in table["names"] if all(own.get(k) == name.get(k) for k in ("lang", "text", "kana"))]
            if alike:
                shown = f"the file has {inline_table(name)}, the page {inline_table(alike[0])}"
                yield self._say(line, "conflict", f"{entry.id}: {shown}")
            else:
                table["names"].append(name)
                yield self._say(line, "adds", f"{entry.id}: {inline_table(name)}")
