"""One string to matches; `normalize` is resolve, then write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kurilnames.conventions import Convention, write
from kurilnames.errors import Ambiguous, NotFound
from kurilnames.gazetteer import Gazetteer, default
from kurilnames.matching import Filter, Query

if TYPE_CHECKING:
    from kurilnames.models import Entry
    from kurilnames.results import Match

__all__ = ["candidates", "match_one", "normalize", "resolve"]


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


def normalize(
    text: str,
    to: str = "id",
    convention: str = "dual",
    *,
    generic: str = "keep",
    kind: str | None = None,
    type: str | None = None,
    within: str | None = None,
    gazetteer: Gazetteer | None = None,
) -> str:
    """One name as a convention writes it.

    Args:
        text: one name in any script.
        to: `id`, `ja`, `ja-Hira`, `ja-Latn`, `ru`, `ru-Latn`, `en` or `all`.
        convention: `dual`, `japan`, `russia`, or the path of a convention file.
        generic: `keep` (as the input had it; Japanese always writes it), `always` or `never`.
        kind, type, within: as for `resolve`.
    Returns:
        the name.
    Raises:
        NotFound, Ambiguous, TypeError, UnknownId: as `resolve`.
        LookupFailed: no source attests such a name.
        UnknownConvention: there is none of that name.
        ValueError: `to` or `generic` is none of the words above.

    >>> normalize("о. Итурупа", to="ja")
    '択捉島'
    """
    if generic not in ("keep", "always", "never"):
        raise ValueError(f"generic must be keep, always or never, not {generic!r}")
    home = gazetteer or default()
    match = match_one(text, kind=kind, type=type, within=within, gazetteer=home)
    chosen = Convention.read(convention, home)
    kept = match.generic if generic == "keep" else generic == "always"
    return write(home, home.number(match.id), to, chosen, generic=kept)
