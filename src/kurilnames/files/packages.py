"""The XML parts of an office document as one text, and the way back into its zip file."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from kurilnames.errors import UnreadableFile
from kurilnames.files.documents import Document
from kurilnames.files.markup import Tag, attribute, open_xml, tokens
from kurilnames.files.splicing import Change, changed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kurilnames.files.segments import Segment
    from kurilnames.files.splicing import TextFile
    from kurilnames.files.zips import Zip

__all__ = ["Package", "PackedDocument", "Relation", "main_part", "preserving", "relations", "relations_of"]

_TAG = re.compile(r"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")
_PRESERVE = ' xml:space="preserve"'


class Relation(NamedTuple):
    """What a part refers to: by which id, as what (`kind` is the last word of the type), the name of the other part."""

    id: str
    type: str
    target: str

    @property
    def kind(self) -> str:
        return self.type.rpartition("/")[2]


def relations(zip: Zip, part: str) -> list[Relation]:
    """What a part of a package refers to in it; the empty name is the package itself.

    Raises:
        UnreadableFile: the list is damaged.
    """
    folder, listed = posixpath.dirname(part), relations_of(part)
    if listed not in zip:
        return []
    text = open_xml(f"{zip.path}/{listed}", zip.read(listed)).text
    tags = (token.attrs for token in tokens(text) if isinstance(token, Tag) and token.name == "Relationship")
    return [_relation(folder, attrs) for attrs in tags if attribute(attrs, "TargetMode") != "External"]


def _relation(folder: str, attrs: str) -> Relation:
    id, type, target = (attribute(attrs, name) or "" for name in ("Id", "Type", "Target"))
    return Relation(id, type, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"))


def main_part(zip: Zip, root: str, what: str) -> str:
    """The name of the part that holds a document's text, or lists its sheets.

    Args:
        zip: the package.
        root, what: the name of the part's first element; what such a document is called.
    Raises:
        UnreadableFile: there is none, or it is another document's.
    """
    part = next((each.target for each in relations(zip, "") if each.kind == "officeDocument"), None)
    if part is None:
        raise UnreadableFile(zip.path, None, f"no {what}: it does not say which part is its text")
    first = next(token for token in tokens(Package(zip, [part]).text) if isinstance(token, Tag))
    if first.name != root:
        raise UnreadableFile(zip.path, None, f"no {what}: its main part is <{first.name}>")
    return part


def relations_of(part: str) -> str:
    """The name of the part that says what a part refers to.

    >>> relations_of("word/document.xml")
    'word/_rels/document.xml.rels'
    """
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


class Package:
    """Some XML parts of a package as one text: what a `TextFile` is of a file.

    Args:
        zip: the package.
        parts: the names of the parts.
    Raises:
        UnreadableFile: a part is missing, not well formed or not harmless.
    """

    encoding = "utf-8"
    guessed = False
    begin = 0

    def __init__(self, zip: Zip, parts: Iterable[str]) -> None:
        self.path = zip.path
        self.content = zip.content
        self.zip = zip
        self._parts: list[tuple[int, str, TextFile]] = []
        at = 0
        for name in parts:
            file = open_xml(f"{zip.path}/{name}", zip.read(name))
            self._parts.append((at, name, file))
            at += len(file.text)
        self.text = "".join(file.text for _, _, file in self._parts)

    def __iter__(self) -> Iterator[tuple[str, int, int]]:
        """The parts: their names, and where they begin and end in the text."""
        return ((name, at, at + len(file.text)) for at, name, file in self._parts)

    def spliced(self, changes: Iterable[Change]) -> bytes:
        """The bytes of the package after changes of its text; every byte beside them and every other part stays.

        Raises:
            UnreadableFile: a part or the package cannot be written.
        """
        made: dict[int, list[Change]] = defaultdict(list)
        for change in sorted(changes):
            number = bisect_right(self._parts, change.start, key=lambda part: part[0]) - 1
            at = self._parts[number][0]
            made[number].append(Change(change.start - at, change.end - at, change.text))
        contents = {}
        for number, each in made.items():
            _, name, file = self._parts[number]
            contents[name] = file.spliced([*each, *preserving(file.text, each)])
        return self.zip.spliced(contents)


def preserving(text: str, changes: Sequence[Change]) -> Iterator[Change]:
    """What must be said of an element whose text begins or ends with a space after changes: that the space counts."""
    within: dict[int, list[Change]] = defaultdict(list)
    for change in changes:
        within[text.rfind("<", 0, change.start)].append(change)
    for begin, each in within.items():
        tag = _TAG.match(text, begin)
        if tag and not tag[0].endswith("/>") and "xml:space" not in tag[0]:
            content = text[tag.end() : text.find("<", each[-1].end)]
            moved = [Change(start - tag.end(), end - tag.end(), new) for start, end, new in each]
            new = changed(content, moved)
            if content == content.strip() and new != new.strip():
                yield Change(tag.end() - 1, tag.end() - 1, _PRESERVE)


class PackedDocument(Document):
    """An office document: its places are paragraphs and cells, not lines and columns of a text."""

    @property
    def readable(self) -> str:
        """Its texts, one a line, each with its place."""
        lines = (f"{segment.where.key or segment.where.line}: {' '.join(segment.text.split())}\n" for segment in self)
        return "".join(lines)

    def places(self, segment: Segment, start: int, end: int) -> tuple[tuple[int, int], tuple[int, int]]:
        """The number of the paragraph and the columns (from 1) in it, or the row and the column of the cell."""
        line, column = segment.where.line, segment.where.column
        return (line, column or start + 1), (line, column or end + 1)

    def offsets(self, segment: Segment, start: int, end: int) -> tuple[int, int]:
        return start, end

    def surroundings(self, segment: Segment, at: int) -> tuple[int, int]:
        return segment.around or (0, 0)
