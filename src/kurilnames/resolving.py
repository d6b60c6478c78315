"""One string to the entries that it may mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kurilnames.errors import Ambiguous, NotFound
from kurilnames.gazetteer import Gazetteer, default
from kurilnames.matching import Filter, Query

if TYPE_CHECKING:
    from kurilnames.models import Entry
    from kurilnames.results import Match

__all__ = ["candidates", "match_one", "resolve"]


def candidates(
    text: str,
    *,
    kind: str | None = None,
    type: str | None = None,
    within: str | None = None,
    gazetteer: Gazetteer | None = None,
) -> tuple[Match, ...]:
    """All entries that a name may mean.

    Args:
        text: one name in any script, any recorded or derivable spelling, with or without its generic.
        kind, type, within: keep entries of a kind (`place`, `document`, `term`), of a type, inside a place (its id).
    Returns:
        matches in the order of their ids; empty when no entry bears the name.
    Raises:
        TypeError: `text` is not a str.
        UnknownId: `within` is no id.

    >>> [match.id for match in candidates("Кунашира")]
    ['kunashir-kunashiri']
    """
    return tuple(Query(gazetteer or default(), text, Filter(kind, type, within)).matches())


def match_one(
    text: str,
    *,
    kind: str | None = None,
    type: str | None = None,
    within: str | None = None,
    gazetteer: Gazetteer | None = None,
) -> Match:
    """The one match of a name; see `resolve`."""
    query = Query(gazetteer or default(), text, Filter(kind, type, within))
    found = query.matches()
    if len(found) == 1:
        return found[0]
    if found:
        raise Ambiguous(text, tuple(found))
    raise NotFound(text, query.suggestions)


def resolve(
    text: str,
    *,
    kind: str | None = None,
    type: str | None = None,
    within: str | None = None,
    gazetteer: Gazetteer | None = None,
) -> Entry:
    """The one entry that a name means.

    A bare name belongs to the feature that its namesakes are named after; a generic in the name chooses the type.

    Args:
        text: one name in any script, any recorded or derivable spelling, with or without its generic.
        kind, type, within: keep entries of a kind (`place`, `document`, `term`), of a type, inside a place (its id).
    Returns:
        the `Place`, `Document` or `Term`: always the same object for the same entry.
    Raises:
        NotFound: no entry bears the name; `suggestions` are near.
        Ambiguous: several do; `candidates` are they.
        TypeError: `text` is not a str.
        UnknownId: `within` is no id.

    >>> resolve("国後島") is resolve("о. Кунашир")
    True
    """
    return match_one(text, kind=kind, type=type, within=within, gazetteer=gazetteer).entry
