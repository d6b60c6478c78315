"""XLIFF 1.2 and 2.x, SDLXLIFF and MQXLIFF: targets with their sources, by segment where there are marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kurilnames.files.markup import Tag, attribute, escaped, open_xml, read_into, tokens
from kurilnames.files.segments import MASK, Document, Segment, Where, Writing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kurilnames.files.splicing import TextFile

__all__ = ["read_xliff"]

_SIDES = {"source": ("trans-unit", "segment"), "seg-source": ("trans-unit",), "target": ("trans-unit", "segment")}
_CODES = {"bpt", "ept", "it", "ph", "x"}
_STANDING = {"ph", "x"}


def read_xliff(path: str, content: bytes, encoding: str | None = None) -> Document:
    """The targets of an XLIFF file that have text, each with its source.

    Inline tags are no text; one that stands for something is a `MASK`.  Alternatives, matches, notes, ignorables and
    what is not to be translated are passed over.

    Args:
        path, content, encoding: the file; without an encoding, as it declares.
    Raises:
        UnreadableFile: not well-formed, not harmless, or no XLIFF; with the line.
    """
    file = open_xml(path, content, encoding)
    return Document(file, _Reader(file).segments())


class _Side(NamedTuple):
    """A source or target: all of it, and its marked segments by their ids."""

    whole: Writing
    marked: dict[str, Writing]


class _Reader:
    """One pass over a file, with the names and attributes of the open elements."""

    def __init__(self, file: TextFile) -> None:
        self._file = file
        self._open: list[Tag] = []
        self._sides: dict[str, _Side] = {}
        self._side: _Side | None = None
        self._depth = 0
        self._codes = 0

    def segments(self) -> Iterator[Segment]:
        for token in tokens(self._file.text):
            if not isinstance(token, Tag):
                if self._side and not self._codes:
                    for writing in self._writings(self._side):
                        read_into(writing, token)
                continue
            if token.opens:
                self._enter(token)
            if token.closes:
                yield from self._leave(token)

    def _enter(self, tag: Tag) -> None:
        if not self._open and tag.name != "xliff":
            raise self._file.refuse(tag.start, f"no XLIFF: its first element is <{tag.name}>")
        if self._side:
            self._enter_inline(tag)
        elif self._open and self._open[-1].name in _SIDES.get(tag.name, ()):
            self._side = self._sides[tag.name] = _Side(Writing(), {})
            self._depth = len(self._open)
        self._open.append(tag)

    def _enter_inline(self, tag: Tag) -> None:
        assert self._side
        if tag.name in _STANDING and not self._codes:
            for writing in self._writings(self._side):
                writing.escaped(MASK, tag.start, tag.end)
        if tag.name in _CODES or self._is_deleted(tag):
            self._codes += 1
        elif tag.name == "mrk" and attribute(tag.attrs, "mtype") == "seg":
            self._side.marked.setdefault(attribute(tag.attrs, "mid") or "", Writing())

    def _leave(self, tag: Tag) -> Iterator[Segment]:
        opened = self._open.pop()
        if self._side and len(self._open) == self._depth:
            self._side = None
        elif self._side and (opened.name in _CODES or self._is_deleted(opened)):
            self._codes -= 1
        elif opened.name in ("trans-unit", "segment"):
            yield from self._paired(opened)
            self._sides = {}

    def _is_deleted(self, tag: Tag) -> bool:
        """Whether a mark is one that Trados puts around what a tracked change took away."""
        return tag.name == "mrk" and attribute(tag.attrs, "mtype") == "x-sdl-deleted"

    def _writings(self, side: _Side) -> Iterator[Writing]:
        yield side.whole
        for tag in reversed(self._open):
            if tag.name == "mrk" and attribute(tag.attrs, "mtype") == "seg":
                yield side.marked[attribute(tag.attrs, "mid") or ""]
                return

    def _paired(self, unit: Tag) -> Iterator[Segment]:
        target = self._sides.get("target")
        if not target or any(self._of(tag, "translate") == "no" for tag in (*self._open, unit)):
            return
        source = self._sides.get("seg-source") or self._sides.get("source")
        whole = self._sides.get("source") or source
        key = self._key(unit)
        for mid, writing in target.marked.items():
            matching = source.marked.get(mid) if source else None
            yield from self._segment(writing, matching or (whole and whole.whole), f"{key}/{mid}")
        if not target.marked:
            yield from self._segment(target.whole, whole and whole.whole, key)

    def _segment(self, target: Writing, source: Writing | None, key: str) -> Iterator[Segment]:
        if not target.blank:
            langs = self._languages()
            where = Where(self._file.line(target.begin), key)
            text = source.text if source else None
            yield Segment(target.text, target.pieces, where, text, langs[1], langs[0], escaped)

    def _key(self, unit: Tag) -> str:
        outer = [self._of(tag, "id") for tag in self._open if tag.name == "unit"]
        return "/".join(filter(None, [*outer, self._of(unit, "id")]))

    def _languages(self) -> tuple[str | None, str | None]:
        for tag in reversed(self._open):
            if tag.name == "file" and (found := self._of(tag, "source-language")):
                return found, self._of(tag, "target-language")
            if tag.name == "xliff" and (found := self._of(tag, "srcLang")):
                return found, self._of(tag, "trgLang")
        return None, None

    def _of(self, tag: Tag, name: str) -> str | None:
        return attribute(tag.attrs, name) if name in tag.attrs else None
