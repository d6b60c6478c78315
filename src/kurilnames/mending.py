"""What may safely be written otherwise in documents, written."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from kurilnames.advising import Adviser
from kurilnames.errors import UnreadableFile
from kurilnames.files.splicing import Change
from kurilnames.reviewing import Reviewed
from kurilnames.rewriting import rewordings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from kurilnames.files.documents import Document
    from kurilnames.results import Finding

__all__ = ["FIXABLE", "Mended", "mend", "mendings", "rewritings"]

FIXABLE = frozenset({"KN101", "KN103", "KN104", "KN105", "KN106", "KN202", "KN203", "KN301", "KN302", "KN303"})
_NAMES = frozenset({"KN101", "KN104", "KN105", "KN202", "KN203", "KN302"})
_LETTERS_FIRST = ("KN301", "KN106")
_ROUNDS = 5


class Mended(NamedTuple):
    """A document after all that is safe to write in it, with what is left to find.

    `found` were found before, `places` were written anew; `fault` says why something that was to be written was not.
    """

    reviewed: Reviewed
    found: int
    places: int = 0
    fault: UnreadableFile | None = None

    @property
    def document(self) -> Document:
        return self.reviewed.document


def mend(
    documents: Iterable[Document],
    convention: str,
    look: Callable[[Sequence[Document]], Sequence[Reviewed]],
    read: Callable[[Document, bytes], Document],
) -> list[Mended]:
    """Write in documents what is safe to write, until nothing is.

    Args:
        documents: they are looked at together.
        convention: under which.
        look: what finds what is to be said of them.
        read: what reads a document anew from other bytes, in the same encoding.
    """
    first, adviser = list(documents), Adviser.of(convention)
    mended = [Mended(reviewed, len(reviewed.remarks)) for reviewed in look(first)]
    for _ in range(_ROUNDS):
        done = [_mended(each, original, adviser, read) for each, original in zip(mended, first, strict=True)]
        if all(one.document is other.document for one, other in zip(done, mended, strict=True)):
            return done
        found = look([each.document for each in done])
        mended = [each._replace(reviewed=reviewed) for each, reviewed in zip(done, found, strict=True)]
    return mended


def _mended(each: Mended, original: Document, adviser: Adviser, read: Callable[[Document, bytes], Document]) -> Mended:
    """A document after one round."""
    document = each.document
    places = [] if each.fault else list(mendings(each.reviewed, adviser))
    if not places:
        return each
    try:
        content = document.file.spliced(change for changes in places for change in changes)
        return each._replace(reviewed=Reviewed(read(document, content), ()), places=each.places + len(places))
    except UnreadableFile as error:
        reviewed = Reviewed(original, ()) if each.places else each.reviewed
        return each._replace(reviewed=reviewed, places=0, fault=error)


def mendings(reviewed: Reviewed, adviser: Adviser) -> Iterator[list[Change]]:
    """What may safely be written otherwise in a document: place by place the changes of its file's text."""
    document = reviewed.document
    for _, remarks in groupby(reviewed.remarks, key=lambda remark: id(remark.segment)):
        first, *others = remarks
        findings = [each.finding for each in (first, *others)]
        for start, end, text in rewritings(first.segment.text, findings, adviser):
            if changes := document.changes(first.segment, start, end, text):
                yield changes


def rewritings(text: str, findings: Iterable[Finding], adviser: Adviser) -> list[Change]:
    """What may safely be written otherwise: first suggestions of the rules in `FIXABLE`, none over another.

    A name that `replace` would leave is left here too: where the text gives both names, say.

    Args:
        text: a text.
        findings: what was found in it.
        adviser: what the convention says.

    >>> from kurilnames import check
    >>> rewritings("To Kunashir.", check("To Kunashir.", "japan"), Adviser.of("japan"))
    [Change(start=3, end=11, text='Kunashiri')]
    """
    wanted = [each for each in findings if each.code in FIXABLE and each.suggestions]
    if any(each.code in _NAMES for each in wanted):
        done = {each.mention.start: each.text for each in rewordings(text, adviser)}
        wanted = [each for each in wanted if each.code not in _NAMES or done.get(each.start, _unsaid(each))]
    chosen: list[Change] = []
    end = 0
    for each in sorted(wanted, key=lambda each: (each.start, each.code not in _LETTERS_FIRST, each.code)):
        if each.start >= end:
            chosen.append(Change(each.start, each.end, each.suggestions[0]))
            end = each.end
    return chosen


def _unsaid(found: Finding) -> str | None:
    """What is written for a name of which `replace` says nothing: a term that a translation is not to use is left."""
    return None if found.code == "KN202" else found.suggestions[0]
