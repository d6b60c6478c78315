"""A style of Vale: a file of rules for each code, with what they are to leave alone."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from kurilnames.export.rules import ruling
from kurilnames.export.telling import substitution
from kurilnames.export.to.prh import LIMITS, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kurilnames.export.job import Job
    from kurilnames.export.rules import Rule

__all__ = ["vale"]

_UNSEEN = "Written after the documents and the source of Vale 3, not verified against Vale."
_WHATEVER = ".+"


def vale(job: Job) -> dict[str, str]:
    """The files of a style by their names.

    Each code is a substitution; patterns that are to be left alone stand among its swaps, written as any text, which
    Vale takes for the right form already.
    """
    found = ruling(job)
    head = "".join(f"# {line}\n" for line in f"{job.credit}\n{_UNSEEN}\n{LIMITS}".splitlines())
    texts = {}
    for code, rules in groupby(found.rules, key=lambda rule: rule.code):
        regions = (*found.kept, *found.longer(but=code))
        texts[f"kurilnames/{code}.yml"] = head + "".join(_file(substitution(job.gazetteer, code), rules, regions))
    return texts


def _file(message: str, rules: Iterable[Rule], regions: Iterable[str]) -> Iterator[str]:
    yield "extends: substitution\n"
    yield f"message: {quoted(message)}\n"
    yield "level: warning\nscope: text\nnonword: true\nignorecase: false\nswap:\n"
    swaps = {"|".join(regions): _WHATEVER} if regions else {}
    swaps |= {rule.pattern: _written(rule) for rule in rules}
    # A key of YAML may be longer than 1024 letters if it is marked as one.
    yield from (f"  ? {quoted(pattern)}\n  : {quoted(written)}\n" for pattern, written in swaps.items())


def _written(rule: Rule) -> str:
    """What the message says is to be written; `$0` is what Vale has found."""
    if rule.behind:
        return f"$0{rule.suggestions[0]}"
    return (*rule.suggestions, f"{rule.name} …" if rule.name else "…")[0]
