"""The proof that rules and conventions carry: what each says it does, done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kurilnames.checking import check
from kurilnames.consistency import check_pairs
from kurilnames.conventions import Convention
from kurilnames.errors import KurilnamesError, Problem
from kurilnames.normalizing import normalize
from kurilnames.pairs import examples, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kurilnames.curation.data import Data
    from kurilnames.gazetteer import Gazetteer

__all__ = ["unproven"]


def unproven(data: Data, gazetteer: Gazetteer) -> Iterator[Problem]:
    """Specs of conventions and examples of rules that are not as they say.

    Args:
        data: the data folder.
        gazetteer: what was compiled from it.
    """
    for id, table in data.conventions.items():
        path = f"{data.shown(data.folder)}/conventions/{id}.toml"
        for area in Convention.read(id, gazetteer).scope:
            if area not in gazetteer.numbers:
                yield Problem(path, 1, "scope", f"no page has the id {area!r}")
        for spec in table.get("specs", ()):
            if text := _spec_fault(spec, id, gazetteer):
                yield Problem(path, 1, "spec", text)
    path = f"{data.shown(data.folder)}/rules.toml"
    for code, rule in data.check_rules.items():
        yield from (Problem(path, 1, "rule", f"[{code}] {text}") for text in _rule_faults(code, rule, gazetteer))


def _spec_fault(spec: Mapping[str, Any], convention: str, gazetteer: Gazetteer) -> str | None:
    """How a spec is not met: one of a name to be written, or one of the findings in a sentence."""
    if "findings" in spec:
        return _findings_fault(spec["text"], convention, [tuple(each) for each in spec["findings"]], gazetteer)
    try:
        got = normalize(spec["text"], spec["to"], convention, gazetteer=gazetteer)
    except KurilnamesError as error:
        got = str(error)
    if got == spec["writes"]:
        return None
    return f"{spec['text']!r} to {spec['to']} should give {spec['writes']!r} and gives {got!r}"


def _findings_fault(text: str, convention: str, wanted: Sequence[tuple[str, ...]], gazetteer: Gazetteer) -> str | None:
    found = check(text, convention, gazetteer=gazetteer)
    got = [(each.code, each.surface, *each.suggestions[:1]) for each in found]
    return None if got == wanted else f"{text!r} should give {wanted} and gives {got}"


def _rule_faults(code: str, rule: Mapping[str, Any], gazetteer: Gazetteer) -> Iterator[str]:
    """How a rule's examples are not met: what fires gives the one finding, what is silent none of the rule."""
    fires, silent = rule["fires"], rule["silent"]
    wanted = (code, fires["surface"], fires["suggestion"])
    expected: tuple[tuple[Mapping[str, Any], list[tuple[str, ...]]], ...] = ((fires, [wanted]), (silent, []))
    for example, told in expected:
        if "source" not in example:
            fault = _findings_fault(example["text"], example["convention"], told, gazetteer)
        else:
            fault = _pairs_fault(example, told, gazetteer)
        if fault:
            yield fault


def _pairs_fault(example: Mapping[str, Any], wanted: Sequence[tuple[str, ...]], gazetteer: Gazetteer) -> str | None:
    rows = check_pairs(examples(example), example["convention"], gazetteer=gazetteer)
    got = [(each.code, each.surface, *each.suggestions[:1]) for row in rows for each in row]
    return None if got == wanted else f"{shown(example)!r} should give {wanted} and gives {got}"
