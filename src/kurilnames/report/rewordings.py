"""A text and what became of it, as a diff."""

from __future__ import annotations

__all__ = ["diff"]


def diff(path: str, old: str, new: str) -> str:
    """What changed, as a unified diff.

    Args:
        path: the file as the diff names it.
        old, new: its text before and after.
    Returns:
        the diff; empty when nothing changed.

    >>> print(diff("a.txt", "Etorofu\\n", "Iturup\\n").splitlines()[-1])
    +Iturup
    """
    from difflib import unified_diff

    lines = unified_diff(old.splitlines(keepends=True), new.splitlines(keepends=True), path, path)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
