"""What finding names costs: `kn.find` against peers, interleaved in one run, every text different; memory beside it.

The limit is an automaton (ahocorasick_rs) over the plain names of places on lower-cased text: it knows no case forms,
no boundaries, no company and no entries.  flashtext2, spaCy's PhraseMatcher and one regular expression get every form
that `find` knows.  A peer that is not installed is left out.
"""

from __future__ import annotations

import os
import random
import re
import resource
import statistics
import time
from importlib import import_module

import kurilnames as kn
from kurilnames.gazetteer import default

ROUNDS = 5
SENTENCES = (
    "Паром идёт из {ru} на {ru}, где его ждут с утра.",
    "В этом году на {ru} построили новый причал и две школы.",
    "船は{ja}から{ja}へ向かい、夕方に着いた。",
    "The ferry left {en} for {en} in the early morning.",
    "Nobody on {en} had seen such a winter before.",
)
FILLER = (
    "Погода была хорошая, и корабль шёл дальше в гавань, где его никто не ждал. ",
    "今日は天気が良く、船は港へ向かって進んだが、誰も待っていなかった。",
    "The weather was fine and the ship sailed on to the harbour, where nobody waited. ",
)


def names() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"ja": [], "ru": [], "en": []}
    for place in kn.places:
        for name in place.names:
            if name.lang in found and name.status in ("official", "used") and not name.needs:
                found[name.lang].append(name.text)
    return found


def dense(lot: random.Random, known: dict[str, list[str]], size: int) -> str:
    parts: list[str] = []
    while sum(map(len, parts)) < size:
        pick = {lang: lot.choice(texts) for lang, texts in known.items()}
        parts.append(lot.choice(SENTENCES).format(**pick) + lot.choice((" ", " ", "\n\n")))
    return "".join(parts)


def sparse(lot: random.Random, known: dict[str, list[str]], size: int) -> str:
    parts = [lot.choice(FILLER) + str(lot.random()) + lot.choice((" ", " ", "\n\n")) for _ in range(size // 70)]
    for _ in range(size // 2000):
        parts.insert(lot.randrange(len(parts)), dense(lot, known, 1))
    return "".join(parts)


def contenders(known: dict[str, list[str]]):
    """The name of each contender, and what makes its search."""
    forms = sorted(default().patterns, key=len, reverse=True)

    def limit():
        plain = sorted({text.lower() for texts in known.values() for text in texts})
        automaton = import_module("ahocorasick_rs").AhoCorasick(plain)
        return lambda text: automaton.find_matches_as_indexes(text.lower(), overlapping=True)

    def ours():
        kn.find("Кунашир")
        return kn.find

    def expression():
        compiled = re.compile("|".join(map(re.escape, forms)))
        return lambda text: compiled.findall(text.lower())

    def flashtext():
        processor = import_module("flashtext2").KeywordProcessor(case_sensitive=False)
        processor.add_keywords_from_iter(forms)
        return processor.extract_keywords

    def spacy():
        nlp = import_module("spacy").blank("xx")
        matcher = import_module("spacy.matcher").PhraseMatcher(nlp.vocab, attr="LOWER")
        nlp.max_length = 10**8
        matcher.add("name", list(nlp.pipe(forms)))
        return lambda text: matcher(nlp.make_doc(text))

    return {"limit": limit, "kn.find": ours, "expression": expression, "flashtext2": flashtext, "spaCy": spacy}


def megabytes(make) -> float:
    """What building a search adds to the memory of a process, measured in a child."""
    reader, writer = os.pipe()
    if not os.fork():
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        make()
        os.write(writer, str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before).encode())
        os._exit(0)
    os.wait()
    os.close(writer)
    return int(os.read(reader, 99)) / 1024


def main() -> None:
    known = names()
    searches, built = {}, {}
    for name, make in contenders(known).items():
        try:
            memory = megabytes(make) if hasattr(os, "fork") else float("nan")
            begin = time.perf_counter()
            searches[name] = make()
            built[name] = f"ready in {1000 * (time.perf_counter() - begin):.0f} ms, {memory:.0f} MB"
        except ImportError:
            print(f"{name}: not installed")
    lot = random.Random(1)
    for what, write, size, pieces in (
        ("dense, one text", dense, 200_000, 1),
        ("sparse, one text", sparse, 400_000, 1),
        ("dense, short strings", dense, 100, 2000),
        ("sparse, short strings", sparse, 200, 2000),
    ):
        took: dict[str, list[float]] = {name: [] for name in searches}
        for _ in range(ROUNDS):
            texts = [write(lot, known, size) for _ in range(pieces)]
            for name, search in searches.items():
                begin = time.process_time()
                for text in texts:
                    search(text)
                took[name].append(time.process_time() - begin)
        volume = sum(len(text.encode()) for text in texts) / 1e6
        own = statistics.median(took["kn.find"])
        print(f"{what}: {volume:.1f} MB, kn.find {volume / own:.1f} MB/s")
        for name, times in took.items():
            print(f"  {name:11} {own / statistics.median(times):8.3f} = kn.find / {name}   ({built[name]})")


if __name__ == "__main__":
    main()
