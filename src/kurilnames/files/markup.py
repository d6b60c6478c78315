"""XML as tokens with their places, read safely: no entity is declared, none is loaded, nothing is endlessly deep."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

from kurilnames.errors import UnreadableFile
from kurilnames.files.splicing import TextFile
from kurilnames.messages import gettext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kurilnames.files.segments import Writing

__all__ = ["Tag", "Text", "attribute", "escaped", "open_xml", "read_into", "tokens"]

DEEPEST = 200
LARGEST = 1 << 28
_TOKEN = re.compile(
    r"""<(?P<close>/?)(?P<name>[^\s/>!?"'<=]+)(?P<attrs>(?:[^>"'/]++|"[^"]*"|'[^']*'|/(?!>))*+)(?P<empty>/?)>"""
    r"|(?P<text>[^<]+)"
    r"""|<!--.*?-->|<!\[CDATA\[(?P<cdata>.*?)\]\]>|<\?.*?\?>|<!(?:[^>"'\[]|"[^"]*"|'[^']*')*+>""",
    re.DOTALL,
)
_DECLARED = re.compile(rb"""^(?:\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_ESCAPE = re.compile(r"&(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9A-Fa-f]{1,6});")
_SPECIAL = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_WIDE = {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}


class Tag(NamedTuple):
    """A tag: its name without prefix, its attributes as they stand, whether it opens, closes, or does both."""

    name: str
    attrs: str
    opens: bool
    closes: bool
    start: int
    end: int


class Text(NamedTuple):
    """Character data as it stands, and where; `raw` says that nothing in it is an escape (CDATA)."""

    text: str
    start: int
    raw: bool


def open_xml(path: str, content: bytes, encoding: str | None = None) -> TextFile:
    """Decode an XML file and hold it to being well formed and harmless.

    Args:
        path, content: the file.
        encoding: its encoding, or None: as its byte order mark or declaration says, else UTF-8.
    Raises:
        UnreadableFile: not well formed, not in its encoding, declares entities, is too deep or too large.
    """
    if len(content) > LARGEST:
        raise UnreadableFile(path, None, gettext("larger than {size} MB").format(size=LARGEST >> 20))
    file = TextFile(path, content, encoding or _encoding(path, content))
    parser = expat.ParserCreate("utf-8")
    _Guard(file, parser)
    try:
        parser.Parse(file.text[file.begin :].encode(), True)
    except expat.ExpatError as error:
        reason = gettext("not well-formed XML: {error}").format(error=expat.ErrorString(error.code))
        raise UnreadableFile(path, error.lineno, reason) from None
    return file


class _Guard:
    """What refuses an XML file while it is parsed."""

    def __init__(self, file: TextFile, parser: expat.XMLParserType) -> None:
        self._file = file
        self._parser = parser
        self._depth = 0
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._entity
        parser.StartElementHandler = self._open
        parser.EndElementHandler = self._close

    def _refuse(self, reason: str) -> UnreadableFile:
        return UnreadableFile(self._file.path, self._parser.CurrentLineNumber, reason)

    def _doctype(self, name: str, system: str | None, public: str | None, internal: bool) -> None:
        if internal:
            raise self._refuse(gettext("it has declarations of its own in its DOCTYPE: take them out"))

    def _entity(self, *_: object) -> None:
        raise self._refuse(gettext("it declares entities: take them out"))

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._refuse(gettext("elements are nested more than {depth} deep").format(depth=DEEPEST))

    def _close(self, name: str) -> None:
        self._depth -= 1


def tokens(text: str, begin: int = 0, end: int | None = None) -> Iterator[Tag | Text]:
    """The tags and texts of well-formed XML in their order; comments and instructions are passed over.

    Args:
        text, begin, end: the text, and the part of it that is looked at.

    >>> [token.name if isinstance(token, Tag) else token.text for token in tokens("<a>b<!-- c --></a>")]
    ['a', 'b', 'a']
    """
    for found in _TOKEN.finditer(text, begin, len(text) if end is None else end):
        close, name, attrs, empty, characters, cdata = found.groups()
        start, stop = found.span()
        if characters:
            yield Text(characters, start, False)
        elif name:
            local = name.rpartition(":")[2] if ":" in name else name
            yield Tag(local, attrs, not close, bool(close or empty), start, stop)
        elif cdata is not None:
            yield Text(cdata, found.start("cdata"), True)


def attribute(attrs: str, name: str) -> str | None:
    """The value of an attribute, its escapes read.

    >>> attribute(' id="1" xml:lang="ru"', "xml:lang")
    'ru'
    """
    found = _assigned(name).search(attrs)
    return unescape(found[1] if found[1] is not None else found[2]) if found else None


@lru_cache
def _assigned(name: str) -> re.Pattern[str]:
    return re.compile(rf"""(?:^|\s){re.escape(name)}\s*=\s*(?:"([^"]*)"|'([^']*)')""")


def read_into(writing: Writing, token: Text) -> None:
    """Add character data to a segment that is being read."""
    if token.raw or "&" not in token.text:
        writing.plain(token.text, token.start)
    else:
        writing.mixed(token.text, token.start, _ESCAPE, unescape)


def escaped(text: str) -> str:
    """A text as XML writes it between tags.

    >>> escaped("Кунашир & Итуруп")
    'Кунашир &amp; Итуруп'
    """
    return "".join(_SPECIAL.get(char, char) for char in text)


def _encoding(path: str, content: bytes) -> str:
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if content.startswith(mark):
            return encoding
    if wide := _WIDE.get(content[:2]):
        return wide
    declared = _DECLARED.match(content[:400])
    return declared[1].decode() if declared else "utf-8"
