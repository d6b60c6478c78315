"""Whose a bare name is, when several entries bear it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kurilnames.gazetteer import Gazetteer, Posting

__all__ = ["HEADLINE", "INSTITUTIONS", "bare_rule"]

HEADLINE = frozenset(
    {"area", "city", "country", "island", "island-group", "islet", "lookalike", "region", "settlement"}
)
INSTITUTIONS = frozenset({"airport", "district", "lighthouse", "port", "reserve", "subprefecture", "village"})


def bare_rule(gazetteer: Gazetteer, postings: Sequence[Posting]) -> list[int]:
    """Whose a bare name is: the head of a family's, unless a source attests a namesake bare.

    An administration, airport, port or reserve stands behind every feature of its name; a mountain, bay or strait
    that has lost its generic behind what is recorded without one.

    Args:
        gazetteer: the gazetteer.
        postings: where the bare name leads.
    Returns:
        the entries that remain, in their order.
    """
    attested = {posting.entry for posting in postings if gazetteer.name(posting.name).bare}
    entries = {posting.entry for posting in postings}
    kept = {entry for entry in entries if entries.isdisjoint(gazetteer.heads_of(entry))}
    kept = _unless_all(kept, {entry for entry in kept if gazetteer.type(entry) in INSTITUTIONS})
    whole = {posting.entry for posting in postings if not posting.bare}
    if whole & kept:
        kept = {entry for entry in kept if entry in whole or gazetteer.type(entry) in HEADLINE}
    return sorted(kept | attested)


def _unless_all(entries: set[int], behind: set[int]) -> set[int]:
    return entries - behind or entries
