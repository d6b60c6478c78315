"""What a start costs: whole processes, as ratios against a bare Python and a script that defines one pydantic model."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time

RUNS = 15
ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
BARE = "pass"
MODEL = "import pydantic\nclass M(pydantic.BaseModel):\n    a: int\nM(a=1)"
CASES = {
    "import kurilnames": ("import kurilnames", BARE),
    "first normalize": ("import kurilnames as kn; kn.normalize('о. Итурупа', to='ja')", BARE),
    "first find": ("import kurilnames as kn; kn.find('Паром идёт из Южно-Курильска на Шикотан.')", BARE),
    "first resolve": ("import kurilnames as kn; kn.resolve('国後島')", MODEL),
}


def seconds(code: str) -> float:
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, env=ENVIRONMENT)
    return time.perf_counter() - begin


def ratio(code: str, peer: str) -> tuple[float, float]:
    """The median time of a script and the median of its ratios to a peer's, the two run in turn."""
    pairs = [(seconds(code), seconds(peer)) for _ in range(RUNS + 1)][1:]
    return statistics.median(own for own, _ in pairs), statistics.median(own / other for own, other in pairs)


def main() -> None:
    print(f"{'':20}{'median ms':>12}{'ratio':>8}  against")
    for name, (code, peer) in CASES.items():
        own, times = ratio(code, peer)
        print(f"{name:20}{own * 1000:12.1f}{times:8.2f}  {'bare Python' if peer is BARE else 'one pydantic model'}")


if __name__ == "__main__":
    main()
