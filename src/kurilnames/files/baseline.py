"""Findings that are known already, kept in a file: only what is new is told."""

from __future__ import annotations

import json
import os
from collections import Counter
from typing import TYPE_CHECKING

from kurilnames.errors import UnreadableFile
from kurilnames.files.text import read_text, write_atomically
from kurilnames.messages import gettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kurilnames.results import Finding
    from kurilnames.reviewing import Remark

__all__ = ["Baseline"]


class Baseline:
    """How often each finding is known in each file: by its code and words, wherever the lines have moved to.

    Args:
        path: the baseline's file; the files of a project are named as seen from its folder.
        known: for each file its findings and their number.
    """

    def __init__(self, path: str, known: Mapping[str, Mapping[str, int]] | None = None) -> None:
        self.path = path
        self._known = {file: Counter(found) for file, found in (known or {}).items()}

    @classmethod
    def read(cls, path: str) -> Baseline:
        """Read a baseline.

        Raises:
            UnreadableFile: it is not there, or none that `write` wrote.
        """
        try:
            known = json.loads(read_text(path))["findings"]
            return cls(path, {file: {key: int(n) for key, n in found.items()} for file, found in known.items()})
        except UnreadableFile:
            raise
        except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
            line = getattr(error, "lineno", None)
            raise UnreadableFile(path, line, gettext("no baseline: write one with --write-baseline")) from None

    def new(self, path: str, remarks: Iterable[Remark]) -> list[Remark]:
        """The remarks on a file that are not known, in their order.

        >>> Baseline("known.json").new("a.txt", [])
        []
        """
        left = Counter(self._known.get(self._name(path), ()))
        if not left:
            return list(remarks)
        told = []
        for each in remarks:
            if left[key := _key(each.finding)] > 0:
                left[key] -= 1
            else:
                told.append(each)
        return told

    def learn(self, path: str, remarks: Iterable[Remark]) -> None:
        """Know the remarks on a file, and no others of it."""
        self._known[self._name(path)] = Counter(_key(each.finding) for each in remarks)

    def write(self) -> None:
        """Write the file: sorted, so that a diff shows what has come and gone.

        Raises:
            UnreadableFile: it cannot be written.
        """
        known = {file: dict(sorted(found.items())) for file, found in sorted(self._known.items()) if found}
        text = json.dumps({"version": 1, "findings": known}, ensure_ascii=False, indent=2) + "\n"
        write_atomically(self.path, text.encode())

    def _name(self, path: str) -> str:
        if path == "-":
            return path
        return os.path.relpath(path, os.path.dirname(self.path) or ".").replace(os.sep, "/")


def _key(found: Finding) -> str:
    return f"{found.code} {found.surface or found.named}"
