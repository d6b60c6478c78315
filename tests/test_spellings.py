"""The flat table: every spelling with its entry, the same in every format, and true to what a look-up says."""

import csv
import sqlite3

import duckdb
import pyarrow.parquet
import pytest

import kurilnames as kn
from kurilnames.cli import main
from kurilnames.export.spellings import Spelling, plain_spellings, spellings
from kurilnames.fold import key
from kurilnames.gazetteer import default


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("table")
    for format in ("csv", "parquet", "sqlite"):
        assert main(["export", "--for", "table", "--format", format, "-o", str(folder / f"names.{format}")]) == 0
    return folder


@pytest.fixture(scope="module")
def rows():
    return list(spellings(default()))


def test_the_formats_hold_the_same(files, rows):
    with (files / "names.csv").open(encoding="utf-8", newline="") as file:
        head, *read = csv.reader(file)
    assert tuple(head) == Spelling._fields
    assert [(*row[:-1], int(row[-1])) for row in read] == rows
    parquet = pyarrow.parquet.read_table(files / "names.parquet")
    assert [tuple(row.values()) for row in parquet.to_pylist()] == rows
    assert b"CC BY 4.0" in parquet.schema.metadata[b"attribution"]
    with sqlite3.connect(files / "names.sqlite") as base:
        assert base.execute("SELECT * FROM kuril_names ORDER BY rowid").fetchall() == rows
        assert "CC BY 4.0" in base.execute("SELECT text FROM about WHERE name = 'attribution'").fetchone()[0]


def test_every_recorded_name_of_every_entry_is_there(rows):
    said = {}
    for row in rows:
        said.setdefault(row.spelling, set()).add(row.entry)
    for text, ids in said.items():
        assert {match.id for match in kn.candidates(text)} == ids
    for place in kn.places:
        for name in place.names:
            assert {match.id for match in kn.candidates(name.text)} == said.get(name.text, set())
    assert {row.entry for row in rows} > {place.id for place in kn.places if place.type == "island"}


def test_meanings_say_when_a_join_is_safe(rows):
    counted = {}
    for row in rows:
        counted[row.spelling] = counted.get(row.spelling, 0) + 1
        assert row.key == key(row.spelling)
    assert all(counted[row.spelling] == row.meanings for row in rows)
    assert all(kn.resolve(spelling).id == id for spelling, id in plain_spellings(default())[::50])


def test_any_sql_engine_does_the_job_with_a_join(files):
    query = """
        SELECT n.entry FROM (VALUES ('о. Кунашир'), ('Южно-Курильска'), ('国後'), ('Kunashiri')) AS t(place)
        LEFT JOIN read_parquet(?) n ON n.spelling = t.place AND n.meanings = 1 ORDER BY place
    """
    found = duckdb.connect().execute(query, [str(files / "names.parquet")]).fetchall()
    assert found == [("kunashir-kunashiri",), ("furukamappu-yuzhno-kurilsk",), (None,), ("kunashir-kunashiri",)]


def test_a_table_that_cannot_be_written_is_said(tmp_path, capsys):
    assert main(["export", "--for", "table", "--format", "csv", "-o", str(tmp_path / "no" / "names.csv")]) == 2
    assert "cannot be written" in capsys.readouterr().err
