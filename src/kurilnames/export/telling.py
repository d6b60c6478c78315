"""What a rule says of a form, in the words of a tool that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kurilnames.messages import gettext, spoken
from kurilnames.report.findings import advised

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kurilnames.gazetteer import Gazetteer

__all__ = ["advice", "substitution"]


def advice(gazetteer: Gazetteer, code: str, suggestions: Iterable[str]) -> str:
    """A rule by its code and title, with what to write.

    >>> from kurilnames.gazetteer import default
    >>> advice(default(), "KN302", ["Kurilsk", "Shana"])
    'KN302 another spelling: write Kurilsk or Shana'
    """
    return advised(f"{code} {gazetteer.rules[code]['title'][spoken()]}", suggestions)


def substitution(gazetteer: Gazetteer, code: str) -> str:
    """A rule by its title, with a place (%s) for what to write and one for what was found."""
    return gettext("{title}: write '%s', not '%s'").format(title=gazetteer.rules[code]["title"][spoken()])
