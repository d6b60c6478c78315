"""The programs that `kurilnames export` writes for: a module of `export/to` each, found by its name."""

from __future__ import annotations

import io
import os
import pkgutil
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from kurilnames.errors import UnreadableFile
from kurilnames.export import to
from kurilnames.files.text import write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kurilnames.export.request import Request

__all__ = ["Target", "target", "targets", "write"]

_BEGINNING = (1980, 1, 1, 0, 0, 0)


class Target(NamedTuple):
    """A program, or a format, to export for.

    `what` says what is written; `judged` which program has read it in our tests, or that none has; `langs` are the
    languages whose names it has a use for; `rules` whether it holds the rules of `check`, so that they may be selected;
    `files` makes the files by their names.
    """

    name: str
    what: str
    judged: str
    langs: tuple[str, ...]
    rules: bool
    files: Callable[[Request], Mapping[str, str]]


def targets() -> tuple[str, ...]:
    """The names of all targets.

    >>> "prh" in targets()
    True
    """
    return tuple(sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(to.__path__)))


def target(name: str) -> Target:
    """A target by its name.

    Raises:
        ValueError: there is none of that name.

    >>> target("prh").langs
    ('ja', 'ru', 'en')
    """
    if name not in targets():
        raise ValueError(f"there is no export for {name!r}; there are {', '.join(targets())}")
    found: Target = import_module(f"{to.__name__}.{name.replace('-', '_')}").TARGET
    return found


def write(files: Mapping[str, str], output: str) -> None:
    """Write files: one to a path; several, or one with a folder given, into a folder or a .zip.

    Args:
        files: their texts by their names, which may have folders.
        output: where; a folder is made where it is missing.
    Raises:
        UnreadableFile: it cannot be written.
    """
    if output.endswith(".zip"):
        write_atomically(output, _zipped(files))
    elif len(files) == 1 and not os.path.isdir(output):
        write_atomically(output, next(iter(files.values())).encode())
    else:
        for name, text in files.items():
            path = os.path.join(output, name)
            try:
                os.makedirs(os.path.dirname(path), exist_ok=True)
            except OSError as error:
                raise UnreadableFile(output, None, f"cannot be made: {error.strerror}") from None
            write_atomically(path, text.encode())


def _zipped(files: Mapping[str, str]) -> bytes:
    """A zip of the same bytes every time."""
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, text in sorted(files.items()):
            archive.writestr(ZipInfo(name, _BEGINNING), text, ZIP_DEFLATED)
    return packed.getvalue()
