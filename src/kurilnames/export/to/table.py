"""Every spelling with its entry, for a join in any SQL engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kurilnames.export.spellings import FORMATS

if TYPE_CHECKING:
    from kurilnames.export.job import Job

__all__ = ["table"]


def table(job: Job) -> bytes:
    """The flat table in the format of the job: it knows no convention, and always has all entries."""
    return FORMATS[str(job.format)](job.gazetteer)
