"""The flat tables hold to their description; the attribution; the data dictionary."""

import csv
import io
import json
import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from kurilnames.cli import main
from kurilnames.curation.data import Data
from kurilnames.curation.dictionary import COUNTS, dictionary, meanings
from kurilnames.errors import UnreadableFile
from kurilnames.export.attribution import attribution
from kurilnames.export.flat import flat_tables, read_package, rows_of, write_flat
from kurilnames.gazetteer import default
from kurilnames.models import ENTRY_TYPES, NameLine, SourceRecord
from kurilnames.results import Source

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "data" / "datapackage.json"
DESCRIPTION = read_package(PACKAGE)
RESOURCES = {resource["name"]: resource for resource in DESCRIPTION["resources"]}
WRITTEN_APART = {"places": {"point", "admin"}, "names": {"source"}}
PARSERS = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": {"true": True, "false": False}.__getitem__,
    "list": lambda text: text.split(";"),
    "array": lambda text: list(json.loads(text)),
    "object": lambda text: dict(json.loads(text)),
}


@pytest.fixture(scope="module")
def tables():
    texts = flat_tables(default(), DESCRIPTION)
    return {resource["name"]: parsed(resource, texts[resource["path"]]) for resource in DESCRIPTION["resources"]}


def parsed(resource, text):
    """The rows of a CSV as its schema reads them; what the schema forbids fails here."""
    fields = resource["schema"]["fields"]
    header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert header == [field["name"] for field in fields]
    return [{f["name"]: value(f, cell) for f, cell in zip(fields, row, strict=True)} for row in rows]


def value(field, cell):
    rules = field.get("constraints", {})
    if not cell:
        assert not rules.get("required"), field
        return None
    found = PARSERS[field["type"]](cell)
    assert rules.get("minimum", found) <= found <= rules.get("maximum", found)
    assert found in rules.get("enum", [found])
    assert "pattern" not in rules or re.search(rules["pattern"], cell)
    return found


def key(row, fields):
    return tuple(row[field] for field in fields)


@pytest.mark.parametrize("name", RESOURCES)
def test_a_table_holds_to_its_schema(tables, name):
    schema = RESOURCES[name]["schema"]
    assert tables[name]
    assert max(Counter(key(row, schema["primaryKey"]) for row in tables[name]).values()) == 1
    for link in schema.get("foreignKeys", ()):
        there = link["reference"]
        known = {key(row, there["fields"]) for row in tables[there.get("resource", name)]}
        assert {key(row, link["fields"]) for row in tables[name]} - {(None,)} <= known


def test_every_entry_and_name_is_there(tables):
    gazetteer = default()
    for name in ("places", "documents", "terms"):
        assert [row["id"] for row in tables[name]] == [entry.id for entry in getattr(gazetteer, name)]
    assert len(tables["names"]) == sum(len(gazetteer.names(number)) for number in range(len(gazetteer.heads["ids"])))
    assert {row["text"] for row in tables["names"] if row["place"] == "shikotan"} >= {"色丹島", "Шикотан"}


def test_lists_lead_somewhere(tables):
    sources = {row["id"] for row in tables["sources"]}
    ids = {row["id"] for name in ("places", "documents", "terms") for row in tables[name]}
    for name, rows in tables.items():
        for row in rows:
            assert sources >= set(row.get("sources") or ()), (name, row)
            for column in ("part_of", "overlaps", "related", "not_same_as", "parties", "islands", "admin_ja"):
                assert ids >= set(row.get(column) or ()), (name, row)


@pytest.mark.parametrize("name", RESOURCES)
def test_the_description_names_every_column_that_there_is(name):
    columns = {field["name"] for field in RESOURCES[name]["schema"]["fields"]}
    models = {"names": NameLine, "sources": SourceRecord}
    model = models.get(name) or ENTRY_TYPES[name.removesuffix("s")]
    assert set(model.model_fields) - WRITTEN_APART.get(name, set()) - {"kind", "names"} <= columns
    assert columns <= set(next(rows_of(name, default())))


def test_the_description_has_the_words_of_the_vocabulary():
    vocab = tomllib.loads((ROOT / "data" / "vocab.toml").read_text("utf-8"))
    fields = {field["name"]: field for field in RESOURCES["names"]["schema"]["fields"]}
    for name, group in (("status", "statuses"), ("certainty", "certainties"), ("by", "sides"), ("needs", "needs")):
        assert set(fields[name]["constraints"]["enum"]) == set(vocab[group])


def test_the_files_are_utf8_with_lf(tmp_path):
    paths = write_flat(default(), PACKAGE, tmp_path / "a" / "b")
    assert sorted(path.name for path in (tmp_path / "a" / "b").iterdir()) == sorted(Path(path).name for path in paths)
    for path in paths:
        content = Path(path).read_bytes()
        assert content.decode("utf-8").endswith("\n")
        assert b"\r" not in content
        assert not content.startswith(b"\xef\xbb\xbf")
    written = json.loads((tmp_path / "a" / "b" / "datapackage.json").read_text("utf-8"))
    assert written["version"] == default().data_version
    assert written.items() >= DESCRIPTION.items()
    titles = " ".join(source["title"] for source in written["sources"])
    assert all(work in titles for work in ("GeoNames", "OurAirports", "Natural Earth"))


def test_writing_twice_gives_the_same_bytes(tmp_path):
    for folder in ("a", "b"):
        write_flat(default(), PACKAGE, tmp_path / folder)
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


@pytest.mark.parametrize("content", ["", "{", "[1", '{"name": }'])
def test_a_description_that_is_no_json(content, tmp_path):
    path = tmp_path / "datapackage.json"
    path.write_text(content, "utf-8")
    with pytest.raises(UnreadableFile) as caught:
        read_package(path)
    assert caught.value.line == 1


def test_the_command_writes_and_lists_the_files(tmp_path, capsys):
    assert main(["data", "export", "--output", str(tmp_path)]) == 0
    names = [Path(line).name for line in capsys.readouterr().out.splitlines()]
    assert names[:5] == [resource["path"] for resource in DESCRIPTION["resources"]]
    assert names[5:] == ["ATTRIBUTION.txt", "datapackage.json"]
    (tmp_path / "file").write_text("", "utf-8")
    assert main(["data", "export", "--output", str(tmp_path / "file")]) == 2


def test_frictionless_agrees(tmp_path):
    frictionless = pytest.importorskip("frictionless")
    write_flat(default(), PACKAGE, tmp_path)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "note"])[:10]
    names = tmp_path / "names.csv"
    names.write_text(names.read_text("utf-8").replace("shikotan,1,shikotan", "shikotan,1,limbo"), "utf-8")
    assert not frictionless.validate(str(tmp_path / "datapackage.json")).valid


def test_attribution_names_licences_and_addresses():
    sources = default().sources
    text = attribution(sources)
    for source in sources:
        if source.licence and "facts only" not in source.licence:
            (line,) = {
                line
                for line in text.splitlines()
                if line.startswith(f"- {source.title},") and (source.url or "") in line
            }
            assert source.licence in line
        else:
            assert (source.publisher or source.title) in text
    for word in ("GeoNames", "OurAirports", "Natural Earth", "Geospatial Information Authority of Japan"):
        assert word in text


def test_attribution_of_nothing_and_of_a_bare_source():
    assert attribution([]).endswith("the result.\n")
    assert attribution([Source("x", "A map")]).endswith("Read for facts; no text was copied\n\n- A map\n")


def test_the_data_dictionary_is_up_to_date():
    """Its meanings; counts and open questions are made anew by `make data`."""
    text = (ROOT / "docs" / "data-dictionary.md").read_text("utf-8")
    assert text.partition(COUNTS)[0].rstrip() == meanings(Data(ROOT / "data")).rstrip(), "run make data"


def test_the_pages_that_data_make_can_be_made_anew(tmp_path, capsys):
    assert main(["data", "docs", "--output", str(tmp_path)]) == 0
    text = (tmp_path / "data-dictionary.md").read_text("utf-8")
    assert text == dictionary(ROOT / "data")
    vocab = tomllib.loads((ROOT / "data" / "vocab.toml").read_text("utf-8"))
    for word in (word for words in vocab.values() for word in words):
        assert f"| `{word}` |" in text
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "data-dictionary.md",
        "data-quality.md",
        "rules.md",
        "schemes.md",
    ]
