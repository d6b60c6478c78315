"""JSON lines: one object a line, written as it was read and one member longer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kurilnames.errors import UnreadableFile
from kurilnames.files.lines import whole_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["with_member"]

_BOM = "\ufeff"


def with_member(
    path: str, lines: Iterable[str], new: str, column: str, written: Callable[[str, int], str | None]
) -> Iterator[str]:
    """The lines with one more member in each object.

    Args:
        path: the file, for messages.
        lines: its lines, or pieces of them, with their ends.
        new: the new member's name.
        column: the member whose value it is made of; an object without it has null.
        written: what a text becomes, by the text and its line; null for None; one without a text is an empty one.
    Returns:
        every line as it stood but for the new member at its end; blank lines as they were.
    Raises:
        UnreadableFile: a line that is no object, whose member is no text, or that has the new member already; or none
            has the member.

    >>> list(with_member("a.jsonl", ['{"place": "Shana"}\\n'], "ja", "place", lambda name, line: "紗那"))
    ['{"place": "Shana", "ja": "紗那"}\\n']
    """
    name = json.dumps(new, ensure_ascii=False)
    met = None
    for number, line in enumerate(whole_lines(lines), 1):
        body = line.rstrip()
        if not body.strip(_BOM):
            yield line
            continue
        row = _object(path, number, body.removeprefix(_BOM))
        if new in row:
            raise UnreadableFile(path, number, f"a member is called {new!r} already: name the new one with --as")
        met = met or column in row
        value = row.get(column)
        if value is not None and not isinstance(value, str):
            raise UnreadableFile(path, number, f"{column!r} is no text: {json.dumps(value)}")
        text = written(value or "", number)
        mark = ", " if row else ""
        yield f"{body[:-1].rstrip()}{mark}{name}: {json.dumps(text, ensure_ascii=False)}}}{line[len(body) :]}"
    if met is False:
        raise UnreadableFile(path, None, f"no object has a member called {column!r}")


def _object(path: str, number: int, body: str) -> dict[str, object]:
    try:
        row = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(path, number, f"not JSON: {error}") from None
    if not isinstance(row, dict):
        raise UnreadableFile(path, number, "not an object: JSON lines have one on each line")
    return row
