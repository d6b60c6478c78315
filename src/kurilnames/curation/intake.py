"""How pages come in and are put in order."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kurilnames.curation.build import compile_artefact
from kurilnames.curation.data import Data
from kurilnames.curation.drafts import Wish, draft
from kurilnames.curation.rules import comments, faults
from kurilnames.errors import BadData, UnreadableFile
from kurilnames.files.text import write_atomically
from kurilnames.gazetteer import Gazetteer
from kurilnames.pages import write_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kurilnames.errors import Problem
    from kurilnames.pages import Page

__all__ = ["add_pages", "faults_of", "format_pages", "new_page", "replace_pages"]


def format_pages(folder: Path) -> tuple[str, ...]:
    """Write every page in its canonical form.

    Args:
        folder: the data folder.
    Returns:
        the paths that were changed.
    Raises:
        BadData: pages that are not TOML, or whose comments would be lost; nothing was written.

    >>> format_pages(Path("no folder"))
    ()
    """
    data = Data(folder)
    changed = [page for page in data.pages if not page.canonical]
    problems = [*data.problems, *(problem for page in changed for problem in comments(page))]
    if problems:
        raise BadData(problems)
    for page in changed:
        write_atomically(str(folder.parent / page.path), write_page(page.table).encode())
    return tuple(page.path for page in changed)


def new_page(folder: Path, wish: Wish) -> Page:
    """Write a new page.

    Args:
        folder: the data folder.
        wish: what is known of the page; it need not have an id.
    Returns:
        the page as written.
    Raises:
        BadData: the page would break a rule; nothing was written.
        UnreadableFile: a file of its name is there already, or it cannot be written.
    """
    data = Data(folder)
    page = draft(wish, data, Gazetteer(compile_artefact(data, data.records)))
    if problems := faults_of([page], data):
        raise BadData(problems)
    add_pages(folder, [page])
    return page


def faults_of(pages: Sequence[Page], data: Data, *, instead: bool = False) -> tuple[Problem, ...]:
    """The rules that new or changed pages break, or would make other pages break.

    Args:
        pages: pages that are not yet written.
        data: the folder that they would join.
        instead: whether they take the place of the pages of the same path.
    Returns:
        the problems that are not there without them.
    """
    joined = Data(data.folder)
    paths = {page.path for page in pages}
    joined.pages = (*(page for page in data.pages if not instead or page.path not in paths), *pages)
    problems = faults(joined)
    older = set() if all(problem.path in paths for problem in problems) else set(faults(Data(data.folder)))
    return tuple(problem for problem in problems if problem not in older)


def replace_pages(folder: Path, pages: Sequence[Page]) -> None:
    """Write new and changed pages, each atomically.

    Args:
        folder: the data folder.
        pages: pages; a file of the same path is replaced.
    Raises:
        UnreadableFile: one cannot be written.
    """
    for page in pages:
        write_atomically(str(folder.parent / page.path), write_page(page.table).encode())


def add_pages(folder: Path, pages: Sequence[Page]) -> None:
    """Write new pages, all or none.

    Args:
        folder: the data folder.
        pages: pages whose files are not there yet.
    Raises:
        UnreadableFile: a file is there already, or cannot be written; nothing was written.
    """
    targets = [folder.parent / page.path for page in pages]
    for page, target in zip(pages, targets, strict=True):
        if target.exists():
            raise UnreadableFile(page.path, None, "is there already, and nothing is overwritten")
    written: list[Path] = []
    try:
        for page, target in zip(pages, targets, strict=True):
            write_atomically(str(target), write_page(page.table).encode())
            written.append(target)
    except UnreadableFile:
        for target in written:
            with suppress(OSError):
                target.unlink()
        raise
