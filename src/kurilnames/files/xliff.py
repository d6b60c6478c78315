"""XLIFF 1.2 and 2.x, SDLXLIFF and MQXLIFF: targets with their sources, by segment where there are marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kurilnames.files.documents import TextDocument
from kurilnames.files.markup import Tag, attribute, escaped, open_xml, read_into, tokens
from kurilnames.files.segments import MASK, Segment, Where, Writing
from kurilnames.messages import gettext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kurilnames.files.splicing import TextFile

__all__ = ["read_xliff"]

_SIDES = {"source": ("trans-unit", "segment"), "seg-source": ("trans-unit",), "target": ("trans-unit", "segment")}
_LANGUAGES = {"file": ("source-language", "target-language"), "xliff": ("srcLang", "trgLang")}
_CODES = {"bpt", "ept", "it", "ph", "x"}
_STANDING = {"ph", "x"}
_OPEN = {None, "false", "no", "0"}


def read_xliff(path: str, content: bytes, encoding: str | None = None) -> TextDocument:
    """The targets of an XLIFF file that have text, each with its source.

    Inline tags are no text; one that stands for something is a `MASK`.  Alternatives, matches, notes, ignorables and
    what is not to be translated are passed over; what Trados or memoQ has locked is read, but nothing can be written
    in it.

    Args:
        path, content, encoding: the file; without an encoding, as it declares.
    Raises:
        UnreadableFile: not well-formed, not harmless, or no XLIFF; with the line.
    """
    file = open_xml(path, content, encoding)
    return TextDocument(file, _Reader(file).segments())


class _Side(NamedTuple):
    """A source or target: all of it, and its marked segments by their ids."""

    whole: Writing
    marked: dict[str, Writing]


class _Reader:
    """One pass over a file, with the tags of the open elements."""

    def __init__(self, file: TextFile) -> None:
        self._file = file
        self._open: list[Tag] = []
        self._sides: dict[str, _Side] = {}
        self._locked: set[str | None] = set()
        self._side: _Side | None = None
        self._writings: list[Writing] = []
        self._depth = 0
        self._codes = 0
        self._kept = 0
        self._languages: tuple[str | None, str | None] = (None, None)

    def segments(self) -> Iterator[Segment]:
        for token in tokens(self._file.text):
            if not isinstance(token, Tag):
                if self._side and not self._codes:
                    for writing in self._writings:
                        read_into(writing, token)
                continue
            if token.opens:
                self._enter(token)
            if token.closes:
                yield from self._leave(token)

    def _enter(self, tag: Tag) -> None:
        if not self._open and tag.name != "xliff":
            said = gettext("no {format}: its first element is <{name}>")
            raise self._file.refuse(tag.start, said.format(format="XLIFF", name=tag.name))
        if self._side:
            self._enter_inline(tag)
        elif tag.name in _SIDES:
            if self._open[-1].name in _SIDES[tag.name]:
                self._side = self._sides[tag.name] = _Side(Writing(), {})
                self._writings = [self._side.whole]
                self._depth = len(self._open)
        elif tag.name == "seg" and _of(tag, "locked") not in _OPEN:
            self._locked.add(_of(tag, "id"))
        elif tag.name in _LANGUAGES:
            names = _LANGUAGES[tag.name]
            self._languages = (_of(tag, names[0]), _of(tag, names[1])) if names[0] in tag.attrs else self._languages
        self._kept += "translate" in tag.attrs and _of(tag, "translate") == "no"
        self._open.append(tag)

    def _enter_inline(self, tag: Tag) -> None:
        assert self._side
        if tag.name in _STANDING and not self._codes:
            for writing in self._writings:
                writing.escaped(MASK, tag.start, tag.end)
        if tag.name in _CODES or _is_deleted(tag):
            self._codes += 1
        elif _is_segment(tag):
            marked = self._side.marked.setdefault(_of(tag, "mid") or "", Writing())
            self._writings = [self._side.whole, marked]

    def _leave(self, tag: Tag) -> Iterator[Segment]:
        opened = self._open.pop()
        if self._side and len(self._open) == self._depth:
            self._side = None
        elif self._side:
            self._leave_inline(self._side, opened)
        elif opened.name in ("trans-unit", "segment"):
            if not self._kept:
                yield from self._paired(opened, tag.end)
            self._sides = {}
            self._locked = set()
        self._kept -= "translate" in opened.attrs and _of(opened, "translate") == "no"

    def _leave_inline(self, side: _Side, opened: Tag) -> None:
        if opened.name in _CODES or _is_deleted(opened):
            self._codes -= 1
        elif _is_segment(opened):
            self._writings = [side.whole]

    def _paired(self, unit: Tag, end: int) -> Iterator[Segment]:
        target = self._sides.get("target")
        if not target:
            return
        source = self._sides.get("seg-source") or self._sides.get("source")
        whole = self._sides.get("source") or source
        key, around = _of(unit, "id") or "", (unit.start, end)
        if unit.name == "segment":
            outer = next((tag for tag in self._open if tag.name == "unit"), unit)
            key, around = "/".join(filter(None, (_of(outer, "id"), key))), (outer.start, end)
        locked = _of(unit, "mq:locked") not in _OPEN
        for mid, writing in target.marked.items():
            matching = source.marked.get(mid) if source else None
            escape = _nothing if locked or mid in self._locked else escaped
            yield from self._segment(writing, matching or (whole and whole.whole), f"{key}/{mid}", around, escape)
        if not target.marked:
            escape = _nothing if locked or self._locked else escaped
            yield from self._segment(target.whole, whole and whole.whole, key, around, escape)

    def _segment(
        self,
        target: Writing,
        source: Writing | None,
        key: str,
        around: tuple[int, int],
        escape: Callable[[str], str | None],
    ) -> Iterator[Segment]:
        if not target.blank:
            where = Where(self._file.line(target.begin), key)
            text = source.text if source else None
            source_lang, lang = self._languages
            yield Segment(target.text, target.pieces, where, text, lang, source_lang, escape, False, around)


def _nothing(text: str) -> None:
    """How a text is written in what is locked: not at all."""


def _is_deleted(tag: Tag) -> bool:
    """Whether a mark is one that Trados puts around what a tracked change took away."""
    return tag.name == "mrk" and _of(tag, "mtype") == "x-sdl-deleted"


def _is_segment(tag: Tag) -> bool:
    return tag.name == "mrk" and _of(tag, "mtype") == "seg"


def _of(tag: Tag, name: str) -> str | None:
    return attribute(tag.attrs, name) if name in tag.attrs else None
