"""Every spelling with its entry, as one flat table that any SQL engine can join."""

from __future__ import annotations

import csv
import io
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from kurilnames.decline import decline
from kurilnames.export.attribution import attribution
from kurilnames.files.text import write_atomically
from kurilnames.fold import key
from kurilnames.matching import Filter, Query
from kurilnames.writing import with_generic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kurilnames.gazetteer import Gazetteer
    from kurilnames.results import Name

__all__ = ["FORMATS", "Spelling", "plain_spellings", "spelling_table", "spellings", "write_spellings"]

_TABLE = "kuril_names"


class Spelling(NamedTuple):
    """A spelling and an entry that it may mean.

    `key` is the spelling folded, as a look-up compares it; a row whose `spelling` is its `key` was made from the index:
    romanizations, case forms and readings.  `how` is how it matches, `name` the recorded name, in `lang`; `meanings`
    says how many entries the spelling may mean: a join keeps its rows apart where that is 1.
    """

    spelling: str
    key: str
    entry: str
    kind: str
    type: str
    lang: str
    how: str
    name: str
    meanings: int


def spellings(gazetteer: Gazetteer) -> Iterator[Spelling]:
    """Every spelling: what pages record, with generics and readings, Russian case forms, and all keys of the index.

    Args:
        gazetteer: what is written.
    Returns:
        rows in the order of their spellings; names that several entries bear have one row for each.

    >>> from kurilnames.gazetteer import default
    >>> next(row.entry for row in spellings(default()) if row.spelling == "Южно-Курильска")
    'furukamappu-yuzhno-kurilsk'
    """
    texts = {*_recorded(gazetteer), *gazetteer.index.table}
    for text in sorted(texts):
        matches = Query(gazetteer, text, Filter()).matches()
        for match in matches:
            entry = match.number
            place = (match.id, gazetteer.kind(entry), gazetteer.type(entry))
            yield Spelling(text, key(text), *place, match.name.lang, match.how, match.name.text, len(matches))


def _recorded(gazetteer: Gazetteer) -> Iterator[str]:
    for entry in range(len(gazetteer.heads["ids"])):
        for name in gazetteer.names(entry):
            yield from _written(gazetteer, name)


def _written(gazetteer: Gazetteer, name: Name) -> Iterator[str]:
    yield name.text
    yield with_generic(gazetteer, name)
    if name.kana:
        yield name.kana.replace("|", "")
    if name.lang == "ru":
        for forms in decline(name.text, name.decl).values():
            yield from forms


@lru_cache(maxsize=1)
def plain_spellings(gazetteer: Gazetteer) -> tuple[tuple[str, str], ...]:
    """Spellings as people write them that mean one entry, each with its id."""
    recorded = set(_recorded(gazetteer))
    sole = (row for row in spellings(gazetteer) if row.meanings == 1 and row.spelling in recorded)
    return tuple((row.spelling, row.entry) for row in sole)


def spelling_table(gazetteer: Gazetteer) -> Any:
    """The spellings as a pyarrow table, with whom the data thanks in its metadata."""
    import pyarrow

    rows = [row._asdict() for row in spellings(gazetteer)]
    types = {name: pyarrow.string() for name in Spelling._fields} | {"meanings": pyarrow.int32()}
    table = pyarrow.Table.from_pylist(rows, pyarrow.schema(types))
    return table.replace_schema_metadata({name: text.encode() for name, text in _about(gazetteer).items()})


def _about(gazetteer: Gazetteer) -> dict[str, str]:
    return {"data_version": gazetteer.data_version, "attribution": attribution(gazetteer.sources)}


def write_spellings(gazetteer: Gazetteer, path: str, format: str) -> None:
    """Write the flat table.

    Args:
        gazetteer: what is written.
        path: the file; it is replaced whole or stays as it was.
        format: a word of `FORMATS`: `csv` (UTF-8), `parquet` (needs pyarrow), or `sqlite` (table `kuril_names`, with
            indexes on `spelling` and `key`, and a table `about`).
    Raises:
        UnreadableFile: the file cannot be written.
    """
    write_atomically(path, FORMATS[format](gazetteer))


def _csv(gazetteer: Gazetteer) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(Spelling._fields)
    writer.writerows(spellings(gazetteer))
    return out.getvalue().encode()


def _parquet(gazetteer: Gazetteer) -> bytes:
    import pyarrow.parquet

    out = io.BytesIO()
    pyarrow.parquet.write_table(spelling_table(gazetteer), out, compression="zstd")
    return out.getvalue()


def _sqlite(gazetteer: Gazetteer) -> bytes:
    import sqlite3

    columns = ", ".join(f"{name} {'INTEGER' if name == 'meanings' else 'TEXT'} NOT NULL" for name in Spelling._fields)
    marks = ", ".join("?" * len(Spelling._fields))
    with sqlite3.connect(":memory:") as base:
        base.execute(f"CREATE TABLE {_TABLE} ({columns})")
        base.executemany(f"INSERT INTO {_TABLE} VALUES ({marks})", spellings(gazetteer))
        for column in ("spelling", "key"):
            base.execute(f"CREATE INDEX {_TABLE}_{column} ON {_TABLE} ({column})")
        base.execute("CREATE TABLE about (name TEXT PRIMARY KEY, text TEXT NOT NULL)")
        base.executemany("INSERT INTO about VALUES (?, ?)", _about(gazetteer).items())
        base.commit()
        return base.serialize()


FORMATS: dict[str, Callable[[Gazetteer], bytes]] = {"csv": _csv, "parquet": _parquet, "sqlite": _sqlite}
