"""Read and write TOML pages canonically, and know the line of every name."""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING, Any, NamedTuple

from kurilnames.errors import Problem, UnreadableFile
from kurilnames.messages import gettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

__all__ = ["FOLDERS", "Page", "inline_table", "name_order", "page_paths", "read_page", "read_table", "write_page"]

FOLDERS = {"places": "place", "documents": "document", "terms": "term"}

_KEYS = (
    "id", "kind", "type", "category", "point", "point_source", "point_precision",
    "part_of", "named_after", "admin", "same_as",
    "signed", "signed_note", "in_force", "place", "parties", "references", "articles", "islands",
    "preferred", "overlaps", "related", "not_same_as", "note", "sources", "names",
)  # fmt: skip
_NAME_KEYS = (
    "lang", "text", "kana", "generic", "status", "by", "source", "certainty",
    "valid_from", "valid_to", "decl", "needs", "bare", "not_before", "not_after", "note",
)  # fmt: skip
_STATUSES = ("official", "used", "former", "variant", "misprint", "discouraged", "etymon")
_STRING = re.compile(r"""\"(?:[^\"\\]|\\.)*\"|'[^']*'""")
_TOML_LINE = re.compile(r"\(at line (\d+), column \d+\)")


class Page(NamedTuple):
    """A page as read: `path` as it is shown, `table` as TOML gives it, and where each key, name and comment stands."""

    path: str
    table: dict[str, Any]
    key_lines: Mapping[str, int]
    name_lines: tuple[int, ...]
    comment_lines: tuple[int, ...]
    canonical: bool

    def line(self, key: str | None = None, name: int | None = None) -> int:
        """The line (from 1) of a top-level key, or of a name by its number; 1 where it is missing."""
        if name is not None and name < len(self.name_lines):
            return self.name_lines[name]
        return self.key_lines.get(key or "", 1)


def page_paths(data: Path) -> Iterator[Path]:
    """The paths of all pages below a data folder, in the order of their names."""
    for folder in FOLDERS:
        found = (path for path in (data / folder).rglob("*.toml") if not path.name.startswith(".") and path.is_file())
        yield from sorted(found)


def read_table(path: Path, shown: str | None = None) -> dict[str, Any]:
    """Read one TOML file.

    Args:
        path: the file.
        shown: its path as an error shows it.
    Returns:
        the table.
    Raises:
        UnreadableFile: not UTF-8 or not TOML, with the line where that is known.
    """
    return _parse(_text(path, shown or str(path)), shown or str(path))


def _text(path: Path, shown: str) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise UnreadableFile(shown, line, gettext("not UTF-8: save the file as UTF-8")) from None


def _parse(text: str, shown: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _TOML_LINE.search(str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        reason = gettext("not TOML: {error}").format(error=_TOML_LINE.sub("", str(error)).strip())
        raise UnreadableFile(shown, line, reason) from None


def read_page(path: Path, shown: str | None = None) -> Page:
    """Read one page with the lines of its keys and names.

    Raises:
        UnreadableFile: not UTF-8 or not TOML.
    """
    shown = shown or str(path)
    text = _text(path, shown)
    table = _parse(text, shown)
    keys: dict[str, int] = {}
    names: list[int] = []
    comments: list[int] = []
    inside = False
    for number, line in enumerate(text.split("\n"), 1):
        if found := re.match(r"([a-z_]+)\s*=", line):
            keys.setdefault(found[1], number)
            inside = found[1] == "names"
        if inside and re.match(r"\s*(names\s*=\s*\[\s*)?\{", line):
            names.append(number)
        if "#" in line and "#" in _STRING.sub("", line):
            comments.append(number)
    return Page(shown, table, keys, tuple(names), tuple(comments), text == write_page(table))


def name_order(line: Mapping[str, Any]) -> tuple[str, int, str, str]:
    """The order of names on a page: language, status, text, and what else sets two apart; it is never a judgement."""
    status = line.get("status")
    rank = _STATUSES.index(status) if status in _STATUSES else 99
    return str(line.get("lang")), rank, str(line.get("text")), _inline(line, _NAME_KEYS)


def write_page(table: Mapping[str, Any]) -> str:
    """A page in its canonical form: keys in their order, names sorted, one name a line.

    >>> print(write_page({"kind": "term", "id": "kelp", "names": []}), end="")
    id = "kelp"
    kind = "term"
    names = []
    """
    return "".join(_lines(table))


def _lines(table: Mapping[str, Any]) -> Iterator[str]:
    for key in _in_order(table, _KEYS):
        value = table[key]
        if key == "names" and isinstance(value, list) and value and all(isinstance(line, dict) for line in value):
            yield "names = [\n"
            for line in sorted(value, key=name_order):
                yield f"  {_inline(line, _NAME_KEYS)},\n"
            yield "]\n"
        elif key == "articles" and isinstance(value, list) and value:
            yield "articles = [\n"
            for article in value:
                yield f"  {_value(article)},\n"
            yield "]\n"
        else:
            yield f"{key} = {_value(value)}\n"


def _in_order(table: Mapping[str, Any], order: tuple[str, ...]) -> Iterable[str]:
    return sorted(table, key=lambda key: (order.index(key) if key in order else len(order), key))


def _inline(table: Mapping[str, Any], order: tuple[str, ...] = ()) -> str:
    return "{ " + ", ".join(f"{_bare(key)} = {_value(table[key])}" for key in _in_order(table, order)) + " }"


def inline_table(table: Mapping[str, Any]) -> str:
    """A name's line, or the head of a page, as one inline table with its keys in their order.

    >>> inline_table({"text": "Shikotan", "lang": "en"})
    '{ lang = "en", text = "Shikotan" }'
    """
    return _inline(table, _NAME_KEYS if "status" in table or "lang" in table else _KEYS)


def _bare(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else _value(key)


def _value(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case list():
            return "[" + ", ".join(map(_value, value)) + "]"
        case dict():
            return _inline(value)
        case _:
            return str(value)


def shown_path(path: Path, root: Path) -> str:
    """A path as a reader of the repository sees it."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def as_problem(error: UnreadableFile) -> Problem:
    """An unreadable file as one problem among others."""
    return Problem(error.path, error.line or 1, "readable", error.reason)
