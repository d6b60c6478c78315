"""What a scan costs: `find` over a long text, as a ratio against one compiled regular expression of the same forms."""

from __future__ import annotations

import re
import statistics
import time
from pathlib import Path

import kurilnames as kn
from kurilnames.fold import fold
from kurilnames.gazetteer import default

RUNS = 5
EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


def seconds(work) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def main() -> None:
    text = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.txt"))) * 40
    forms = sorted(default().patterns, key=len, reverse=True)
    peer = re.compile("|".join(map(re.escape, forms)))
    kn.find("Кунашир")
    own = statistics.median(seconds(lambda: kn.find(text)) for _ in range(RUNS))
    folding = statistics.median(seconds(lambda: fold(text)) for _ in range(RUNS))
    other = statistics.median(seconds(lambda: peer.findall(fold(text))) for _ in range(RUNS))
    print(f"{len(text)} characters, {len(forms)} forms, {len(default().index.table)} keys")
    print(f"find {own * 1000:.0f} ms, of it folding {folding * 1000:.0f} ms; regular expression {other * 1000:.0f} ms")
    print(f"ratio find / regular expression {own / other:.3f}")


if __name__ == "__main__":
    main()
