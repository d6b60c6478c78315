"""Messages as pybabel extracts them: those that are put into a language, and those that argparse shows."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from typing import IO, Any

__all__ = ["extract"]

_SHOWN = ("description", "help")
_AT = {"gettext": slice(0, 1), "ngettext": slice(0, 2), "N_": slice(0, 1), "verb": slice(3, 4)}


def extract(
    file: IO[bytes], keywords: Any, comment_tags: Collection[str], options: Any
) -> Iterator[tuple[int, str | None, Any, list[str]]]:
    """The messages of a Python file, those inside f-strings too, which Babel does not look into.

    Args:
        file: the file.
        keywords, comment_tags, options: as Babel gives them; they do not matter here.
    Returns:
        lines, functions, messages and comments, as Babel takes them.

    >>> from io import BytesIO
    >>> program = BytesIO(b"f(help='a')\\nsaid = f'<{gettext(chr(0), 1)}>' + gettext('b')")
    >>> [found[2] for found in extract(program, {}, (), {})]
    ['a', 'b']
    """
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", "")
            texts = [_text(each) for each in node.args[_AT.get(name, slice(0))]]
            if texts and all(texts):
                yield node.lineno, "ngettext" if len(texts) > 1 else None, texts if len(texts) > 1 else texts[0], []
            shown = [_text(given.value) for given in node.keywords if given.arg in _SHOWN]
            yield from ((node.lineno, None, text, []) for text in shown if text)


def _text(node: ast.AST) -> str:
    """A string that stands in the program; empty for anything else."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
