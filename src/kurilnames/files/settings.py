"""What a project wishes of `check`: kurilnames.toml, or [tool.kurilnames] in pyproject.toml."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kurilnames.errors import UnreadableFile
from kurilnames.messages import N_, gettext

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

__all__ = ["KEYS", "settings"]

KEYS: dict[str, type] = {
    "baseline": str,
    "convention": str,
    "encoding": str,
    "exit-zero": bool,
    "format": str,
    "ignore": list,
    "lang": str,
    "select": list,
    "source-col": str,
    "target-col": str,
    "ui-lang": str,
}
_SHAPES = {
    str: N_("{key} is a string"),
    bool: N_("{key} is true or false"),
    list: N_("{key} is a list of strings"),
}


def settings(folder: str = ".", choices: Mapping[str, Collection[str]] | None = None) -> dict[str, Any]:
    """The settings that hold in a folder: of the nearest file at or above it; kurilnames.toml before pyproject.toml.

    Args:
        folder: where to begin.
        choices: the words that a key may have, where not every one will do.
    Returns:
        words of `KEYS` with their values; paths as seen from here; empty where there is no such file.
    Raises:
        UnreadableFile: it is not TOML, or has an unknown key or a value of another shape; with the line.

    >>> settings("/")
    {}
    """
    here = Path(folder).resolve()
    for path, table, head in _tables(here):
        text = path.read_text("utf-8")
        for key, value in table.items():
            if fault := _fault(key, value, (choices or {}).get(key)):
                raise UnreadableFile(str(path), _line(text, key, head), fault)
        return {key: _from_here(path, key, value) for key, value in table.items()}
    return {}


def _tables(here: Path) -> Iterator[tuple[Path, dict[str, Any], str]]:
    """The files, nearest first, each with the table of settings in it and what stands above that table."""
    from kurilnames.pages import read_table

    for folder in (here, *here.parents):
        path = folder / "kurilnames.toml"
        if path.is_file():
            yield path, read_table(path), ""
        path = folder / "pyproject.toml"
        if path.is_file() and b"kurilnames" in path.read_bytes():
            tools = read_table(path).get("tool")
            if isinstance(tools, dict) and isinstance(tools.get("kurilnames"), dict):
                yield path, tools["kurilnames"], "[tool.kurilnames]"


def _fault(key: str, value: Any, choices: Collection[str] | None) -> str | None:
    """What is wrong with a setting and what to write instead; None when nothing is."""
    if key not in KEYS:
        return gettext("unknown key {key!r}: it may have {keys}").format(key=key, keys=", ".join(KEYS))
    shape = KEYS[key]
    if not isinstance(value, shape) or (isinstance(value, list) and not all(isinstance(each, str) for each in value)):
        return gettext(_SHAPES[shape]).format(key=key)
    if choices and value not in choices:
        return gettext("{key} is one of {choices}").format(key=key, choices=", ".join(choices))
    return None


def _line(text: str, key: str, head: str) -> int:
    """The line of a key; of the head of its table where it is not written plainly."""
    begin = text.find(head)
    found = re.compile(rf"^[ \t]*[\"']?{re.escape(key)}[\"']?[ \t]*[=.]", re.MULTILINE).search(text, max(begin, 0))
    return text.count("\n", 0, found.start() if found else max(begin, 0)) + 1


def _from_here(path: Path, key: str, value: Any) -> Any:
    """A setting whose path, seen from its own file, can be opened from here."""
    is_path = key == "baseline" or (key == "convention" and value.endswith(".toml"))
    return str(path.parent / value) if is_path else value
