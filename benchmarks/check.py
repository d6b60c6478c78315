"""What checking costs: 10,000 segments of XLIFF against ElementTree's parse plus `find` on the text; a cold start.

Every other segment names places, with its translation right or wrong by turns; the rest name nothing.  Measured in one
run, the two in turn; a start is a whole process, against a bare Python.
"""

from __future__ import annotations

import os
import random
import statistics
import tempfile
import time
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from start import BARE, ratio

import kurilnames as kn
from kurilnames.cli import main as kurilnames

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[1]
SEGMENTS = 10_000
ROUNDS = 7
MOST_TIMES = 3.0
MOST_STARTS = 15.0
CONVENTIONS = ("dual", "japan", "russia")
PLAIN = (
    (
        "今日は天気が良く、船は港へ向かって進んだが、誰も待っていなかった。",
        "Погода стояла хорошая, и судно вернулось в порт.",
    ),
    ("会議は午後三時に始まり、五時に終わった。", "Совещание началось в три часа дня и закончилось в пять."),
    ("The crew slept on deck that night.", "Той ночью команда спала на палубе."),
)


def segments(lot: random.Random) -> list[tuple[str, str]]:
    pairs = tomllib.loads((ROOT / "tests" / "corpus" / "pairs.toml").read_text("utf-8"))["pairs"]
    named = [(pair["source"], pair[side]) for pair in pairs for side in ("right", "wrong")]
    drawn = (lot.choice(named if number % 2 else PLAIN) for number in range(SEGMENTS))
    return [(f"{source} {lot.random()}", f"{target} {lot.random()}") for source, target in drawn]


def xliff(pairs: list[tuple[str, str]]) -> str:
    units = "".join(
        f'<trans-unit id="{number}"><source>{escape(source)}</source><target>{escape(target)}</target></trans-unit>\n'
        for number, (source, target) in enumerate(pairs)
    )
    head = '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" datatype="plaintext"'
    return f'{head} source-language="und"><body>\n{units}</body></file></xliff>'


def seconds(call: Callable[[], object]) -> float:
    begin = time.process_time()
    call()
    return time.process_time() - begin


def times(path: Path, convention: str) -> float:
    """How often a check takes the time of its peer."""

    def check() -> None:
        kurilnames(["check", str(path), "--convention", convention, "-o", os.devnull])

    def peer() -> None:
        kn.find("".join(ElementTree.parse(path).getroot().itertext()))

    lot = random.Random(1)
    measured = []
    for _ in range(ROUNDS + 1):
        path.write_text(xliff(segments(lot)), "utf-8")
        measured.append(seconds(check) / seconds(peer))
    return statistics.median(measured[1:])


def told(name: str, measured: float, limit: float) -> None:
    print(f"{name:52}{measured:7.2f}   {'at most' if measured <= limit else 'MORE THAN'} {limit:g}")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for convention in CONVENTIONS:
            measured = times(Path(folder) / "a.xlf", convention)
            told(f"{SEGMENTS} segments, {convention}: check / parse + find", measured, MOST_TIMES)
    os.chdir(ROOT)
    _, starts = ratio(
        "from kurilnames.cli import main; main(['check', 'examples/ferry-en.txt', '-o', '/dev/null'])", BARE
    )
    told("check of a small file / bare Python", starts, MOST_STARTS)


if __name__ == "__main__":
    main()
