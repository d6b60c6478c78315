"""How pages come in and are put in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kurilnames.curation.data import Data
from kurilnames.errors import BadData
from kurilnames.files.text import write_atomically
from kurilnames.pages import write_page

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["format_pages"]


def format_pages(folder: Path) -> tuple[str, ...]:
    """Write every page in its canonical form.

    Args:
        folder: the data folder.
    Returns:
        the paths that were changed.
    Raises:
        BadData: pages that are not TOML; nothing was written.
    """
    data = Data(folder)
    changed = [page for page in data.pages if not page.canonical]
    if data.problems:
        raise BadData(data.problems)
    for page in changed:
        write_atomically(str(folder.parent / page.path), write_page(page.table).encode())
    return tuple(page.path for page in changed)
