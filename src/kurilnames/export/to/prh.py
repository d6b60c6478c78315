"""A dictionary of prh, the proofreading helper, as textlint-rule-prh reads it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from kurilnames.export.rules import ruling
from kurilnames.export.telling import advice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kurilnames.export.job import Job
    from kurilnames.export.rules import Rule

__all__ = ["LIMITS", "prh", "quoted"]

LIMITS = """\
A pattern sees a paragraph and no more. What it cannot say, or says otherwise than kurilnames check:
- letters of two scripts (KN301), misspellings (KN304), years (KN403), translations beside their source;
- names that count in the company of others only, and names for which the convention has none;
- a first mention (KN103) is the first of each paragraph, and one that a bracket follows is held to be explained;
- what stands in brackets behind a name is held to be that name once more.
"""
_MARKS = "What a person must decide is marked and not written anew: Эторофу [Итуруп?].\n"
_INLINE = re.compile(r"^\(\?i:(.*)\)$", re.DOTALL)


def prh(job: Job) -> Iterator[str]:
    """Rules of prh, each with examples that prh tries when it loads them, and what it is to leave alone."""
    found = ruling(job)
    yield "".join(f"# {line}\n" for line in f"{job.credit}\n{LIMITS}{_MARKS}".splitlines())
    yield "version: 1\n"
    if regions := (*found.kept, *found.longer()):
        yield 'targets:\n  - file: "/.*/"\n    excludes:\n'
        yield from (f"      - pattern: {quoted(_literal(region))}\n" for region in regions)
    yield "rules:\n" if found.rules else "rules: []\n"
    for rule in found.rules:
        yield from _rule(rule, advice(job.gazetteer, rule.code, _written(rule)))


def _written(rule: Rule) -> tuple[str, ...]:
    """What is to be written, as far as a reader has a use for it."""
    return () if rule.behind or rule.code == "KN106" else rule.suggestions


def _rule(rule: Rule, told: str) -> Iterator[str]:
    expected, pattern = _expected(rule), rule.pattern
    if not rule.sure:
        pattern = rf"({pattern})(?! \[)"
    elif rule.behind:
        pattern = f"({pattern})"
    yield f"  - expected: {quoted(expected)}\n    pattern: {quoted(_literal(pattern))}\n    prh: {quoted(told)}\n"
    yield "    specs:\n" if rule.examples else ""
    for before, form in rule.examples:
        written = before + expected.replace("$1", form)
        yield f"      - from: {quoted(before + form)}\n        to: {quoted(written)}\n"


def _expected(rule: Rule) -> str:
    """What is written: the form itself with a mark behind it where a person must decide."""
    if not rule.sure:
        return f"$1 [{(*rule.suggestions, rule.name)[0]}?]"
    return f"$1{rule.suggestions[0]}" if rule.behind else rule.suggestions[0]


def _literal(pattern: str) -> str:
    """A pattern as JavaScript writes it."""
    inline = _INLINE.match(pattern)
    return f"/{inline[1]}/i" if inline else f"/{pattern}/"


def quoted(text: str) -> str:
    """A string as YAML reads it.

    >>> print(quoted("Кунашир"))
    "Кунашир"
    """
    return json.dumps(text, ensure_ascii=False)
