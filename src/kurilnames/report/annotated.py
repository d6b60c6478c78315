"""Findings as comments in a copy of a Word document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kurilnames.files.comments import Comment, commented
from kurilnames.files.packages import Package
from kurilnames.report.findings import told

if TYPE_CHECKING:
    from kurilnames.files.segments import Segment
    from kurilnames.results import Finding
    from kurilnames.reviewing import Reviewed

__all__ = ["annotated"]


def annotated(reviewed: Reviewed, lang: str = "en") -> bytes:
    """A Word document with a comment at each finding.

    Args:
        reviewed: the document with what was found in it.
        lang: of the comments: `en`, `ja` or `ru`.
    Raises:
        UnreadableFile: the document has no place for comments, or is of an unusual kind.
        ValueError: it is no Word document.
    """
    document, package = reviewed.document, reviewed.document.file
    if not isinstance(package, Package):
        raise ValueError(f"{document.path}: comments are written in a copy of a DOCX file")
    comments = [
        Comment(*document.span(segment, found.start, found.end), _text(segment, found, lang))
        for _, segment, found in reviewed.remarks
    ]
    return commented(package, comments)


def _text(segment: Segment, found: Finding, lang: str) -> str:
    story = f"[{segment.where.key}] " if segment.where.key else ""
    return f"{story}{found.code} {told(found, lang)}"
