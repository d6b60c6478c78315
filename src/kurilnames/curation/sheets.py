"""`data import`: a spreadsheet of names becomes pages, or a list of what agrees and what conflicts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kurilnames.curation.build import compile_artefact
from kurilnames.curation.comparing import bearers, compare, namesakes
from kurilnames.curation.data import Data
from kurilnames.curation.drafts import Wish, draft
from kurilnames.curation.intake import add_pages, faults_of
from kurilnames.errors import BadData, UnreadableFile
from kurilnames.files.lines import Lines
from kurilnames.files.tables import Table
from kurilnames.gazetteer import Gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from kurilnames.pages import Page

__all__ = ["COLUMNS", "Verdict", "import_table"]

COLUMNS = {
    "kind": "place, document or term; place where the column is missing",
    "group": "the folder of a place: etorofu, kunashiri, ...",
    "type": "the type of a place or document, the category of a term",
    "lat": "latitude in degrees, with lon",
    "lon": "longitude in degrees, with lat",
    "ja": "the Japanese name with its generic",
    "kana": "its reading, as the source gives it",
    "ru": "the Russian name, with or without its generic",
    "en": "the English name, with or without its generic",
    "source": "keys of sources.toml, parted by spaces or semicolons",
    "point_source": "the key of the source of the position; the first of source where it is empty",
    "signed": "the date of a document",
    "status": "the status of the names; used where it is empty",
    "note": "a remark for the reader",
    "id": "the id, where you know the page or want to choose",
}


class Verdict(NamedTuple):
    """What became of a row: `word` is new, agrees, adds, conflict or bad.

    >>> print(Verdict("names.csv", 2, "agrees", "shikotan: ja 色丹島"))
    names.csv:2: agrees: shikotan: ja 色丹島
    """

    path: str
    line: int
    word: str
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.word}: {self.text}"


def import_table(folder: Path, path: str, *, encoding: str = "utf-8", write: bool = False) -> tuple[Verdict, ...]:
    """Compare a table with the pages, and write pages for the rows that no page bears.

    Args:
        folder: the data folder.
        path: a CSV or TSV whose columns are some of `COLUMNS`.
        encoding: its encoding.
        write: whether new pages are written; one bad row, and none is.
    Returns:
        at least one verdict a row, in the order of the rows.
    Raises:
        UnreadableFile: no table, a column that is not known, or a page that cannot be written.
    """
    table = Table(path, Lines(path, encoding))
    header = table.header.fields
    unknown = [name for name in header if name not in COLUMNS]
    if unknown or len({*header}) < len(header):
        raise UnreadableFile(
            path, 1, f"columns are {', '.join(COLUMNS)}, each once; not {', '.join(unknown) or 'twice'}"
        )
    sheet = _Sheet(Data(folder), table)
    verdicts = sheet.verdicts()
    if write and all(verdict.word != "bad" for verdict in verdicts):
        add_pages(folder, list(sheet.drafts.values()))
    return verdicts


class _Sheet:
    """A table beside the pages; `drafts` are the new pages by the lines of their rows."""

    def __init__(self, data: Data, table: Table) -> None:
        self._data = data
        self._table = table
        self._gazetteer = Gazetteer(compile_artefact(data, data.records))
        self._seen: dict[Wish, int] = {}
        self.drafts: dict[int, Page] = {}

    def verdicts(self) -> tuple[Verdict, ...]:
        found: list[Verdict] = []
        for row in self._table.rows:
            pairs = zip(self._table.header.fields, row.fields, strict=False)
            if cells := {name: cell.strip() for name, cell in pairs if cell.strip()}:
                found += [Verdict(self._table.path, row.line, *said) for said in self._row(row.line, cells)]
        lines = {page.path: line for line, page in self.drafts.items()}
        for problem in faults_of(list(self.drafts.values()), self._data) if lines else ():
            line = lines.get(problem.path, 1)
            found.append(Verdict(self._table.path, line, "bad", f"{problem.path}: {problem.rule}: {problem.text}"))
        return tuple(sorted(found, key=lambda verdict: verdict.line))

    def _row(self, line: int, cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        try:
            wish = _wish(cells)
            first = self._seen.setdefault(wish, line)
            if first != line:
                raise ValueError(f"says the same as line {first}")
            yield from self._judged(line, wish)
        except ValueError as error:
            yield "bad", str(error)
        except BadData as error:
            yield from (("bad", problem.text) for problem in error.problems)

    def _judged(self, line: int, wish: Wish) -> Iterator[tuple[str, str]]:
        ids, conflict = bearers(wish, self._data, self._gazetteer)
        if conflict:
            yield "conflict", conflict
        elif ids:
            record = next(record for record in self._data.records if record.entry.id in ids)
            yield from ((said.word, f"{record.entry.id}: {said.text}") for said in compare(wish, record, self._data))
        else:
            taken = [str(page.table["id"]) for page in self.drafts.values()]
            page = self.drafts[line] = draft(wish, self._data, self._gazetteer, taken)
            others = namesakes(wish, self._data, self._gazetteer)
            yield "new", f"{page.path}; namesakes: {', '.join(others)}" if others else page.path


def _wish(cells: Mapping[str, str]) -> Wish:
    """The row as a wish.

    Raises:
        ValueError: a cell that is missing or no number.
    """
    missing = [name for name in ("type", "source") if name not in cells]
    if missing or not cells.keys() & {"ja", "ru", "en"}:
        raise ValueError(f"needs {', '.join(missing) or 'a name: ja, ru or en'}")
    given = {name: cells[name] for name in cells if name not in ("source", "lat", "lon", "kind")}
    sources = tuple(cells["source"].replace(";", " ").split())
    return Wish(kind=cells.get("kind", "place"), sources=sources, point=_point(cells), **given)


def _point(cells: Mapping[str, str]) -> tuple[float, float] | None:
    if not cells.keys() & {"lat", "lon"}:
        return None
    try:
        return float(cells["lat"]), float(cells["lon"])
    except (KeyError, ValueError):
        raise ValueError(f"lat and lon are two numbers, not {cells.get('lat')!r} and {cells.get('lon')!r}") from None
