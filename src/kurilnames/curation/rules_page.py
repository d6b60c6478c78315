"""docs/rules.md: what `check` looks for, why, and an example of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kurilnames.curation.data import Data
from kurilnames.mending import FIXABLE
from kurilnames.pairs import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

__all__ = ["rules_page"]

_HEAD = """\
# Rules

Made from `data/rules.toml` by `kurilnames data docs`. Edit that file, not this page.

`kn.check(text, convention)` and `kurilnames check FILE --convention C` look for these; `kurilnames check --explain \
CODE` prints one. KN1 is about a convention's choice of names, \
KN2 about a translation beside its source, KN3 about letters and spelling, KN4 about facts. Every \
example is run whenever the data is checked.

| code | what it finds | `--fix` |
| --- | --- | --- |
"""


def rules_page(folder: Path) -> str:
    """The page as text.

    Args:
        folder: the data folder.
    Returns:
        Markdown.

    >>> from kurilnames.curation.checkout import DATA
    >>> from pathlib import Path
    >>> "## KN301" in rules_page(Path(DATA))
    True
    """
    rules = Data(folder).check_rules
    rows = (f"| [{code}](#{code.lower()}) | {rule['title']['en']} | {_mends(code)} |\n" for code, rule in rules.items())
    return "".join((_HEAD, *rows, *(part for code, rule in rules.items() for part in _rule(code, rule))))


def _mends(code: str) -> str:
    return "writes it" if code in FIXABLE else "leaves it"


def _rule(code: str, rule: Mapping[str, Any]) -> Iterator[str]:
    fires, silent = rule["fires"], rule["silent"]
    yield f"\n## {code}\n\n{rule['title']['en'].capitalize()}. {rule['why']['en']}\n\n"
    yield "| | text | convention |\n| --- | --- | --- |\n"
    yield f"| found | {_marked(shown(fires), fires['surface'])} | `{fires['convention']}` |\n"
    yield f"| to be written | {fires['suggestion']} | |\n"
    yield f"| not found | {shown(silent)} | `{silent['convention']}` |\n"


def _marked(text: str, surface: str) -> str:
    return text.replace(surface, f"**{surface}**", 1) if surface else text
