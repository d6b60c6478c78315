"""What transliteration costs: ratios against peers, in one run; each peer does the same.

Names come back again and again, so words have two figures: `first` for words never met before, `again` for words met
before, which the library remembers; `text` is all of them in one call, which is not remembered; `kn.transliterate` is
what a user calls, words met before.  A peer that is not installed is left out.
"""

from __future__ import annotations

import statistics
import time
import tomllib
import warnings
from importlib import import_module
from pathlib import Path

import kurilnames as kn
from kurilnames.scheme import Scheme

RUNS = 25
ROUNDS = 3
SCHEMES = Path(__file__).resolve().parents[1] / "data" / "schemes"
LIMIT = str.maketrans(
    {**{chr(code): "xx" for code in range(0x400, 0x460)}, **{chr(c): "ka" for c in range(0x3041, 0x30FB)}}
)


def seconds(work, words, before=None) -> float:
    """Seconds a word; `before` is done before every round and not counted."""
    total = 0.0
    for _ in range(ROUNDS):
        if before:
            before()
        begin = time.perf_counter()
        for word in words:
            work(word)
        total += time.perf_counter() - begin
    return total / ROUNDS / len(words)


def peers_of(reads: str):
    """Names of peers and their functions, those that are here."""
    if reads == "Cyrl":
        yield from found("iuliia", lambda iuliia: iuliia.WIKIPEDIA.translate)
        yield from found("icu", lambda icu: icu.Transliterator.createInstance("Russian-Latin/BGN").transliterate)
    else:
        yield from found("jaconv", lambda jaconv: jaconv.kana2alphabet)
        yield from found("pykakasi", lambda pykakasi: pykakasi.kakasi().convert)
        yield from found("cutlet", lambda cutlet: cutlet.Cutlet().romaji)
    yield "str.translate", lambda word: word.translate(LIMIT)


def found(name, function):
    try:
        yield name, function(import_module(name))
    except Exception as error:  # not installed, or without its dictionary
        print(f"{name}: left out ({type(error).__name__})")


def compare(title: str, ids: tuple[str, ...], reads: str, words: list[str]) -> None:
    print(f"{title}: {len(words)} words")
    peers = list(peers_of(reads))
    for id in ids:
        scheme = Scheme(tomllib.loads((SCHEMES / f"{id}.toml").read_text("utf-8")))
        ways = {
            "text": (scheme.apply, None),
            "first": (scheme.apply, scheme.forget),
            "again": (scheme.apply, None),
            "kn.transliterate": (lambda word, id=id: kn.transliterate(word, id), None),
        }
        for way, (own, before) in ways.items():
            given = [" ".join(words)] if way == "text" else words
            seconds(own, given)
            ratios = {name: [] for name, _ in peers}
            mine = []
            for _ in range(RUNS):
                mine.append(seconds(own, given, before))
                for name, peer in peers:
                    ratios[name].append(seconds(peer, given) / mine[-1])
            said = ", ".join(f"{statistics.median(each):.2f} times as fast as {name}" for name, each in ratios.items())
            print(f"  {id:14}{way:18}{statistics.median(mine) * 1e6:6.2f} us: {said}")


def main() -> None:
    warnings.simplefilter("ignore")
    names = [name for place in kn.places for name in place.names]
    russian = sorted({word for name in names if name.lang == "ru" for word in name.text.split()})[:300]
    kana = sorted({name.kana.replace("|", "") for name in names if name.kana})[:300]
    compare("Russian", ("wikipedia", "bgn-pcgn-1947", "iso-9-1995"), "Cyrl", russian)
    compare("kana", ("hepburn", "wapuro", "polivanov"), "kana", kana)


if __name__ == "__main__":
    main()
