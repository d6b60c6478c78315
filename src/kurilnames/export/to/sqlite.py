"""SQLite: the flat tables in one file, with indexes; a name also has the folded key under which it is looked up."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Any

from kurilnames.export.attribution import attribution
from kurilnames.export.flat import rows_of
from kurilnames.fold import key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kurilnames.export.job import Job
    from kurilnames.gazetteer import Gazetteer

__all__ = ["sqlite"]

_TYPES = {"integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
_AFTER = """
CREATE INDEX names_key ON names (key);
CREATE INDEX names_text ON names (text);
CREATE INDEX names_lang ON names (lang, status);
CREATE INDEX places_type ON places (type);
CREATE INDEX places_point ON places (lat, lon);
CREATE VIEW name_sources AS
  SELECT names.entry, names.number, names.text, sources.*
  FROM names JOIN json_each(names.sources) AS each JOIN sources ON sources.id = each.value;
CREATE VIEW parts AS
  SELECT places.id AS part, each.value AS whole FROM places JOIN json_each(places.part_of) AS each;
"""


def sqlite(job: Job) -> bytes:
    """The tables that `kurilnames data export` writes; lists are JSON. Without a filter every id leads somewhere."""
    gazetteer = job.gazetteer
    ids = {id for id, entry in gazetteer.numbers.items() if job.admits(entry)}
    base = sqlite3.connect(":memory:")
    try:
        base.execute("PRAGMA encoding = 'UTF-8'")
        for resource in json.loads(gazetteer.section("package"))["resources"]:
            _fill(base, resource, gazetteer, ids)
        base.executescript(_AFTER)
        base.execute("CREATE TABLE about (data_version TEXT NOT NULL, attribution TEXT NOT NULL)")
        base.execute("INSERT INTO about VALUES (?, ?)", (gazetteer.data_version, attribution(gazetteer.sources)))
        base.commit()
        return base.serialize()
    finally:
        base.close()


def _fill(base: sqlite3.Connection, resource: Mapping[str, Any], gazetteer: Gazetteer, ids: set[str]) -> None:
    """Make a table of the Data Package and put its rows in."""
    name, schema = resource["name"], resource["schema"]
    columns = [field["name"] for field in schema["fields"]]
    folded = name == "names"
    lines = [*map(_column, schema["fields"]), *(["key TEXT NOT NULL"] if folded else [])]
    lines.append(f"PRIMARY KEY ({', '.join(schema['primaryKey'])})")
    lines += [_link(name, link) for link in schema.get("foreignKeys", ())]
    base.execute(f"CREATE TABLE {name} (\n  " + ",\n  ".join(lines) + "\n) WITHOUT ROWID")
    rows = (
        [*(_cell(row[column]) for column in columns), *([key(row["text"])] if folded else [])]
        for row in _rows(name, gazetteer, ids)
    )
    base.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * (len(columns) + folded))})", rows)


def _rows(name: str, gazetteer: Gazetteer, ids: set[str]) -> Iterator[Mapping[str, Any]]:
    column = "entry" if name == "names" else "id"
    return (row for row in rows_of(name, gazetteer) if name == "sources" or row[column] in ids)


def _column(field: Mapping[str, Any]) -> str:
    needed = " NOT NULL" if field.get("constraints", {}).get("required") else ""
    return f'"{field["name"]}" {_TYPES.get(field["type"], "TEXT")}{needed}'


def _link(name: str, link: Mapping[str, Any]) -> str:
    there = link["reference"]
    table = there.get("resource", name)
    return f"FOREIGN KEY ({', '.join(link['fields'])}) REFERENCES {table} ({', '.join(there['fields'])})"


def _cell(value: Any) -> Any:
    """Lists as JSON; what is not there as null, so that no list need be asked for its length."""
    match value:
        case tuple() | list() | dict():
            return json.dumps(value, ensure_ascii=False) if value else None
        case _:
            return value
