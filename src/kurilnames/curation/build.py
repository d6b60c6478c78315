"""data/ to one artefact, the same bytes every time.

The artefact is a line of JSON that names each section with its offset and length, and then the sections, JSON each:

heads        what is known of every entry without opening it, by the entry's number
entries      one line an entry: its page, names as lists
sources      one line a source
forms        the codes of forms: [how, case, stem, needs, complete, bare]
index        a line a key: the key, a tab, its postings; a posting is name number * `FORMS` + form code
patterns     the folded forms that a running text is searched for, one a line
package      the description of the flat tables
coastline    the land of the region, GeoJSON
generics/    before, after, suffix: a line a word for a kind of feature, folded: the word, a tab, what it stands for
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kurilnames.curation.data import Data, Record
from kurilnames.curation.forms import Form, Generic, surface_forms
from kurilnames.errors import BadData
from kurilnames.fold import fold, key
from kurilnames.gazetteer import FORMS
from kurilnames.results import HOWS
from kurilnames.sounding import sound

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from kurilnames.scheme import Scheme

__all__ = ["build", "compile_artefact"]


def build(folder: Path) -> bytes:
    """Make the artefact of a data folder.

    Args:
        folder: the data folder.
    Returns:
        the bytes of the artefact.
    Raises:
        BadData: pages that do not hold to their shape, all their problems at once.
    """
    data = Data(folder)
    records = data.records
    if data.problems:
        raise BadData(data.problems)
    return compile_artefact(data, records)


def compile_artefact(data: Data, records: Sequence[Record]) -> bytes:
    """Make the artefact of pages that hold to their shape."""
    sources = {source: number for number, source in enumerate(sorted(data.sources))}
    forms = _Index(records, data)
    sections: dict[str, bytes] = {
        "heads": _json(_heads(records)),
        "entries": b"\n".join(_json(_entry(record, sources)) for record in records),
        "forms": _json(forms.codes),
        "index": forms.lines.encode("utf-8", "surrogatepass"),
        "patterns": "\n".join(sorted(forms.patterns)).encode(),
        **{f"generics/{place}": _lines(words) for place, words in _generics(data).items()},
        "sources": b"\n".join(_json(list(data.sources[source])) for source in sources),
        "vocab": _json(data.vocab),
        "retired": _json(data.retired),
        "conventions": _json({id: _without_specs(table) for id, table in data.conventions.items()}),
        "usual": _json(_usual(records)),
        "rules": _json(data.check_rules),
        "package": _json(data.package),
        "coastline": _json(data.coastline),
        "schemes": _json(sorted(data.scheme_tables)),
    }
    for id, table in data.scheme_tables.items():
        sections[f"scheme/{id}"] = _json(table)
    return _join(sections)


def _join(sections: Mapping[str, bytes]) -> bytes:
    directory: dict[str, list[int]] = {}
    offset = 0
    for name, content in sections.items():
        directory[name] = [offset, len(content)]
        offset += len(content)
    return _json(directory) + b"\n" + b"".join(sections.values())


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str).encode("utf-8", "surrogatepass")


def _heads(records: Sequence[Record]) -> dict[str, Any]:
    numbers = {record.entry.id: number for number, record in enumerate(records)}
    tables = [record.page.table for record in records]
    after = {table["id"]: [table["named_after"]] for table in tables if "named_after" in table}
    above = {table["id"]: [*table.get("part_of", ()), *_admin(table)] for table in tables}
    first = 0
    firsts: list[int] = []
    for record in records:
        firsts.append(first)
        first += len(record.lines)
    return {
        "ids": list(numbers),
        "kinds": [record.entry.kind for record in records],
        "types": [table.get("type") or table.get("category") for table in tables],
        "near": [int("/around/" not in record.page.path) for record in records],
        "years": [str(table.get("signed", ""))[:4] for table in tables],
        "after": [_closure(id, after, numbers) for id in numbers],
        "within": [_closure(id, above, numbers) for id in numbers],
        "firsts": firsts,
        "codes": {code: number for number, table in enumerate(tables) for code in _codes(table)},
    }


def _without_specs(table: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in table.items() if key != "specs"}


def _usual(records: Sequence[Record]) -> dict[str, list[list[Any]]]:
    """The names in use of the region's places that need no company, by language: entry, text, how it declines."""
    found: dict[str, list[list[Any]]] = {"en": [], "ja": [], "ru": []}
    for number, record in enumerate(records):
        if record.entry.kind == "place" and "/around/" not in record.page.path:
            for line in record.lines:
                lang = "ru" if line.lang == "ja-Cyrl" else line.lang
                if lang in found and line.status in ("official", "used") and not line.needs:
                    found[lang].append([number, line.text, line.decl])
    return found


def _codes(table: Mapping[str, Any]) -> list[str]:
    """The codes of a country or area that registers write beside a name."""
    return [code for register, code in table.get("same_as", {}).items() if register in ("iso", "fips")]


def _admin(table: Mapping[str, Any]) -> Iterator[str]:
    for ids in table.get("admin", {}).values():
        yield from ids


def _closure(id: str, links: Mapping[str, list[str]], numbers: Mapping[str, int]) -> list[int]:
    found: dict[str, None] = {}
    todo = list(links.get(id, ()))
    while todo:
        following = todo.pop(0)
        if following not in found and following != id:
            found[following] = None
            todo.extend(links.get(following, ()))
    return sorted(numbers[other] for other in found if other in numbers)


def _entry(record: Record, sources: Mapping[str, int]) -> dict[str, Any]:
    table = {key: value for key, value in record.page.table.items() if key != "names"}
    if "sources" in table:
        table["sources"] = [sources[source] for source in table["sources"] if source in sources]
    return {**table, "names": [_name(line, sources) for line in record.lines]}


def _name(line: Any, sources: Mapping[str, int]) -> list[Any]:
    values = line.model_dump()
    cited = [sources[source] for source in values.pop("source") if source in sources]
    row = [values.pop(key) for key in ("text", "lang", "kana", "generic", "status", "by")]
    row += [cited, *values.values()]
    while row and row[-1] in (None, False, ()):
        row.pop()
    return row


# A lone letter or kana, or two as a stem, is met too often in a text to be looked for.
_FIRST_IDEOGRAPH = "㐀"


class _Index:
    """Keys to postings, and the patterns of the scan."""

    def __init__(self, records: Sequence[Record], data: Data) -> None:
        self.patterns: set[str] = set()
        self._codes: dict[tuple[Any, ...], int] = {}
        postings: dict[str, dict[int, int]] = {}
        number = 0
        for record in records:
            type_ = record.page.table.get("type") if record.entry.kind == "place" else None
            for line in record.lines:
                forms = surface_forms(
                    line,
                    record.entry.kind,
                    type_,
                    data.generics,
                    data.schemes,
                    namesake="named_after" in record.page.table,
                )
                self._add(postings, number, forms)
                number += 1
        self.lines = "".join(f"\n{text}\t{_packed(postings[text])}" for text in sorted(postings)) + "\n"

    @property
    def codes(self) -> list[tuple[Any, ...]]:
        return list(self._codes)

    def _add(self, postings: dict[str, dict[int, int]], number: int, forms: Iterator[Form]) -> None:
        for form in forms:
            text = key(form.text)
            if not text:
                continue
            needed = (form.case, form.stem, form.needs, form.complete, form.bare)
            code = self._codes.setdefault((HOWS.index(form.how), *needed), len(self._codes))
            if form.sounded:
                postings.setdefault(sound(text), {}).setdefault(number, code)
            if form.scanned or not form.sounded:
                postings.setdefault(text, {}).setdefault(number, code)
            pattern = fold(form.text).strip()
            if form.scanned and (len(pattern) > 1 + form.stem or pattern >= _FIRST_IDEOGRAPH):
                self.patterns.add(pattern)


def _lines(words: Mapping[str, Any]) -> bytes:
    return b"".join(b"\n" + word.encode() + b"\t" + _json(words[word]) for word in sorted(words)) + b"\n"


def _packed(postings: Mapping[int, int]) -> str:
    return " ".join(str(name * FORMS + code) for name, code in postings.items())


def _generics(data: Data) -> dict[str, dict[str, list[list[Any]]]]:
    found: dict[str, dict[str, list[list[Any]]]] = {"before": {}, "after": {}, "suffix": {}}
    for generic in data.generics.all:
        for lang, where, form, case in _generic_forms(generic, data.schemes):
            word = [lang, list(generic.types), case]
            for place in ("before", "after") if where == "either" else (where,):
                known = found[place].setdefault(fold(form).strip(), [])
                if word not in known:
                    known.append(word)
    return found


def _generic_forms(generic: Generic, schemes: Sequence[Scheme]) -> Iterator[tuple[str, str, str, str | None]]:
    from kurilnames.decline import decline

    if generic.lang in ("ja", "ko"):
        yield generic.lang, "suffix", generic.text, None
        if generic.lang == "ko":
            yield "ko", "after", generic.text, None
        for kana in generic.kana:
            yield "ja", "suffix", kana, None
            for scheme in schemes:
                if scheme.reads == "kana":
                    yield ("ja-Cyrl" if scheme.writes == "Cyrl" else "ja-Latn"), "after", scheme.apply(kana), None
        return
    for word in filter(None, (generic.text, generic.plural)):
        yield generic.lang, _side(generic), word, "nom"
        for link in generic.link:
            yield generic.lang, "before", " ".join((word, link.rstrip("'"))), "nom"
        if generic.lang == "ru":
            for case, texts in decline(word).items():
                yield from (("ru", "either", text, case) for text in texts)
            for scheme in schemes:
                if scheme.writes == "Latn" and scheme.reads == "Cyrl":
                    yield "ru-Latn", "either", scheme.apply(word), None
    for abbr in generic.abbr:
        yield generic.lang, _side(generic), abbr, "abbr"


def _side(generic: Generic) -> str:
    """Where a generic stands: Russian and English ones on either side, Lopatka Cape; île and isla before the name."""
    both = generic.lang in ("ru", "ja-Cyrl") or (generic.lang == "en" and generic.place == "before")
    return "either" if both else generic.place
