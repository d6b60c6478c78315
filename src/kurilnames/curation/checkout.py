"""The artefact of a checkout: made anew when a page has changed since it was last made."""

from __future__ import annotations

import os

__all__ = ["DATA", "checkout_artefact", "stamp"]

_CODE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_ROOT = os.path.dirname(os.path.dirname(_CODE))
DATA = os.path.join(_ROOT, "data")
_CACHE = os.path.join(_ROOT, ".artefact", "checkout.kn")


def checkout_artefact() -> bytes:
    """The artefact of this checkout's data folder.

    Returns:
        its bytes: those kept from last time when neither data nor the code that makes them has changed.
    Raises:
        BadData: a page does not hold to its shape.
    """
    now = stamp()
    try:
        with open(_CACHE, "rb") as file:
            kept = file.read()
    except OSError:
        kept = b""
    if kept.startswith(now + b"\n"):
        return kept[len(now) + 1 :]
    from pathlib import Path

    from kurilnames.curation.build import build

    artefact = build(Path(DATA))
    _keep(now + b"\n" + artefact)
    return artefact


def stamp() -> bytes:
    """What tells one state of the data and of the code from another: a sum over times of change and sizes.

    A page that is edited, added, taken out or renamed changes its own time, or that of its folder.
    """
    total = count = 0
    folders = [DATA, _CODE]
    while folders:
        folder = folders.pop()
        total += os.stat(folder).st_mtime_ns
        with os.scandir(folder) as found:
            for item in found:
                if item.name.startswith("."):
                    continue
                if item.name.endswith((".toml", ".json", ".geojson", ".py")) and item.is_file():
                    info = item.stat()
                    total += info.st_mtime_ns + info.st_size
                    count += 1
                elif item.is_dir() and item.name != "__pycache__":
                    folders.append(item.path)
    return f"{count} {total}".encode()


def _keep(content: bytes) -> None:
    """Keep the artefact for the next start; a read-only checkout does without."""
    from contextlib import suppress
    from pathlib import Path

    from kurilnames.errors import UnreadableFile
    from kurilnames.files.text import write_atomically

    with suppress(OSError, UnreadableFile):
        Path(_CACHE).parent.mkdir(exist_ok=True)
        write_atomically(_CACHE, content)
