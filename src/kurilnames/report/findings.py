"""Findings as people and tools read them: text, JSON lines, GitHub, SARIF, rdjsonl."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kurilnames.gazetteer import default
from kurilnames.pairing import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from kurilnames.results import Finding
    from kurilnames.reviewing import Reviewed

__all__ = ["FORMATS", "explained", "rendered", "told"]

_WRITE = {
    "en": ("{message}: write {texts}", " or "),
    "ja": ("{message}。「{texts}」と書きます", "」か「"),
    "ru": ("{message}: пишите {texts}", " или "),
}
_EXPLAINED = {
    "en": ("Found", "Not found"),
    "ja": ("指摘する例", "指摘しない例"),
    "ru": ("Находит", "Не находит"),
}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def rendered(reviewed: Iterable[Reviewed], format: str, lang: str = "en") -> Iterator[str]:
    """Findings file by file, part by part as they come.

    Args:
        reviewed: texts with their findings.
        format: a word of `FORMATS`.
        lang: of the messages: `en`, `ja` or `ru`.

    >>> from kurilnames.reviewing import Reviewed, Wishes, review
    >>> found = Reviewed("a.txt", "To Kunashir", review("To Kunashir", Wishes("japan")))
    >>> print(*rendered([found], "text"), end="")
    a.txt:1:4: KN101 Kunashir is a name of the other side: write Kunashiri
    """
    return FORMATS[format](reviewed, lang)


def told(found: Finding, lang: str) -> str:
    """The message of a finding, with what to write instead."""
    message = found.said(lang)
    pattern, joint = _WRITE[lang]
    return pattern.format(message=message, texts=joint.join(found.suggestions)) if found.suggestions else message


def explained(code: str, lang: str = "en") -> str:
    """A rule: what it is, why, an example that it finds and one that it does not.

    Raises:
        ValueError: there is no such rule.

    >>> explained("KN301").splitlines()[0]
    'KN301: letters of two scripts in one name'
    """
    rules = default().rules
    if code not in rules:
        raise ValueError(f"no rule is called {code!r}; there are {', '.join(rules)}")
    rule = rules[code]
    fires, silent = rule["fires"], rule["silent"]
    yes, no = _EXPLAINED[lang]
    said = rule["message"][lang].format(surface=fires["surface"], year=fires["suggestion"], named=fires.get("named"))
    return (
        f"{code}: {rule['title']}\n\n{rule['why']}\n\n"
        f"{yes} (--convention {fires['convention']}): {shown(fires)}\n"
        f"  {_WRITE[lang][0].format(message=said, texts=fires['suggestion'])}\n"
        f"{no} (--convention {silent['convention']}): {shown(silent)}\n"
    )


def _text(reviewed: Iterable[Reviewed], lang: str) -> Iterator[str]:
    for each in reviewed:
        for found in each.findings:
            line, column = each.place(found.start)
            yield f"{each.path}:{line}:{column}: {found.code} {_one_line(told(found, lang))}\n"


def _json(reviewed: Iterable[Reviewed], lang: str) -> Iterator[str]:
    for each in reviewed:
        for found in each.findings:
            (line, column), (end_line, end_column) = each.place(found.start), each.place(found.end)
            row = {
                "path": each.path,
                "line": line,
                "column": column,
                "end_line": end_line,
                "end_column": end_column,
                "start": found.start,
                "end": found.end,
                "code": found.code,
                "surface": found.surface,
                "id": found.id,
                "message": found.said(lang),
                "suggestions": found.suggestions,
                "sources": [source.id for source in found.sources],
            }
            yield _line(row)


def _line(row: Mapping[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _github(reviewed: Iterable[Reviewed], lang: str) -> Iterator[str]:
    for each in reviewed:
        for found in each.findings:
            (line, column), (end_line, end_column) = each.place(found.start), each.place(found.end)
            facts = {"file": each.path, "line": line, "endLine": end_line, "col": column, "endColumn": end_column}
            if end_line > line:
                del facts["col"], facts["endColumn"]
            facts["title"] = f"kurilnames {found.code}"
            said = ",".join(f"{key}={_property(str(value))}" for key, value in facts.items())
            yield f"::warning {said}::{_data(told(found, lang))}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _rdjsonl(reviewed: Iterable[Reviewed], lang: str) -> Iterator[str]:
    """Diagnostics of reviewdog, a line each; its columns count bytes of UTF-8."""
    for each in reviewed:
        for found in each.findings:
            span = {"start": _byte_place(each, found.start), "end": _byte_place(each, found.end)}
            row: dict[str, Any] = {
                "message": told(found, lang),
                "location": {"path": each.path, "range": span},
                "severity": "WARNING",
                "source": {"name": "kurilnames"},
                "code": {"value": found.code},
                "originalOutput": found.surface,
            }
            if found.suggestions:
                row["suggestions"] = [{"range": span, "text": text} for text in found.suggestions]
            yield _line(row)


def _byte_place(each: Reviewed, at: int) -> dict[str, int]:
    line, column = each.place(at)
    before = each.text[at - column + 1 : at]
    return {"line": line, "column": len(before.encode("utf-8", "replace")) + 1}


def _sarif(reviewed: Iterable[Reviewed], lang: str) -> Iterator[str]:
    from importlib.metadata import version

    rules = default().rules
    numbers = {code: number for number, code in enumerate(rules)}
    driver = {
        "name": "kurilnames",
        "version": version("kurilnames"),
        "rules": [_sarif_rule(code, rule) for code, rule in rules.items()],
    }
    results = [_sarif_result(each, found, numbers, lang) for each in reviewed for found in each.findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "language": lang, "results": results}
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    yield json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _sarif_rule(code: str, rule: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": code,
        "shortDescription": {"text": rule["title"]},
        "fullDescription": {"text": rule["why"]},
        "help": {"text": explained(code)},
        "defaultConfiguration": {"level": "warning"},
    }


def _sarif_result(each: Reviewed, found: Finding, numbers: Mapping[str, int], lang: str) -> dict[str, Any]:
    (line, column), (end_line, end_column) = each.place(found.start), each.place(found.end)
    region = {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
    file = {"uri": _address(each.path)}
    result: dict[str, Any] = {
        "ruleId": found.code,
        "ruleIndex": numbers[found.code],
        "level": "warning",
        "message": {"text": told(found, lang)},
        "locations": [{"physicalLocation": {"artifactLocation": file, "region": region}}],
        "properties": {"entry": found.id},
    }
    changes = [[{"deletedRegion": region, "insertedContent": {"text": text}}] for text in found.suggestions]
    if changes:
        result["fixes"] = [{"artifactChanges": [{"artifactLocation": file, "replacements": each}]} for each in changes]
    return result


def _address(path: str) -> str:
    from os import fsencode, sep
    from urllib.parse import quote

    return "stdin" if path == "-" else quote(fsencode(path.replace(sep, "/")))


def _html(reviewed: Iterable[Reviewed], lang: str) -> Iterator[str]:
    from kurilnames.report.findings_page import findings_page

    return findings_page(reviewed, lang)


FORMATS: Mapping[str, Callable[[Iterable[Reviewed], str], Iterator[str]]] = {
    "text": _text,
    "json": _json,
    "github": _github,
    "sarif": _sarif,
    "rdjsonl": _rdjsonl,
    "html": _html,
}
