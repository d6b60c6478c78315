"""Our own TBX, CSV and Excel exports read back: every entry as the table of its page, with the line it stands on."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING, Any, NamedTuple

from kurilnames.errors import UnreadableFile
from kurilnames.export.paging import read_words
from kurilnames.files.excel import BROKEN, check_package
from kurilnames.files.lines import Lines
from kurilnames.files.markup import Tag, attribute, open_xml, tokens
from kurilnames.files.tables import Table
from kurilnames.files.text import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["Returned", "is_export", "read_export"]

_CONCEPTS, _LANGUAGES, _TERMS = {"conceptEntry", "termEntry"}, {"langSec", "langSet"}, {"termSec", "tig", "ntig"}
_STATUSES = {"deprecatedTerm-admn-sts": "discouraged", "supersededTerm-admn-sts": "former"}
_NEEDED = {"id", "lang", "text"}
_FIELDS = ("generic", "kana", "status", "by", "certainty", "valid_from", "valid_to", "note")
_UNKNOWN = ["?"]


class Returned(NamedTuple):
    """An entry that came back: the line it begins on, its id, its head (empty: not told), its lines with theirs."""

    line: int
    id: str
    head: dict[str, Any]
    names: list[tuple[int, dict[str, Any]]]


def is_export(path: str, encoding: str = "utf-8") -> bool:
    """Whether a file is an export of ours by its extension, or by its columns.

    >>> is_export("names.tbx"), is_export("names.xlsx")
    (True, True)
    """
    if path.lower().endswith((".tbx", ".xml", ".xlsx")):
        return True
    return path != "-" and set(Table(path, Lines(path, encoding)).header.fields) >= _NEEDED


def read_export(path: str, encoding: str = "utf-8") -> list[Returned]:
    """Read an export back.

    Args:
        path: a TBX of version 2 or 3, a CSV or a workbook, as `kurilnames export` writes them; lines may be added.
        encoding: that of a CSV; the others say theirs.
    Raises:
        UnreadableFile: not of its format, or a line that contradicts itself; with the line.
    """
    if path.lower().endswith((".tbx", ".xml")):
        return list(_concepts(path))
    rows = _sheet(path) if path.lower().endswith(".xlsx") else _table(path, encoding)
    return list(_gathered(path, rows))


def _concepts(path: str) -> Iterator[Returned]:
    file = open_xml(path, read_bytes(path))
    stack: list[str] = []
    entry = Returned(0, "", {}, [])
    lang, line = "", 0
    said: dict[str, str] = {}
    for token in tokens(file.text):
        if not isinstance(token, Tag):
            if stack:
                said[stack[-1]] = said.get(stack[-1], "") + (token.text if token.raw else unescape(token.text))
            continue
        if token.opens:
            stack.append(token.name)
            said[token.name] = ""
            line = file.line(token.start) if token.name in _CONCEPTS | _TERMS else line
            if token.name in _CONCEPTS:
                entry = Returned(line, attribute(token.attrs, "id") or "", {}, [])
            elif token.name in _LANGUAGES:
                lang = attribute(token.attrs, "xml:lang") or ""
            elif token.name in _TERMS:
                said = {}
            elif token.name == "termNote" and attribute(token.attrs, "type") == "administrativeStatus":
                stack[-1] = "status"
                said["status"] = ""
        if token.closes:
            name = stack.pop()
            if name == "note" and stack and stack[-1] in _CONCEPTS:
                entry.head.update(_head(path, line, said["note"]))
            elif name in _TERMS:
                entry.names.append((line, _term(path, line, lang, said)))
            elif name in _CONCEPTS:
                yield entry


def _head(path: str, line: int, note: str) -> dict[str, Any]:
    try:
        return read_words(note)
    except ValueError:
        raise UnreadableFile(path, line, f"the note of a concept is its page's head, not {note!r}") from None


def _term(path: str, line: int, lang: str, said: Mapping[str, str]) -> dict[str, Any]:
    text, note = said.get("term", "").strip(), said.get("note", "").strip()
    if note.startswith("{"):
        return _checked(path, line, {"lang": lang, "text": text}, note)
    made: dict[str, Any] = {"lang": lang, "text": text, "source": _UNKNOWN}
    made["status"] = _STATUSES.get(said.get("status", ""), "used")
    return {**made, "note": note} if note else made


def _checked(path: str, line: int, shown: Mapping[str, str], words: str) -> dict[str, Any]:
    """The line that a file holds in words; what it shows beside must be the same."""
    try:
        table = read_words(words)
    except ValueError:
        raise UnreadableFile(path, line, f"not a line of a page: {words}") from None
    for key, value in shown.items():
        own = table.get(key, "")
        own = " ".join(map(str, own)) if isinstance(own, list) else str(own)
        if value != own and not _is_dressed(table, key, value):
            raise UnreadableFile(path, line, f"{key} is {value!r} but {own!r} in the line's own words: change both")
    return table


def _is_dressed(table: Mapping[str, Any], key: str, value: str) -> bool:
    """Whether a file shows a name otherwise than its line: with its generic, or a Japanese one among the Russian."""
    text, cyrillized = table.get("text"), table.get("lang") == "ja-Cyrl"
    if key == "lang":
        return cyrillized and value == "ru"
    if key != "text" or not text:
        return False
    generic = value.removesuffix(str(text)).strip() if cyrillized else table.get("generic")
    return bool(generic) and value in (f"{generic} {text}", f"{text} {generic}")


def _table(path: str, encoding: str) -> Iterator[tuple[int, dict[str, str]]]:
    table = Table(path, Lines(path, encoding))
    for row in table.rows:
        if any(row.fields):
            yield row.line, dict(zip(table.header.fields, row.fields, strict=False))


def _sheet(path: str) -> Iterator[tuple[int, dict[str, str]]]:
    from openpyxl import load_workbook

    check_package(path)
    try:
        for sheet in load_workbook(path, read_only=True).worksheets:
            lines = [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
            if lines and set(lines[0]) >= _NEEDED:
                rows = [(number, dict(zip(lines[0], row, strict=False))) for number, row in enumerate(lines, 1)]
                return ((number, cells) for number, cells in rows[1:] if any(cells.values()))
    except BROKEN as error:
        raise UnreadableFile(path, None, f"cannot be read as a workbook: {error}") from None
    raise UnreadableFile(path, None, f"no sheet has the columns {', '.join(sorted(_NEEDED))} in its first row")


def _gathered(path: str, rows: Iterable[tuple[int, dict[str, str]]]) -> Iterator[Returned]:
    found: dict[str, Returned] = {}
    for line, cells in rows:
        if missing := sorted(name for name in _NEEDED if not cells.get(name)):
            raise UnreadableFile(path, line, f"a row needs {', '.join(missing)}")
        entry = found.setdefault(cells["id"], Returned(line, cells["id"], {}, []))
        if cells.get("page"):
            entry.head.update(_head(path, line, cells["page"]))
        entry.names.append((line, _row(path, line, cells)))
    yield from found.values()


def _row(path: str, line: int, cells: Mapping[str, str]) -> dict[str, Any]:
    shown = {key: cells[key] for key in ("lang", "text", *_FIELDS) if key in cells}
    if cells.get("line"):
        told = {"source": cells["source"]} if "source" in cells else {}
        return _checked(path, line, {**shown, **told}, cells["line"])
    given = {key: value for key, value in shown.items() if value}
    return {"status": "used", **given, "source": cells.get("source", "").split() or _UNKNOWN}
