"""Everything as five CSV files that join on ids, described by a Data Package (version 2)."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from kurilnames.errors import UnreadableFile
from kurilnames.export.attribution import attribution, licensed
from kurilnames.files.text import read_text, write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from kurilnames.gazetteer import Gazetteer
    from kurilnames.models import Entry

__all__ = ["flat_tables", "read_package", "rows_of", "write_flat"]

_Row = dict[str, Any]


def write_flat(gazetteer: Gazetteer, package: Path, output: Path) -> tuple[str, ...]:
    """Write the CSV files, their description and the attribution.

    Args:
        gazetteer: what is written.
        package: the description, `data/datapackage.json`: it says which columns there are.
        output: the folder, made where it is missing.
    Returns:
        the paths that were written.
    Raises:
        UnreadableFile: the description cannot be read, or the folder cannot be written.
    """
    description = read_package(package)
    files = flat_tables(gazetteer, description)
    files["ATTRIBUTION.txt"] = attribution(gazetteer.sources)
    files["datapackage.json"] = json.dumps(_described(gazetteer, description), ensure_ascii=False, indent=2) + "\n"
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnreadableFile(str(output), None, f"cannot be made: {error.strerror}") from None
    for name, text in files.items():
        write_atomically(str(output / name), text.encode())
    return tuple(str(output / name) for name in files)


def read_package(path: Path) -> dict[str, Any]:
    """Read a description.

    Raises:
        UnreadableFile: no file, or not JSON, with its line.
    """
    try:
        return dict(json.loads(read_text(str(path))))
    except json.JSONDecodeError as error:
        raise UnreadableFile(str(path), error.lineno, f"not JSON: {error.msg}") from None


def _described(gazetteer: Gazetteer, description: Mapping[str, Any]) -> dict[str, Any]:
    """The description with the version of the data and the works that are used under a licence."""
    works = ({"title": f"{s.title} ({s.licence})", "path": s.url} for s in licensed(gazetteer.sources))
    sources = [{key: value for key, value in work.items() if value} for work in works]
    return {**description, "version": gazetteer.data_version, "sources": sources}


def flat_tables(gazetteer: Gazetteer, description: Mapping[str, Any]) -> dict[str, str]:
    """The CSV files as texts.

    Args:
        gazetteer: what is written.
        description: a Data Package; the fields of its resources are the columns.
    Returns:
        text by path: UTF-8, a header, lines that end in LF.

    >>> from kurilnames.gazetteer import default
    >>> package = {"resources": [{"name": "places", "path": "p.csv", "schema": {"fields": [{"name": "id"}]}}]}
    >>> flat_tables(default(), package)["p.csv"].splitlines()[0]
    'id'
    """
    return {
        resource["path"]: _table(resource["schema"]["fields"], rows_of(resource["name"], gazetteer))
        for resource in description["resources"]
    }


def _table(fields: Iterable[Mapping[str, Any]], rows: Iterable[_Row]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    columns = [field["name"] for field in fields]
    writer.writerow(columns)
    writer.writerows([_cell(row[column]) for column in columns] for row in rows)
    return out.getvalue()


def _cell(value: Any) -> str:
    match value:
        case None | () | [] | {}:
            return ""
        case bool():
            return str(value).lower()
        case tuple():
            return ";".join(map(str, value))
        case list() | dict():
            return json.dumps(value, ensure_ascii=False)
        case _:
            return str(value)


def rows_of(name: str, gazetteer: Gazetteer) -> Iterator[_Row]:
    """The rows of a table: every column that a description may name.

    Args:
        name: places, documents, terms, names or sources.
        gazetteer: where they are.
    Returns:
        rows in the order of the ids; tuples are lists of ids, lists and dicts are JSON.
    """
    return _ROWS[name](gazetteer)


def _entry(entry: Entry) -> _Row:
    row = entry.model_dump(exclude={"names", "kind", "sources"})
    row["same_as"] = tuple(f"{register}:{id}" for register, id in sorted(entry.same_as.items()))
    row["sources"] = tuple(source.id for source in getattr(entry, "sources", ()))
    return row


def _places(gazetteer: Gazetteer) -> Iterator[_Row]:
    for place in gazetteer.places:
        row = _entry(place)
        lat, lon = row.pop("point") or (None, None)
        admin = row.pop("admin")
        yield row | {"lat": lat, "lon": lon, "admin_ja": admin.get("ja"), "admin_ru": admin.get("ru")}


def _documents(gazetteer: Gazetteer) -> Iterator[_Row]:
    for document in gazetteer.documents:
        row = _entry(document)
        yield row | {"articles": list(row["articles"]), "references": list(row["references"])}


def _terms(gazetteer: Gazetteer) -> Iterator[_Row]:
    return map(_entry, gazetteer.terms)


def _names(gazetteer: Gazetteer) -> Iterator[_Row]:
    none = dict.fromkeys(("place", "document", "term"))
    for number, id in enumerate(gazetteer.heads["ids"]):
        kind = gazetteer.kind(number)
        for line, name in enumerate(gazetteer.names(number), 1):
            sources = tuple(source.id for source in name.sources)
            yield name._asdict() | none | {"entry": id, "number": line, kind: id, "sources": sources}


def _sources(gazetteer: Gazetteer) -> Iterator[_Row]:
    return (source._asdict() for source in gazetteer.sources)


_ROWS: dict[str, Callable[[Gazetteer], Iterator[_Row]]] = {
    "places": _places,
    "documents": _documents,
    "terms": _terms,
    "names": _names,
    "sources": _sources,
}
