"""A row of names beside the page of the entry that it means: what agrees, what is new, what conflicts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kurilnames.curation.doubts import distance
from kurilnames.curation.drafts import split_generic
from kurilnames.fold import key
from kurilnames.resolving import candidates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kurilnames.curation.data import Data, Record
    from kurilnames.curation.drafts import Wish
    from kurilnames.gazetteer import Gazetteer

__all__ = ["Said", "bearers", "compare", "namesakes"]

_ALIKE = (
    frozenset({"island", "islet", "rock"}),
    frozenset({"mountain", "volcano", "range", "caldera"}),
    frozenset({"settlement", "city", "village"}),
    frozenset({"bay", "port"}),
    frozenset({"sea", "ocean"}),
)
_NEAR = 2


class Said(NamedTuple):
    """One thing that a row and a page say: `word` is agrees, adds or conflict."""

    word: str
    text: str


def bearers(wish: Wish, data: Data, gazetteer: Gazetteer) -> tuple[set[str], str | None]:
    """The entries that a row may mean.

    Args:
        wish: the row.
        data, gazetteer: the pages, and the same compiled.
    Returns:
        the ids that all of its known names share (none: nothing bears them); and why they conflict, when they do.
    """
    records = {record.entry.id: record for record in data.records}
    if wish.id in records:
        return {wish.id}, None
    found: dict[str, set[str]] = {}
    for text, ids in _known(wish.names.values(), wish.kind, gazetteer):
        if fitting := {id for id in ids if _in_group(wish, records[id]) and _alike(wish, records[id])}:
            found[text] = fitting
    shared = set.intersection(*found.values()) if found else set()
    exact = {id for id in shared if records[id].page.table.get("type") == wish.type}
    shared = exact if len(exact) == 1 else shared
    if len(shared) > 1:
        return shared, f"it may be {', '.join(sorted(shared))}: give its id"
    if found and not shared:
        return shared, "; ".join(f"{text} is {', '.join(sorted(ids))}" for text, ids in found.items())
    return shared, None


def namesakes(wish: Wish, data: Data, gazetteer: Gazetteer) -> list[str]:
    """The entries that bear one of a row's names in its group, of whatever type, or are of its type elsewhere."""
    near = {r.entry.id for r in data.records if _in_group(wish, r) or r.page.table.get("type") == wish.type}
    stems = [split_generic(text, lang, wish.type, data)[0] for lang, text in wish.names.items()]
    known = _known([*wish.names.values(), *stems], wish.kind, gazetteer)
    return sorted({id for _, ids in known for id in ids & near})


def _known(texts: Iterable[str], kind: str, gazetteer: Gazetteer) -> Iterator[tuple[str, set[str]]]:
    """Each name with the ids that it may mean, its bearers that stand behind others among them."""
    for text in texts:
        found = candidates(text, kind=kind, gazetteer=gazetteer)
        yield text, {id for match in found for id in (match.id, *match.also)}


def _in_group(wish: Wish, record: Record) -> bool:
    return wish.kind != "place" or wish.group in (None, record.page.path.split("/")[-2])


def _alike(wish: Wish, record: Record) -> bool:
    """Whether an entry is of a type that the row may mean."""
    type_ = str(record.page.table.get("type"))
    return wish.kind != "place" or type_ == wish.type or any({type_, wish.type} <= types for types in _ALIKE)


def compare(wish: Wish, record: Record, data: Data) -> Iterator[Said]:
    """What a row says beside a page.

    Args:
        wish: the row.
        record: the page of the entry that it means.
        data: the folder of the page.
    Returns:
        a line for the type, each name, the reading and the position, as far as the row gives them.
    """
    table = record.page.table
    type_ = table.get("category" if wish.kind == "term" else "type")
    if type_ != wish.type:
        yield Said("conflict", f"type: the row has {wish.type}, the page {type_}")
    for lang, text in wish.names.items():
        yield _name(lang, text, wish, record, data)
    if wish.kana and wish.ja:
        yield _reading(wish.ja, wish.kana, record)
    if wish.point:
        yield _position(wish.point, table.get("point"))


def _name(lang: str, text: str, wish: Wish, record: Record, data: Data) -> Said:
    known = [line.text for line in record.lines if line.lang == lang]
    texts = {key(text), key(split_generic(text, lang, str(record.page.table.get("type")), data)[0])}
    if any(key(line) in texts for line in known):
        return Said("agrees", f"{lang} {text}")
    if not known:
        return Said("adds", f"{lang} {text}")
    return Said("conflict", f"{lang}: the row has {text}, the page {', '.join(dict.fromkeys(known))}")


def _reading(text: str, kana: str, record: Record) -> Said:
    known = [line.kana.replace("|", "") for line in record.lines if line.lang == "ja" and line.kana]
    if kana.replace("|", "") in known:
        return Said("agrees", f"kana {kana}")
    if not known:
        return Said("adds", f"kana {kana} of {text}")
    return Said("conflict", f"kana: the row has {kana}, the page {', '.join(dict.fromkeys(known))}")


def _position(point: tuple[float, float], known: tuple[float, float] | None) -> Said:
    shown = f"{point[0]}, {point[1]}"
    if known is None:
        return Said("adds", f"position {shown}")
    away = distance(point, known)
    if away <= _NEAR:
        return Said("agrees", f"position {shown}")
    return Said("conflict", f"position: the row's {shown} lies {away:.1f} km from the page's {known[0]}, {known[1]}")
