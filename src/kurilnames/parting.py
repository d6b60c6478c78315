"""A name parted into its stem and the word for its kind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kurilnames.fold import fold, key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kurilnames.gazetteer import Gazetteer
    from kurilnames.index import GenericWord, GenericWords

__all__ = ["splits"]

_GENERIC_WORDS = 4
_ARTICLE = r"^\s*[lL]['’](?=\w)"
_ELISION = r"(?<=\b[dD])['’](?=\w)"


def _abbreviated_behind(before: GenericWords, word: str) -> list[GenericWord]:
    """Registers turn Russian addresses about: Малокурильское с, Курильск г."""
    return [kind for kind in (*before.get(word), *before.get(f"{word}.")) if kind.case == "abbr" and kind.lang == "ru"]


def splits(gazetteer: Gazetteer, text: str) -> Iterator[tuple[str, Sequence[GenericWord]]]:
    """The ways to part a name into a stem's key and a generic.

    Args:
        gazetteer: whose generics.
        text: the name as it was asked for: о. Итурупа, Kunashiri Strait, l’île d’Itouroup.
    Returns:
        the key of the rest, and what the generic may stand for.
    """
    if "'" in text or "’" in text:
        text = re.sub(_ELISION, " ", re.sub(_ARTICLE, "", text))
    folded = fold(text).strip()
    before, after, suffix = gazetteer.generics
    words = re.sub(r"\.(?=\w)", ". ", folded.removeprefix("the ")).split(" ")
    for size in range(min(_GENERIC_WORDS, len(words) - 1), 0, -1):
        first, last = " ".join(words[:size]), " ".join(words[-size:])
        if kinds := (*before.get(first), *before.get(f"{first}.")):
            yield key(" ".join(words[size:])), kinds
        if kinds := (*after.get(last), *after.get(f"{last}."), *_abbreviated_behind(before, last)):
            yield key(" ".join(words[:-size])), kinds
    if len(words) > 2 and words[1] == "of" and (kinds := after.get(words[0])):
        yield key(" ".join(words[2:])), kinds
    joined = key(folded)
    for at in range(1, len(joined)):
        if kinds := suffix.get(joined[at:]):
            yield joined[:at], kinds
    if len(words) == 1:
        for at in range(4, len(joined) - 1):
            if kinds := after.get(joined[at:]):
                yield joined[:at], kinds
