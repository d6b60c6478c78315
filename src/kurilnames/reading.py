"""Back to a reading: kanji, Polivanov and Latin to kana, Latin to Russian; the gazetteer first, guesses last."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import lru_cache
from itertools import combinations, islice, product
from typing import TYPE_CHECKING, Any

from kurilnames.fold import key
from kurilnames.gazetteer import default
from kurilnames.inverse import Inverse
from kurilnames.scheme import Scheme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kurilnames.gazetteer import Gazetteer

__all__ = ["KANJI", "Reading", "inverse", "reading_of", "readings", "scheme", "scheme_ids"]

KANJI = re.compile(r"[\u3400-\u9fff\uf900-\ufaff々〇]")
_RUN = re.compile("([\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff々〇]+)")
_LONGEST_NAME = 8
_AFTER_N = re.compile("n[-’ʼ`´](?=[aiueoyāīūēōâîûêô])")
_FOREIGN = re.compile("[ぁぃぅぇぉゔ]")
_KANA = re.compile("[\u3041-\u30ff\uff66-\uff9f]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"(\s+|-)")
_ROMAJI = ("hepburn", "kunrei", "hepburn-traditional", "hepburn-doubled", "wapuro")
_RUSSIAN = ("bgn-pcgn-1947", "english", "ala-lc", "ala-lc-plain", "iso-9-1995", "scientific", "icao-9303")
_CUSTOMARY = "polivanov-plain"
_WRITTEN = (*_ROMAJI, "hepburn-plain", "polivanov", _CUSTOMARY)
_LOOSE = tuple(pair.split("-") for pair in "йо-ё дж-дз ша-ся шо-сё шу-сю ча-тя чо-тё чу-тю ш-с щ-с ч-т е-э ы-и".split())
_UNLIKELY = re.compile(
    "[кгхжшчщ]ы|[^кгхжшчщн]ий$|[^аеёиоуыэюя]й|[аеёиоуыэюяьй]ы|^ы|^й[аеуэюя]|[аеёиоуыэюя]ь|й[аеуэюя]|ьо$"
    "|^[ьъ]|ъ[^еёюя]|ь[аоуыэ]|ы[аоуэ]|^э[^ктлвш]|шч|тс|кс|[сцзк]х|ёй|яу|[аеиоуыэюя]э"
)
_SIGNS = {sign: letter for letter, signs in (("ь", "'’ʹ′`´"), ("ъ", '"”ʺ″')) for sign in signs}
_LENGTHENED = frozenset("おこそとのほもよろごぞどぼぽょうくすつぬふむゆるぐずづぶぷゅ")
_MOST, _EACH, _TRIED = 12, 6, 64


class Reading(str):
    """A reading; `lang` is ja-Hira or ru, `source` where it is from, `guessed` whether no page or list holds it."""

    lang: str
    source: str | None
    guessed: bool

    __slots__ = ("guessed", "lang", "source")

    def __new__(cls, text: str, lang: str, source: str | None = None, *, guessed: bool = False) -> Reading:
        made = super().__new__(cls, text)
        made.lang = lang
        made.source = source
        made.guessed = guessed
        return made


def scheme_ids(gazetteer: Gazetteer) -> list[str]:
    """The ids of all schemes, in alphabetical order."""
    return list(json.loads(gazetteer.section("schemes")))


@lru_cache(maxsize=128)
def scheme(id: str, gazetteer: Gazetteer) -> Scheme:
    """A scheme by its id.

    Raises:
        UnknownScheme: there is none of that name.
    """
    return Scheme(gazetteer.scheme(id))


@lru_cache(maxsize=128)
def inverse(id: str, gazetteer: Gazetteer) -> Inverse:
    """The way back through a scheme."""
    return Inverse(scheme(id, gazetteer))


def reading_of(text: str, gazetteer: Gazetteer) -> Reading | None:
    """The reading of a Japanese name in kanji, `|` at known morpheme boundaries.

    Args:
        text: the name.
        gazetteer: where it is looked up before anything is guessed.
    Returns:
        a reading of the gazetteer with its source; a guess by pykakasi of what the gazetteer's names leave over; or
        None where two readings are recorded, or something cannot be read.
    """
    recorded = _recorded_kanji(text, gazetteer) if text == text.strip() else []
    if recorded:
        return _only(recorded)
    parts: list[Reading] = []
    for at, run in enumerate(_RUN.split(text)):
        parts += _read_run(run, gazetteer) if at % 2 else [Reading(run, "ja-Hira")]
    if any(KANJI.search(part) for part in parts):
        return None
    sources = [part.source for part in parts if part.source]
    guessed = any(part.guessed for part in parts)
    return Reading("".join(parts), "ja-Hira", None if guessed or not sources else sources[0], guessed=guessed)


def _only(readings: list[Reading]) -> Reading | None:
    return readings[0] if readings and len({reading.replace("|", "") for reading in readings}) == 1 else None


def _read_run(run: str, gazetteer: Gazetteer) -> Iterator[Reading]:
    """Kanji and kana piece by piece: the longest names of the gazetteer, and guesses between them."""
    begin = at = 0
    while at < len(run):
        for size in range(min(_LONGEST_NAME, len(run) - at), 1, -1):
            known = _only(_recorded_kanji(run[at : at + size], gazetteer))
            if known and KANJI.search(run[at]):
                yield from _guessed(run[begin:at])
                yield known
                begin = at = at + size
                break
        else:
            at += 1
    yield from _guessed(run[begin:])


def _guessed(text: str) -> Iterator[Reading]:
    """pykakasi's reading; the text itself where it cannot read all of it."""
    if not KANJI.search(text):
        yield Reading(text, "ja-Hira")
        return
    parts = _kakasi().convert(text)
    read = "".join(part["hira"] for part in parts)
    whole = "".join(part["orig"] for part in parts) == text and all(part["hira"] for part in parts)
    yield Reading(read, "ja-Hira", guessed=True) if whole else Reading(text, "ja-Hira")


def _recorded_kanji(text: str, gazetteer: Gazetteer) -> list[Reading]:
    found: list[Reading] = []
    for posting in gazetteer.postings(key(text)):
        name = gazetteer.name(posting.name)
        if not name.kana or posting.how not in ("exact", "historic") or not KANJI.search(name.text):
            continue
        source = name.sources[0].id if name.sources else None
        if key(name.text) == key(text):
            return [Reading(name.kana, "ja-Hira", source)]
        found.append(Reading(name.kana.rpartition("|")[0], "ja-Hira", source))
    return [reading for reading in found if reading]


@lru_cache(maxsize=1)
def _kakasi() -> Any:
    from pykakasi import kakasi

    return kakasi()  # type: ignore[no-untyped-call]


def readings(text: str, *, gazetteer: Gazetteer | None = None) -> tuple[Reading, ...]:
    """What a name in another script may have been, the best first.

    Args:
        text: a Japanese name in kanji, in Polivanov's Cyrillic or in Latin letters, or a Russian name in Latin letters.
    Returns:
        readings in hiragana (`lang` is ja-Hira) and in Russian (ru), as strings.  Those that a page of the gazetteer
        or the list of customary spellings (Токио) holds come first, with their `source`; the others are spellings
        that a scheme would write as the text, and `guessed` says so.
    Raises:
        TypeError: `text` is not a str.

    >>> readings("Кунасири")[0], readings("Kurilsk")[0], readings("Хатинохэ")[0].guessed
    ('くなしり', 'Курильск', True)
    """
    if not isinstance(text, str):
        raise TypeError(f"a text is a str, not {type(text).__name__}")
    home = gazetteer or default()
    plain = unicodedata.normalize("NFC", text).strip()
    found: dict[tuple[str, str], Reading] = {}
    for reading in islice(_candidates(plain, home), _MOST):
        found.setdefault((reading.lang, str(reading)), reading)
    return tuple(found.values())


def _candidates(text: str, home: Gazetteer) -> Iterator[Reading]:
    if KANJI.search(text):
        recorded = _recorded_kanji(text, home)
        yield from (_whole(reading) for reading in recorded)
        guess = None if recorded else reading_of(text, home)
        if guess:
            yield guess
        return
    yield from _recorded(text, home)
    if _CYRILLIC.search(text):
        yield from _customary(text, home)
        yield from _kana(text.lower(), ("polivanov",), home)
        yield from _kana(_strict(text.lower()), ("polivanov",), home)
        yield from _lengthened(_strict(text.lower()), "polivanov", _CUSTOMARY, home)
    elif _LATIN.search(text) and not _KANA.search(text):
        yield from sorted(_kana(_AFTER_N.sub("n'", text.lower()), _ROMAJI, home), key=_foreignness)
        yield from _lengthened(text.lower(), "hepburn", "hepburn-plain", home)
        yield from _russian(text, home)


def _whole(reading: Reading) -> Reading:
    return Reading(reading.replace("|", ""), reading.lang, reading.source, guessed=reading.guessed)


def _recorded(text: str, home: Gazetteer) -> Iterator[Reading]:
    """What a page holds, if some scheme writes it as the text."""
    wanted = key(text)
    for posting in home.postings(wanted):
        name = home.name(posting.name)
        source = name.sources[0].id if name.sources else None
        if name.kana:
            for kana in filter(None, (name.kana, name.kana.rpartition("|")[0])):
                if any(key(scheme(id, home).apply(kana)) == wanted for id in _WRITTEN):
                    yield Reading(kana.replace("|", ""), "ja-Hira", source)
        elif name.lang == "ru" and any(key(scheme(id, home).apply(name.text)) == wanted for id in _RUSSIAN):
            yield Reading(name.text, "ru", source)


def _customary(text: str, home: Gazetteer) -> Iterator[Reading]:
    table = home.scheme(_CUSTOMARY)
    for kana, written in table.get("exceptions", {}).items():
        if text.casefold() == written.casefold():
            yield Reading(kana.replace("|", ""), "ja-Hira", table["source"][0])


def _strict(text: str) -> str:
    """Polivanov's letters for those that people write instead: ши, чи, джи, йо, е."""
    for loose, letter in _LOOSE:
        text = text.replace(loose, letter)
    return text


def _kana(text: str, ids: tuple[str, ...], home: Gazetteer) -> Iterator[Reading]:
    for id in ids:
        tried = (islice(inverse(id, home).words(word), _TRIED) for word in _WORD.split(text)[::2])
        words = [sorted(each, key=_foreignness)[:_EACH] for each in tried]
        for found in islice(product(*words), _EACH):
            yield Reading(_joined(text, found).replace("|", ""), "ja-Hira", guessed=True)


def _foreignness(word: str) -> int:
    return len(_FOREIGN.findall(word))


def _lengthened(text: str, id: str, plain: str, home: Gazetteer) -> Iterator[Reading]:
    """The best reading with long vowels where the text marks none: とうきょう for tokyo."""
    best = next(_kana(text, (id,), home), None)
    places = [at for at, kana in enumerate(best or "", 1) if kana in _LENGTHENED]
    for count in (1, 2):
        for chosen in combinations(places, count):
            cut = zip((0, *chosen), (*chosen, None), strict=True)
            kana = "う".join(best[begin:end] for begin, end in cut) if best else ""
            if scheme(plain, home).apply(kana) == text:
                yield Reading(kana, "ja-Hira", guessed=True)


def _russian(text: str, home: Gazetteer) -> Iterator[Reading]:
    found = []
    for id in _RUSSIAN:
        letters = scheme(id, home).letters
        signs = str.maketrans({sign: letters[letter] for sign, letter in _SIGNS.items() if letters[letter]})
        back = inverse(id, home)
        tried = (islice(back.words(word.translate(signs)), _TRIED) for word in _WORD.split(text)[::2])
        words = [sorted(each, key=_unlikely)[:_EACH] for each in tried]
        found += [_joined(text, each) for each in islice(product(*words), _EACH)]
    yield from (Reading(each, "ru", guessed=True) for each in sorted(dict.fromkeys(found), key=_unlikely))


def _unlikely(word: str) -> int:
    return len(_UNLIKELY.findall(word.lower()))


def _joined(text: str, words: tuple[str, ...]) -> str:
    between = _WORD.split(text)[1::2]
    return "".join(part for pair in zip(words, [*between, ""], strict=True) for part in pair)
