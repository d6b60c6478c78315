"""The runs of a Word document's main text, and what puts marks around stretches of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kurilnames.files.markup import Tag, attribute, tokens
from kurilnames.files.splicing import Change

if TYPE_CHECKING:
    from kurilnames.files.packages import Package

__all__ = ["Runs"]

_PREFIX = re.compile(r"<([^\s/>:]+:)?")
_NOTE = re.compile(r"<(?:[^\s/>:]+:)?(?P<kind>footnote|endnote)(?P<attrs>\s[^>]*)>")
_PRESERVE = ' xml:space="preserve"'


class _Run:
    """A run: its first tag, its properties as they stand, the run around it, where it ends."""

    def __init__(self, tag: Tag, outer: _Run | None) -> None:
        self.tag = tag
        self.outer = outer
        self.properties = ""
        self.is_filled = False
        self.end = tag.end


class _Text(NamedTuple):
    """A text of a run: its tag, its run, whether it is the first thing in it."""

    tag: Tag
    run: _Run
    is_first: bool


class Runs:
    """The runs of the main text, which stands first in the text of a document's package.

    `prefix` is what stands before the names of its elements, `declared` what says so.

    Args:
        package: the document.
    """

    def __init__(self, package: Package) -> None:
        self._text = package.text
        _, _, self._end = next(iter(package))
        self._texts: dict[int, _Text] = {}
        self._notes: dict[tuple[str, str | None], _Run] = {}
        self._paragraph: int | None = None
        root = next(token for token in tokens(self._text, 0, self._end) if isinstance(token, Tag))
        self.prefix = self._prefix(root)
        named = f"xmlns:{self.prefix[:-1]}" if self.prefix else "xmlns"
        self.declared = f'{named}="{attribute(root.attrs, named)}"'
        self._read()

    def _prefix(self, tag: Tag) -> str:
        found = _PREFIX.match(self._text, tag.start)
        return (found[1] if found else None) or ""

    def _read(self) -> None:
        runs: list[_Run] = []
        begun = depth = 0
        for token in tokens(self._text, 0, self._end):
            if not isinstance(token, Tag):
                continue
            if token.name == "rPr" and runs:
                begun = token.start if not depth else begun
                depth += token.opens - token.closes
                if not depth:
                    runs[-1].properties = self._text[begun : token.end]
            elif token.name == "r" and not depth:
                if token.opens:
                    runs.append(_Run(token, runs[0] if runs else None))
                if token.closes:
                    runs.pop().end = token.end
            elif runs and token.opens and not depth:
                self._fill(runs, token)
            elif token.name == "p" and not token.opens and not runs and self._paragraph is None:
                self._paragraph = token.start

    def _fill(self, runs: list[_Run], tag: Tag) -> None:
        """Note what begins in a run."""
        if tag.name == "t":
            self._texts[tag.start] = _Text(tag, runs[-1], not runs[-1].is_filled)
        elif tag.name in ("footnoteReference", "endnoteReference"):
            note = tag.name.removesuffix("Reference"), attribute(tag.attrs, f"{self.prefix}id")
            self._notes[note] = runs[0]
        runs[-1].is_filled = True

    def marked(self, start: int, end: int, before: str, after: str) -> list[Change]:
        """The changes that put marks around a stretch; both at one place where it is in no run of the main text.

        Args:
            start, end: the stretch, in the package's text.
            before, after: the marks; run content.
        Returns:
            changes of the main part; none where it has no place for marks.
        """
        texts = self._text_at(start), self._text_at(end)
        if texts[0] and texts[1] and not texts[0].run.outer and not texts[1].run.outer:
            return [*self._cut(texts[0], start, before), *self._cut(texts[1], end, after)]
        at = self._hung(start, texts[0])
        return [] if at is None else [Change(at, at, before + after)]

    def _text_at(self, at: int) -> _Text | None:
        return self._texts.get(self._text.rfind("<", 0, at)) if at <= self._end else None

    def _cut(self, text: _Text, at: int, mark: str) -> list[Change]:
        """The changes that put a mark into a text: beside its run, or between two halves of it."""
        tag, run, is_first = text
        if at == tag.end and is_first:
            return [Change(run.tag.start, run.tag.start, mark)]
        close = f"</{self.prefix}t></{self.prefix}r>"
        if self._text.startswith(close, at):
            return [Change(run.end, run.end, mark)]
        opening = self._text[run.tag.start : run.tag.end] + run.properties
        changes = [Change(at, at, f"{close}{mark}{opening}<{self.prefix}t{_PRESERVE}>")]
        if "xml:space" not in tag.attrs:
            changes.append(Change(tag.end - 1, tag.end - 1, _PRESERVE))
        return changes

    def _hung(self, at: int, text: _Text | None) -> int | None:
        """Where in the main text a stretch of a text box, a note or another story hangs; else its first paragraph."""
        if text:
            return (text.run.outer or text.run).end
        notes = list(_NOTE.finditer(self._text, self._end, at)) if at > self._end else []
        if notes:
            note = self._notes.get((notes[-1]["kind"], attribute(notes[-1]["attrs"], f"{self.prefix}id")))
            return note.end if note else self._paragraph
        return self._paragraph
