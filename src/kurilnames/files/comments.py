"""Comments in a copy of a Word document."""

from __future__ import annotations

import posixpath
import re
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from kurilnames.errors import UnreadableFile
from kurilnames.files.markup import Tag, open_xml, tokens
from kurilnames.files.packages import relations, relations_of
from kurilnames.files.runs import Runs
from kurilnames.files.splicing import Change, TextFile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kurilnames.files.packages import Package
    from kurilnames.files.zips import Zip

__all__ = ["Comment", "commented"]

_AUTHOR = "kurilnames"
_TYPES = "[Content_Types].xml"
_COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


_ID = re.compile(r"""<(?:[^\s/>:]+:)?comment\s[^>]*?[\s:]id\s*=\s*["'](\d+)""")
_RELATION = re.compile(r"""\sId\s*=\s*["']rId(\d+)["']""")


class Comment(NamedTuple):
    """A comment, and the stretch of a package's text that it speaks of."""

    start: int
    end: int
    text: str


def commented(package: Package, comments: Sequence[Comment]) -> bytes:
    """The bytes of a Word document with more comments in it.

    Args:
        package: the document, its main part first.
        comments: one on a note, a header or a text box is put where that hangs on the main text, or at its beginning.
    Raises:
        UnreadableFile: the document has no place for comments, or is of an unusual kind.
    """
    zip, main = package.zip, next(iter(package))[0]
    runs = Runs(package)
    name = next((each.target for each in relations(zip, main) if each.kind == "comments"), None)
    first = _following(_ID, _part(zip, name).text if name else "")
    changes: set[Change] = set()
    for number, comment in enumerate(comments, first):
        if not (made := runs.marked(comment.start, comment.end, *_marks(runs.prefix, number))):
            raise UnreadableFile(package.path, None, "it has no paragraph that a comment could be put in")
        changes.update(made)
    written = "".join(_element(runs, number, each.text) for number, each in enumerate(comments, first))
    contents = {main: _part(zip, main).spliced(changes)}
    if name:
        contents[name] = _with(_part(zip, name), written)
    else:
        contents |= _new_part(zip, main, f"<{runs.prefix}comments {runs.declared}>{written}</{runs.prefix}comments>")
    return zip.spliced(contents)


def _part(zip: Zip, name: str) -> TextFile:
    return open_xml(f"{zip.path}/{name}", zip.read(name))


def _following(pattern: re.Pattern[str], text: str) -> int:
    """The number after the largest that a pattern finds."""
    return max(map(int, pattern.findall(text)), default=-1) + 1


def _marks(prefix: str, number: int) -> tuple[str, str]:
    """What stands before and behind the words of a comment."""
    id = f'{prefix}id="{number}"'
    refers = f"<{prefix}r><{prefix}commentReference {id}/></{prefix}r>"
    return f"<{prefix}commentRangeStart {id}/>", f"<{prefix}commentRangeEnd {id}/>{refers}"


def _element(runs: Runs, number: int, text: str) -> str:
    prefix = runs.prefix
    facts = f'{runs.declared} {prefix}id="{number}" {prefix}author="{_AUTHOR}" {prefix}initials="kn"'
    words = f'<{prefix}t xml:space="preserve">{escape(text)}</{prefix}t>'
    return f"<{prefix}comment {facts}><{prefix}p><{prefix}r>{words}</{prefix}r></{prefix}p></{prefix}comment>"


def _with(part: TextFile, written: str) -> bytes:
    """A part with more at the end of its root element."""
    root = next(token for token in tokens(part.text) if isinstance(token, Tag))
    if root.closes:
        name = part.text[root.start + 1 : root.end].split()[0].rstrip("/>")
        return part.spliced([Change(root.end - 2, root.end, f">{written}</{name}>")])
    at = part.text.rindex("</")
    return part.spliced([Change(at, at, written)])


def _new_part(zip: Zip, main: str, written: str) -> dict[str, bytes]:
    """A part for comments, and what tells of it: the relations of the main part, the types of all parts."""
    name = posixpath.join(posixpath.dirname(main), "comments.xml")
    while name in zip:
        name = name.replace(".xml", "1.xml")
    kind = next(each.type for each in relations(zip, "") if each.target == main).rpartition("/")[0]
    listed = relations_of(main)
    others = (
        _part(zip, listed)
        if listed in zip
        else TextFile(listed, f'<Relationships xmlns="{_PACKAGE}/relationships"/>'.encode())
    )
    id = f"rId{_following(_RELATION, others.text)}"
    facts = f'xmlns="{_PACKAGE}/relationships" Id="{id}" Type="{kind}/comments" Target="{posixpath.basename(name)}"'
    override = f'<Override xmlns="{_PACKAGE}/content-types" PartName="/{name}" ContentType="{_COMMENTS}"/>'
    kinds, relation = _with(_part(zip, _TYPES), override), f"<Relationship {facts}/>"
    return {name: f"{_HEAD}{written}".encode(), listed: _with(others, relation), _TYPES: kinds}
