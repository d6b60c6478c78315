"""Findings as people and tools read them: text, JSON lines, GitHub, SARIF, rdjsonl."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kurilnames.files.documents import TextDocument
from kurilnames.gazetteer import default
from kurilnames.messages import gettext
from kurilnames.pairs import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from kurilnames.files.splicing import Change, TextFile
    from kurilnames.results import Finding
    from kurilnames.reviewing import Remark, Reviewed

__all__ = ["FORMATS", "advised", "explained", "rendered", "told"]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def rendered(reviewed: Iterable[Reviewed], format: str, lang: str = "en") -> Iterator[str]:
    """Findings file by file, part by part as they come.

    Args:
        reviewed: documents with what was found in them.
        format: a word of `FORMATS`.
        lang: of the messages: `en`, `ja` or `ru`.

    >>> from kurilnames.files.formats import segments_of
    >>> from kurilnames.reviewing import Wishes, review
    >>> found = review([segments_of("a.txt", b"To Kunashir")], Wishes("japan"))
    >>> print(*rendered(found, "text"), end="")
    a.txt:1:4: KN101 Kunashir is a name of the other side: write Kunashiri
    """
    return FORMATS[format](reviewed, lang)


def told(found: Finding, lang: str) -> str:
    """The message of a finding, with what to write instead."""
    return advised(found.said(lang), found.suggestions, lang)


def advised(message: str, suggestions: Iterable[str], lang: str | None = None) -> str:
    """A message with what to write, best first.

    >>> advised("an old name", ["Kurilsk", "Shana"])
    'an old name: write Kurilsk or Shana'
    """
    texts = gettext(" or ", lang).join(suggestions)
    return gettext("{message}: write {texts}", lang).format(message=message, texts=texts) if texts else message


def explained(code: str, lang: str = "en") -> str:
    """A rule: what it is, why, an example that it finds and one that it does not.

    Raises:
        ValueError: there is no such rule.

    >>> explained("KN301").splitlines()[0]
    'KN301: letters of two scripts in one name'
    """
    rules = default().rules
    if code not in rules:
        said = gettext("no rule is called {code!r}; there are {rules}")
        raise ValueError(said.format(code=code, rules=", ".join(rules)))
    rule = rules[code]
    fires, silent = rule["fires"], rule["silent"]
    yes, no = gettext("Found", lang), gettext("Not found", lang)
    message = rule["message"][lang].format(surface=fires["surface"], year=fires["suggestion"], named=fires.get("named"))
    return (
        f"{code}: {rule['title'][lang]}\n\n{rule['why'][lang]}\n\n"
        f"{yes} (--convention {fires['convention']}): {shown(fires)}\n"
        f"  {advised(message, [fires['suggestion']], lang)}\n"
        f"{no} (--convention {silent['convention']}): {shown(silent)}\n"
    )


def _remarks(reviewed: Iterable[Reviewed]) -> Iterator[Remark]:
    return (remark for each in reviewed for remark in each.remarks)


def _text(reviewed: Iterable[Reviewed], lang: str) -> Iterator[str]:
    for remark in _remarks(reviewed):
        line, column = remark.place
        said = _one_line(told(remark.finding, lang))
        key = "" if isinstance(remark.document, TextDocument) else remark.segment.where.key
        yield f"{remark.document.path}:{line}:{column}: {remark.finding.code} {said}{f' [{key}]' if key else ''}\n"


def _json(reviewed: Iterable[Reviewed], lang: str) -> Iterator[str]:
    for remark in _remarks(reviewed):
        document, segment, found = remark
        (line, column), (end_line, end_column) = remark.places
        start, end = document.offsets(segment, found.start, found.end)
        row = {
            "path": document.path,
            "line": line,
            "column": column,
            "end_line": end_line,
            "end_column": end_column,
            "start": start,
            "end": end,
            "segment": segment.where.key,
            "source": segment.source,
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
    for remark in _remarks(reviewed):
        (line, column), (end_line, end_column) = remark.places
        path = remark.document.path
        facts = {"file": path, "line": line, "endLine": end_line, "col": column, "endColumn": end_column}
        if end_line > line:
            del facts["col"], facts["endColumn"]
        facts["title"] = f"kurilnames {remark.finding.code}"
        said = ",".join(f"{key}={_property(str(value))}" for key, value in facts.items())
        yield f"::warning {said}::{_data(told(remark.finding, lang))}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _rdjsonl(reviewed: Iterable[Reviewed], lang: str) -> Iterator[str]:
    """Diagnostics of reviewdog, a line each; its columns count bytes of UTF-8."""
    for remark in _remarks(reviewed):
        document, segment, found = remark
        ends: Iterable[dict[str, int]] = ({"line": line, "column": column} for line, column in remark.places)
        if isinstance(document, TextDocument):
            ends = (_byte_place(document.file, at) for at in document.span(segment, found.start, found.end))
        row: dict[str, Any] = {
            "message": told(found, lang),
            "location": {"path": document.path, "range": _range(ends)},
            "severity": "WARNING",
            "source": {"name": "kurilnames"},
            "code": {"value": found.code},
            "originalOutput": found.surface,
        }
        if isinstance(document, TextDocument) and (changes := list(remark.changes())):
            row["suggestions"] = [
                {"range": _range(_byte_place(document.file, at) for at in change[:2]), "text": change.text}
                for change in changes
            ]
        yield _line(row)


def _range(ends: Iterable[dict[str, int]]) -> dict[str, dict[str, int]]:
    return dict(zip(("start", "end"), ends, strict=True))


def _byte_place(file: TextFile, at: int) -> dict[str, int]:
    line, column = file.place(at)
    return {"line": line, "column": len(file.text[at - column + 1 : at].encode("utf-8", "replace")) + 1}


def _sarif(reviewed: Iterable[Reviewed], lang: str) -> Iterator[str]:
    from importlib.metadata import version

    rules = default().rules
    numbers = {code: number for number, code in enumerate(rules)}
    driver = {
        "name": "kurilnames",
        "version": version("kurilnames"),
        "rules": [_sarif_rule(code, rule, lang) for code, rule in rules.items()],
    }
    results = [_sarif_result(remark, numbers, lang) for remark in _remarks(reviewed)]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "language": lang, "results": results}
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    yield json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _sarif_rule(code: str, rule: Mapping[str, Any], lang: str) -> dict[str, Any]:
    return {
        "id": code,
        "shortDescription": {"text": rule["title"][lang]},
        "fullDescription": {"text": rule["why"][lang]},
        "help": {"text": explained(code, lang)},
        "defaultConfiguration": {"level": "warning"},
    }


def _sarif_result(remark: Remark, numbers: Mapping[str, int], lang: str) -> dict[str, Any]:
    document, segment, found = remark
    file = {"uri": _address(document.path)}
    result: dict[str, Any] = {
        "ruleId": found.code,
        "ruleIndex": numbers[found.code],
        "level": "warning",
        "message": {"text": told(found, lang)},
        "locations": [{"physicalLocation": {"artifactLocation": file, "region": _region(remark.places)}}],
        "properties": {"entry": found.id},
    }
    if segment.where.key:
        result["locations"][0]["logicalLocations"] = [{"fullyQualifiedName": segment.where.key}]
    if isinstance(document, TextDocument) and (changes := list(remark.changes())):
        changed = [[_replacement(document.file, change)] for change in changes]
        result["fixes"] = [{"artifactChanges": [{"artifactLocation": file, "replacements": each}]} for each in changed]
    return result


def _replacement(file: TextFile, change: Change) -> dict[str, Any]:
    places = file.place(change.start), file.place(change.end)
    return {"deletedRegion": _region(places), "insertedContent": {"text": change.text}}


def _region(places: tuple[tuple[int, int], tuple[int, int]]) -> dict[str, int]:
    (line, column), (end_line, end_column) = places
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


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
