"""The artefact of a checkout: made anew when a page has changed since it was last made."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from zlib import crc32

__all__ = ["DATA", "checkout_artefact", "stamp"]

ROOT = Path(__file__).resolve().parents[3]
DATA = ROOT / "data"
_CACHE = ROOT / ".artefact" / "checkout.kn"
_CODE = Path(__file__).resolve().parents[1]


def checkout_artefact() -> bytes:
    """The artefact of this checkout's data folder.

    Returns:
        its bytes: those kept from last time when neither data nor the code that makes them has changed.
    Raises:
        BadData: a page does not hold to its shape.
    """
    now = stamp()
    try:
        kept = _CACHE.read_bytes()
    except OSError:
        kept = b""
    head, _, artefact = kept.partition(b"\n")
    if head == now:
        return artefact
    from kurilnames.curation.build import build

    artefact = build(DATA)
    _keep(now + b"\n" + artefact)
    return artefact


def stamp() -> bytes:
    """What tells one state of the data and of the code from another: a sum over paths, times of change and sizes."""
    total = count = 0
    folders = [str(DATA), str(_CODE)]
    while folders:
        with os.scandir(folders.pop()) as found:
            for item in found:
                if item.is_dir(follow_symlinks=False):
                    if item.name != "__pycache__":
                        folders.append(item.path)
                elif item.name.endswith((".toml", ".py")):
                    info = item.stat()
                    total += crc32(f"{item.path} {info.st_mtime_ns} {info.st_size}".encode("utf-8", "surrogateescape"))
                    count += 1
    return f"{count} {total}".encode()


def _keep(content: bytes) -> None:
    """Keep the artefact for the next start; a read-only checkout does without."""
    try:
        _CACHE.parent.mkdir(exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=_CACHE.parent, delete=False) as file:
            file.write(content)
        os.replace(file.name, _CACHE)
    except OSError:
        return
