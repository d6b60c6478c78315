"""A new page from a few words: its id by the rule, its generics apart, its guesses in notes."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from kurilnames.errors import BadData, KurilnamesError, Problem
from kurilnames.fold import fold
from kurilnames.pages import FOLDERS, Page
from kurilnames.reading import reading_of
from kurilnames.scheme import Scheme

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from kurilnames.curation.data import Data
    from kurilnames.curation.forms import Generic
    from kurilnames.gazetteer import Gazetteer

__all__ = ["Wish", "draft", "folder_of", "split_generic"]

_FOLDER_OF = {kind: folder for folder, kind in FOLDERS.items()}
_BY = {"ja": "japan", "ru": "russia"}
_MOST = 0.6


class Wish(NamedTuple):
    """What is known of a new page; `type` is the category of a term, `group` the folder of a place."""

    kind: str
    type: str
    sources: tuple[str, ...]
    group: str | None = None
    ja: str | None = None
    kana: str | None = None
    ru: str | None = None
    en: str | None = None
    id: str | None = None
    point: tuple[float, float] | None = None
    point_source: str | None = None
    signed: str | None = None
    status: str = "used"
    note: str | None = None

    @property
    def names(self) -> dict[str, str]:
        """The names by their languages."""
        return {lang: text for lang in ("en", "ja", "ru") if (text := getattr(self, lang))}


def folder_of(data: Data, wish: Wish) -> str:
    """The folder of a page, as messages show it.

    Raises:
        BadData: no such kind, a place without a group, or a group that is no folder.
    """
    folder = _FOLDER_OF.get(wish.kind)
    if folder is None:
        raise _refused(f"kind must be one of {', '.join(sorted(_FOLDER_OF))}, not {wish.kind!r}")
    shown = f"{data.shown(data.folder)}/{folder}"
    if wish.kind != "place":
        return shown
    groups = sorted(path.name for path in (data.folder / folder).glob("*/"))
    if wish.group not in groups:
        raise _refused(f"a place needs a group, one of {', '.join(groups)}, not {wish.group!r}")
    return f"{shown}/{wish.group}"


def _refused(text: str) -> BadData:
    return BadData([Problem("new page", 1, "shape", text)])


def draft(wish: Wish, data: Data, gazetteer: Gazetteer, taken: Collection[str] = ()) -> Page:
    """The page that a wish makes; it is not checked and not written.

    Args:
        wish: what is known.
        data: the folder it will stand in.
        gazetteer: the same data, compiled: readings are looked up there before they are guessed.
        taken: ids that are used up besides those of `data`.
    Returns:
        the page; a reading that no source gives is in a note and never in `kana`.
    Raises:
        BadData: no name, no group, or no free id.
    """
    folder = folder_of(data, wish)
    if not wish.names:
        raise _refused("a page needs a name: ja, ru or en")
    types = data.vocab.get({"place": "types", "term": "categories"}.get(wish.kind, ""), {wish.type: ""})
    if wish.type not in types:
        raise _refused(f"type {wish.type!r} is not in vocab.toml: it has {', '.join(types)}")
    guess = _guess(wish, data, gazetteer)
    used = {*taken, *data.retired, *(str(page.table.get("id")) for page in data.pages)}
    id = wish.id or _free_id(wish, _base(wish, data, guess), used)
    table: dict[str, Any] = {"id": id, "kind": wish.kind, ("category" if wish.kind == "term" else "type"): wish.type}
    if wish.point:
        table |= {"point": list(wish.point), "point_source": wish.point_source or wish.sources[0]}
    if home := _home(wish, data):
        table["part_of"] = [home]
    table |= {key: value for key in ("signed", "note") if (value := getattr(wish, key))}
    table["names"] = list(_names(wish, data, guess))
    return Page(f"{folder}/{id}.toml", table, {}, (), (), True)


def _home(wish: Wish, data: Data) -> str | None:
    """What most places of a group are part of, where most agree."""
    places = [page.table.get("part_of", []) for page in data.pages if f"/places/{wish.group}/" in page.path]
    above = Counter(id for ids in places for id in ids).most_common(1)
    return above[0][0] if wish.kind == "place" and above and above[0][1] >= _MOST * len(places) else None


def _names(wish: Wish, data: Data, guess: str | None) -> Iterator[dict[str, Any]]:
    for lang, whole in wish.names.items():
        text, generic = split_generic(whole, lang, wish.type, data)
        name: dict[str, Any] = {"lang": lang, "text": text, "status": wish.status, "source": list(wish.sources)}
        if generic:
            name["generic"] = generic
        if lang in _BY and wish.kind == "place":
            name["by"] = _BY[lang]
        if lang == "ja" and wish.kana:
            name["kana"] = _bounded(whole, wish.kana, data)
        elif lang == "ja" and guess:
            name["note"] = f"reading guessed: {guess}"
        yield name


def split_generic(text: str, lang: str, type_: str, data: Data) -> tuple[str, str | None]:
    """A Russian or English name without its generic, and the generic, where it is one for the type."""
    fitting = [generic for generic in data.generics.all if generic.lang == lang and type_ in generic.types]
    if found := data.generics.word_stem(lang, text):
        stem, where = found
        word = fold(text[: -len(stem)] if where == "before" else text[len(stem) :]).strip()
        whole = next((words[word] for generic in fitting if word in (words := _words(generic))), None)
        return (stem, whole) if whole else (text, None)
    first, _, rest = text.partition(" ")
    short = next((generic.text for generic in fitting if first in generic.abbr), None)
    return (rest, short) if rest and short else (text, None)


def _words(generic: Generic) -> dict[str, str]:
    return {fold(word): word for word in (generic.text, generic.plural) if word}


def _bounded(text: str, kana: str, data: Data) -> str:
    """A reading with the mark where its generic begins: くなしり|とう for 国後島."""
    stem = data.generics.japanese_stem(text)
    if "|" in kana or stem is None:
        return kana
    spoken = {kana_ for g in data.generics.all if g.lang == "ja" and g.text == text[len(stem) :] for kana_ in g.kana}
    last = next((end for end in sorted(spoken, key=len, reverse=True) if kana.endswith(end) and kana != end), None)
    return f"{kana[: -len(last)]}|{last}" if last else kana


def _guess(wish: Wish, data: Data, gazetteer: Gazetteer) -> str | None:
    """What a name in kanji may be read as, without its generic."""
    if not wish.ja or wish.kana or not re.search(r"[々〇㐀-䶿一-鿿豈-\ufaff]", wish.ja):
        return None
    reading = reading_of(data.generics.japanese_stem(wish.ja) or wish.ja, gazetteer)
    return str(reading) if reading else None


def _base(wish: Wish, data: Data, guess: str | None) -> str:
    """The id by the rule: the plain names without generics, in alphabetical order."""
    if wish.kind == "place":
        return "-".join(sorted({*_romanized(wish, data, guess)})) or _slug(
            split_generic(wish.en or "", "en", wish.type, data)[0]
        )
    usual = _slug(wish.en or "") or next(_romanized(wish, data, guess), "")
    year = (wish.signed or "")[:4]
    return f"{usual}-{year}" if wish.kind == "document" and year and not usual.endswith(year) else usual


def _romanized(wish: Wish, data: Data, guess: str | None) -> Iterator[str]:
    spoken = _bounded(wish.ja or "", wish.kana, data) if wish.kana else guess
    stem = data.generics.spoken_stem(spoken) if spoken else data.generics.japanese_stem(wish.ja or "")
    for text, scheme in (
        (stem or spoken or wish.ja, "hepburn-plain"),
        (split_generic(wish.ru, "ru", wish.type, data)[0] if wish.ru else None, "english"),
    ):
        try:
            slug = _slug(Scheme(data.scheme_tables[scheme]).apply(text)) if text else ""
        except KurilnamesError:
            continue
        if slug:
            yield slug


def _slug(text: str) -> str:
    return re.sub("[^a-z0-9]+", "-", re.sub("['’ʼʹ]", "", text.lower())).strip("-")


def _free_id(wish: Wish, base: str, used: Collection[str]) -> str:
    """The base; with the type, then the group, where it is taken."""
    typed = f"{base}-{_slug(wish.type)}"
    longer = [base, typed, f"{typed}-{wish.group or wish.kind}"]
    free = next((id for id in longer if base and id not in used), None)
    if free is None:
        raise _refused(f"no id can be made of {' '.join(wish.names.values())}: give one with id")
    return free
