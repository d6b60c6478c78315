"""A dictionary of prh, the proofreading helper, as textlint-rule-prh reads it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from kurilnames.export.attribution import notice
from kurilnames.export.targets import Target
from kurilnames.export.wording import titled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kurilnames.export.request import Request
    from kurilnames.export.rules import Rule

__all__ = ["TARGET"]

_HEAD = """\
A regular expression sees a paragraph and no more. What it cannot say, or may say otherwise than kurilnames check:
letters of two scripts (KN301), misspellings (KN304), years (KN403), translations (KN2, KN401, KN402); names that
count in the company of others only, or in lists; names for which the convention has none. A first mention (KN103) is
the first of a paragraph. What follows a bracket after a name is held to be the name once more.
What a person must decide is not written anew but marked, as in: [Итуруп?].
"""
_INLINE = re.compile(r"^\(\?i:(.*)\)$", re.DOTALL)


def _files(request: Request) -> Mapping[str, str]:
    return {"prh.yml": "".join(_lines(request))}


def _lines(request: Request) -> Iterator[str]:
    ruling = request.ruling
    head = f"{notice(request.gazetteer)}\nConvention: {request.convention.id}\n\n{_HEAD}"
    yield "".join(f"# {line}".rstrip() + "\n" for line in head.splitlines())
    yield "version: 1\n"
    if ruling.regions:
        yield 'targets:\n  - file: "/.*/"\n    excludes:\n'
        yield from (f"      - pattern: {_quoted(_literal(region))}\n" for region in ruling.regions)
    yield "rules:\n" if ruling.rules else "rules: []\n"
    for rule in ruling.rules:
        yield from _rule(rule, titled(request.gazetteer, rule.code, rule.suggestions, request.ui_lang))


def _rule(rule: Rule, message: str) -> Iterator[str]:
    expected, pattern = _expected(rule), rule.pattern
    if not rule.sure:
        pattern = rf"({pattern})(?! \[)"
    elif rule.behind:
        pattern = f"({pattern})"
    yield f"  - expected: {_quoted(expected)}\n    pattern: {_quoted(_literal(pattern))}\n"
    yield f"    prh: {_quoted(message)}\n"
    yield "    specs:\n" if rule.examples else ""
    for before, form in rule.examples:
        written = before + expected.replace("$1", form)
        yield f"      - from: {_quoted(before + form)}\n        to: {_quoted(written)}\n"


def _expected(rule: Rule) -> str:
    """What prh writes: the form itself with a mark behind it where a person must decide."""
    if not rule.sure:
        return f"$1 [{(*rule.suggestions, rule.name)[0]}?]"
    return f"$1{rule.suggestions[0]}" if rule.behind else rule.suggestions[0]


def _literal(pattern: str) -> str:
    inline = _INLINE.match(pattern)
    return f"/{inline[1]}/i" if inline else f"/{pattern}/"


def _quoted(text: str) -> str:
    """A string as YAML reads it between quotation marks."""
    return json.dumps(text, ensure_ascii=False)


TARGET = Target(
    name="prh",
    what="a dictionary for textlint with textlint-rule-prh",
    judged="textlint 15.8 with textlint-rule-prh 6.1",
    langs=("ja", "ru", "en"),
    rules=True,
    files=_files,
)
