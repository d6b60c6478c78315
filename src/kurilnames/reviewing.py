"""Documents held to a convention as a command needs it: which rules speak, what a comment silences, where it stands."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from kurilnames.consistency import check_files
from kurilnames.files.documents import TextDocument
from kurilnames.files.splicing import Change, changed
from kurilnames.gazetteer import default
from kurilnames.messages import gettext
from kurilnames.pairs import Pair, language_by_script, primary
from kurilnames.results import MAIN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kurilnames.files.documents import Document
    from kurilnames.files.segments import Segment
    from kurilnames.gazetteer import Gazetteer
    from kurilnames.results import Finding

__all__ = ["Remark", "Reviewed", "Wishes", "review"]

_COMMENT = re.compile(r"\bkurilnames:\s*ignore\b(?:\[([^\]\n]*)\])?")
_ALL = ("",)


class Wishes(NamedTuple):
    """What a review is to hold a text to: `select` and `ignore` are codes or their beginnings (KN1, KN304)."""

    convention: str = "dual"
    lang: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def checked(self, gazetteer: Gazetteer | None = None) -> Wishes:
        """The same, once every code is known to begin some rule.

        Raises:
            ValueError: no rule begins so.

        >>> Wishes(select=("KN9",)).checked()
        Traceback (most recent call last):
        ValueError: no rule begins with 'KN9'; there are KN101, KN102, ...
        """
        rules = (gazetteer or default()).rules
        for prefix in (*self.select, *self.ignore):
            if not prefix or not any(code.startswith(prefix) for code in rules):
                said = gettext("no rule begins with {prefix!r}; there are {rules}")
                raise ValueError(said.format(prefix=prefix, rules=", ".join(rules)))
        return self

    def wants(self, code: str) -> bool:
        """Whether a rule is to speak: selected, and not ignored."""
        return code.startswith(self.select or _ALL) and not (self.ignore and code.startswith(self.ignore))

    def pair(self, segment: Segment) -> Pair:
        """A segment in the language that is wished, else in the one that its file says.

        A text that translates nothing is in what its file says only where its letters are of that language too: pages
        say all too often what their template says.
        """
        said = segment.lang
        if segment.source is None and said and primary(said) != language_by_script(segment.text):
            said = None
        lang = self.lang or said
        return Pair(segment.text, segment.source, lang, segment.source_lang)

    def concern(self, segment: Segment) -> bool:
        """Whether a segment is looked at: not a translation into another language, as its file and its letters say."""
        said = primary(segment.lang or "")
        if not self.lang or segment.source is None or said not in MAIN or said == self.lang:
            return True
        return language_by_script(segment.text) == self.lang


class Remark(NamedTuple):
    """A finding in a segment of a document."""

    document: Document
    segment: Segment
    finding: Finding

    @property
    def place(self) -> tuple[int, int]:
        """The line and column (from 1), in the file, where it begins."""
        return self.document.place(self.segment, self.finding.start)

    @property
    def places(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """The lines and columns (from 1), in the file, where it begins and ends."""
        return self.document.places(self.segment, self.finding.start, self.finding.end)

    def changes(self) -> Iterator[Change]:
        """For each suggestion the one change of the file's text that writes it, where that can safely be done."""
        start, end = self.finding.start, self.finding.end
        fits = start < end and isinstance(self.document, TextDocument)
        for text in self.finding.suggestions if fits else ():
            if parts := self.document.changes(self.segment, start, end, text):
                begin, stop = parts[0].start, parts[-1].end
                moved = (Change(part.start - begin, part.end - begin, part.text) for part in parts)
                yield Change(begin, stop, changed(self.document.file.text[begin:stop], moved))


class Reviewed(NamedTuple):
    """A document with what was found in it."""

    document: Document
    remarks: tuple[Remark, ...]

    @property
    def path(self) -> str:
        return self.document.path

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(remark.finding for remark in self.remarks)


def review(
    documents: Sequence[Document], wishes: Wishes | None = None, *, gazetteer: Gazetteer | None = None
) -> list[Reviewed]:
    """What `check_files` finds in documents, but for rules that are not wished and what a comment silences.

    A comment `kurilnames: ignore` silences its line, or the entry, unit or row that it stands in where the file has
    such; `kurilnames: ignore[KN101,KN3]` silences those rules there.

    Args:
        documents: they are held to one name for one name of their sources, together.
        wishes: the convention, the language, the rules; `dual`, each segment's and all by default.
    Raises:
        UnknownConvention, UnreadableFile: as `check`.

    >>> from kurilnames.files.formats import segments_of
    >>> text = b"Kunashir\\nKunashir (kurilnames: ignore[KN1])"
    >>> [found.code for found in review([segments_of("a.txt", text)], Wishes("japan"))[0].findings]
    ['KN101']
    """
    wishes = wishes or Wishes()
    looked = [list(filter(wishes.concern, document)) for document in documents]
    pairs = [map(wishes.pair, segments) for segments in looked]
    rows = check_files(pairs, wishes.convention, wishes.wants, gazetteer=gazetteer)
    reviewed = []
    for document, segments, found in zip(documents, looked, rows, strict=True):
        silence = _Silence(document.file.text)
        remarks = (
            Remark(document, segment, finding)
            for segment, findings in zip(segments, found, strict=True)
            for finding in findings
        )
        reviewed.append(Reviewed(document, tuple(each for each in remarks if not silence.covers(each))))
    return reviewed


class _Silence:
    """The comments of a file and what each silences."""

    def __init__(self, text: str) -> None:
        found = _COMMENT.finditer(text) if "kurilnames:" in text else ()
        self._codes = {comment.start(): _listed(comment[1]) for comment in found}
        self._at = sorted(self._codes)

    def covers(self, remark: Remark) -> bool:
        """Whether a comment stands where it speaks of a remark."""
        if not self._at:
            return False
        begin, end = remark.document.surroundings(remark.segment, remark.finding.start)
        heard = self._at[bisect_left(self._at, begin) : bisect_left(self._at, end)]
        return any(remark.finding.code.startswith(self._codes[at]) for at in heard)


def _listed(codes: str | None) -> tuple[str, ...]:
    """The beginnings of codes that a comment names; all where it names none."""
    return _ALL if codes is None else tuple(filter(None, re.split(r"[,\s]+", codes)))
