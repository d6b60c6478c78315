"""One string resolved, then written as a convention writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kurilnames.conventions import Convention
from kurilnames.gazetteer import default
from kurilnames.resolving import match_one
from kurilnames.writing import write

if TYPE_CHECKING:
    from kurilnames.gazetteer import Gazetteer

__all__ = ["normalize"]


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
    return write(home, match.number, to, chosen, generic=kept)
