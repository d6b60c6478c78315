"""Gazetteers for geographers and librarians, each read by someone else's tool."""

import importlib.util
import json
import os
import re
import sqlite3
import subprocess
import sys
import tomllib
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from kurilnames.conventions import Convention
from kurilnames.errors import UnknownId
from kurilnames.export.job import Job
from kurilnames.export.places import cited, first_year
from kurilnames.export.to.geojson import geojson
from kurilnames.export.to.kml import kml
from kurilnames.export.to.lp_tsv import COLUMNS, lp_tsv
from kurilnames.export.to.lpf import TYPES, lpf
from kurilnames.export.to.map import map_page
from kurilnames.export.to.skos import skos_jsonld, skos_turtle
from kurilnames.export.to.sqlite import sqlite
from kurilnames.fold import key
from kurilnames.gazetteer import default
from kurilnames.matching import Filter
from kurilnames.results import Name, Source

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

ROOT = Path(__file__).parents[1]
HOME = default()
CONVENTIONS = {id: Convention.read(id, HOME) for id in ("dual", "japan", "russia")}
DUAL = CONVENTIONS["dual"]
PLACES = [place for place in HOME.places if place.type != "lookalike"]
OF_PLACES = [geojson, kml, lp_tsv, lpf, map_page]
TEXTS = [*OF_PLACES, skos_jsonld, skos_turtle]
ORACLES = next(
    (path for each in Path(__file__).resolve().parents if (path := each / "shared" / "oracles").is_dir()), Path("none")
)
SHIKOTAN = Filter(within="shikotan")


def oracle(name):
    """A published schema, read where it lies."""
    if not (ORACLES / name).is_file():
        pytest.skip(f"the published schema is not here (shared/oracles/{name})")
    return json.loads((ORACLES / name).read_text("utf-8"))


def text_of(target, convention=DUAL, lang=None, **options):
    return "".join(target(Job(HOME, convention, target=lang, **options)))


@pytest.fixture(scope="module")
def features():
    return json.loads(text_of(lpf))["features"]


@pytest.mark.parametrize("target", OF_PLACES)
def test_only_what_is_asked_for(target):
    text = text_of(target, filter=SHIKOTAN)
    inside = {place.id for place in PLACES if place.id == "shikotan" or place in set(HOME.places.within("shikotan"))}
    assert all(re.search(rf"\b{id}\b", text) for id in inside)
    with pytest.raises(ValueError, match="holds places"):
        text_of(target, filter=Filter(kind="document"))
    with pytest.raises(UnknownId):
        text_of(target, filter=Filter(within="atlantis"))


@pytest.mark.parametrize("target", TEXTS)
def test_no_country_code_is_written(target):
    """No format has a field for one, and none stands as a value beside any place of the chain."""
    assert not re.search(r"ccode|country_?code|addressCountry", text_of(target), re.IGNORECASE)
    chain = text_of(target, filter=Filter(within="greater-kuril-chain"))
    assert not re.search(r"""(?<=[">\t])(JP|RU|JPN|RUS|JP-01|RU-SAK)(?=["<\t])""", chain)


def test_the_same_bytes_every_time():
    code = (
        "import hashlib, test_gazetteers as t\n"
        "for f in t.TEXTS: print(f.__name__, hashlib.sha256(t.text_of(f).encode()).hexdigest())\n"
        "print(hashlib.sha256(t.sqlite(t.Job(t.HOME, t.DUAL))).hexdigest())"
    )
    paths = os.pathsep.join(map(str, (ROOT / "tests", ROOT / "src")))
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONPATH": paths, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert len(runs[0].splitlines()) == len(TEXTS) + 1


@pytest.mark.parametrize("id", CONVENTIONS)
def test_titles_follow_the_convention(id):
    wanted = {"dual": "Kunashir/Kunashiri Island", "japan": "Kunashiri Island", "russia": "Kunashir Island"}
    rows = json.loads(text_of(geojson, CONVENTIONS[id]))["features"]
    titles = {row["id"]: row["properties"]["title"] for row in rows}
    assert titles["kunashir-kunashiri"] == wanted[id]
    assert all(titles.values())


@pytest.mark.parametrize("id", ["", 'id = "Our house: <style> </script>"\n'])
def test_a_convention_of_ones_own(id, tmp_path):
    rdflib = pytest.importorskip("rdflib")
    path = tmp_path / "house.toml"
    path.write_text(f'extends = "russia"\n{id}names = {{ shikotan = {{ en = "Schikotan" }} }}\n', "utf-8")
    house = Convention.read(str(path), HOME)
    graphs = [
        rdflib.Graph().parse(data=text_of(target, house, filter=SHIKOTAN), format=format)
        for target, format in ((skos_turtle, "turtle"), (skos_jsonld, "json-ld"))
    ]
    assert set(graphs[0]) == set(graphs[1])
    assert conforms(graphs[0])
    (scheme,) = graphs[0].subjects(rdflib.RDF.type, rdflib.SKOS.ConceptScheme)
    assert str(scheme) == "urn:kurilnames:" + ("Our%20house:%20%3Cstyle%3E%20%3C/script%3E" if id else "own")
    page = text_of(map_page, house, filter=SHIKOTAN)
    assert page.count("</script>") == 2
    assert "Schikotan" in page


def test_titles_in_another_language():
    rows = json.loads(text_of(geojson, lang="ja"))["features"]
    assert "国後島" in {row["properties"]["title"] for row in rows}


def test_only_what_a_text_names():
    rows = json.loads(text_of(geojson, text="Паром идёт из Южно-Курильска на Шикотан."))["features"]
    assert {row["id"] for row in rows} == {"furukamappu-yuzhno-kurilsk", "shikotan"}


def test_a_look_alike_is_there_when_its_type_is_asked_for():
    rows = json.loads(text_of(geojson, filter=Filter(type="lookalike")))["features"]
    assert {row["id"] for row in rows} == {place.id for place in HOME.places if place.type == "lookalike"}


def test_every_name_has_its_sources_in_geojson():
    for row in json.loads(text_of(geojson))["features"]:
        names = HOME.get(row["id"]).names
        told = row["properties"]["names"]
        assert [name["text"] for name in told] == [name.text for name in names]
        for name, line in zip(names, told, strict=True):
            facts = (name.by, name.status, name.valid_from, name.valid_to, name.kana)
            assert facts == tuple(line.get(key) for key in ("by", "status", "valid_from", "valid_to", "kana"))
            assert [s.title for s in name.sources] == [source["title"] for source in line["sources"]]


def test_geojson_by_its_model():
    pydantic = pytest.importorskip("geojson_pydantic")
    found = pydantic.FeatureCollection.model_validate_json(text_of(geojson))
    assert [feature.id for feature in found.features] == [place.id for place in PLACES]
    with pytest.raises(ValueError, match="coordinates"):
        pydantic.FeatureCollection.model_validate_json(text_of(geojson).replace('"coordinates"', '"position"'))


def test_gdal_reads_geojson_and_kml(tmp_path):
    pyogrio = pytest.importorskip("pyogrio")
    points = Counter((place.point[1], place.point[0]) for place in PLACES if place.point)
    for target, suffix in ((geojson, "geojson"), (kml, "kml")):
        path = tmp_path / f"places.{suffix}"
        path.write_text(text_of(target), "utf-8")
        found = Counter()
        rows = 0
        for layer, _ in pyogrio.list_layers(path):
            _, _, shapes, _ = pyogrio.raw.read(path, layer=layer, force_2d=True)
            rows += len(shapes)
            found.update(map(point_of, filter(None, shapes)))
        assert rows == len(PLACES)
        assert found == points


def point_of(wkb):
    """Longitude and latitude of a point in well-known binary."""
    import struct

    order = "<" if wkb[0] else ">"
    kind, x, y = struct.unpack(f"{order}Idd", wkb[1:21])
    assert kind == 1
    return x, y


def test_a_place_in_linked_places_holds_to_version_1(features):
    validator = validator_of(oracle("lpf/lpf122.json"))
    assert [error.message for feature in features for error in validator.iter_errors(feature)] == []
    assert not validator.is_valid({**features[0], "type": "Place"})
    assert not validator.is_valid({**features[0], "names": [{"lang": "en"}]})


def test_linked_places_hold_to_version_2(features):
    whole = validator_of(oracle("lpf/lpf20.json"))
    assert [error.message for error in whole.iter_errors({"type": "FeatureCollection", "features": features})] == []
    broken = {**features[0], "names": [{**features[0]["names"][0], "citations": [{"year": "long ago"}]}]}
    for wrong in (broken, {**features[0], "@id": "no address"}, {**features[0], "geometry": {"type": "Point"}}):
        assert not whole.is_valid({"type": "FeatureCollection", "features": [wrong]})


def validator_of(schema):
    jsonschema = pytest.importorskip("jsonschema")
    return jsonschema.validators.validator_for(schema)(schema)


def test_every_name_has_its_sources_in_linked_places(features):
    assert [feature["@id"].removeprefix("urn:kurilnames:") for feature in features] == [place.id for place in PLACES]
    for feature, place in zip(features, PLACES, strict=True):
        assert [name["toponym"] for name in feature["names"]] == [name.text for name in place.names]
        for told, name in zip(feature["names"], place.names, strict=True):
            assert [each["label"] for each in told.get("citations", ())] == list(map(cited, name.sources))
            spans = told.get("when", {}).get("timespans", [{}])
            assert spans[0].get("start", {}).get("in") == name.valid_from
            assert spans[0].get("end", {}).get("in") == name.valid_to
            assert told.get("by") == name.by


def test_every_type_has_its_class():
    vocab = tomllib.loads((ROOT / "data" / "vocab.toml").read_text("utf-8"))
    assert set(TYPES) == set(vocab["types"])
    assert {row[0] for row in TYPES.values()} <= set("AHLPRST")
    assert all(re.fullmatch(r"[AHLPST]( 300\d{6})?", row) for row in TYPES.values())


def test_the_first_year_is_the_earliest_that_a_source_or_a_date_gives():
    old, new = Source("a", "An atlas", None, 1811), Source("b", "A map", None, 1905)
    place = HOME.get("shikotan").model_copy(update={"names": (Name("A", "en", sources=(new, old)),)})
    assert first_year(place) == "1811"
    dated = (*place.names, Name("B", "en", valid_from="1786-05"))
    assert first_year(place.model_copy(update={"names": dated})) == "1786"
    seen = Source("c", "A page", seen="2026-11-22")
    assert first_year(place.model_copy(update={"names": (Name("C", "en", sources=(seen,)),)})) == "2026"


def test_lp_tsv_holds_to_its_schema():
    schema = oracle("lpf/tsv.json")
    fields = {field["name"]: field for field in schema["fields"]}
    header, *rows = [line.split("\t") for line in text_of(lp_tsv).splitlines()]
    assert header == COLUMNS
    assert set(header) - set(fields) == {"fclasses", "attestation_year"}  # of version 0.5, newer than the schema
    assert [row[0] for row in rows] == [place.id for place in PLACES]
    for row in rows:
        cells = dict(zip(header, row, strict=True))
        assert cells["fclasses"]
        assert bool(cells["parent_name"]) == bool(cells["parent_id"])
        for name, cell in cells.items():
            rules = fields.get(name, {}).get("constraints", {})
            assert cell or not rules.get("required"), cells
            if cell and fields.get(name, {}).get("type") == "number":
                assert rules["minimum"] <= float(cell) <= rules["maximum"]
            assert not cell or re.fullmatch(rules.get("pattern", ".*"), cell), (name, cell)
    assert not any('"' in row[0] or row[1].startswith('"') for row in rows)


def test_lp_tsv_has_every_name():
    header, *rows = [line.split("\t") for line in text_of(lp_tsv).splitlines()]
    for row, place in zip(rows, PLACES, strict=True):
        cells = dict(zip(header, row, strict=True))
        named = {cells["title"], *(variant.rpartition("@")[0] for variant in cells["variants"].split(";"))}
        assert {name.text for name in place.names} <= named


def test_kml_by_the_schema_of_the_ogc(tmp_path):
    validator = pytest.importorskip("fastkml.validator")
    path = tmp_path / "places.kml"
    path.write_text(text_of(kml), "utf-8")
    assert validator.validate(file_to_validate=path)
    path.write_text(text_of(kml).replace("<coordinates>", "<coordinate>"), "utf-8")
    with pytest.raises(Exception, match=r".*"):
        assert validator.validate(file_to_validate=path), "not valid"


def test_kml_has_every_name_and_source(tmp_path):
    from html import unescape

    text = unescape(unescape(text_of(kml)))
    for place in PLACES:
        block = text.partition(f'<Placemark id="place-{place.id}">')[2].partition("</Placemark>")[0]
        for name in place.names:
            assert name.text in block
            assert all(cited(source) in block for source in name.sources)


@pytest.fixture(scope="module", params=CONVENTIONS)
def graph(request):
    rdflib = pytest.importorskip("rdflib")
    turtle = rdflib.Graph().parse(data=text_of(skos_turtle, CONVENTIONS[request.param]), format="turtle")
    return request.param, turtle


def test_turtle_and_json_ld_are_one_graph(graph):
    import rdflib

    id, turtle = graph
    other = rdflib.Graph().parse(data=text_of(skos_jsonld, CONVENTIONS[id]), format="json-ld")
    assert set(turtle) == set(other)
    assert not any(isinstance(node, rdflib.BNode) for triple in turtle for node in triple)


def test_skos_holds_to_its_integrity_conditions(graph):
    assert conforms(graph[1])


def conforms(graph):
    pyshacl = pytest.importorskip("pyshacl")
    shapes = str(ROOT / "tests" / "corpus" / "skos-integrity.ttl")
    valid, _, _ = pyshacl.validate(graph, shacl_graph=shapes, inference="none")
    return valid


@pytest.mark.parametrize(
    "wrong",
    [
        'kn:dual:shikotan skos:prefLabel "Shikotanto"@en .',
        'kn:dual:shikotan skos:altLabel "色丹島"@ja .',
        'kn:dual:shikotan skos:hiddenLabel "色丹島"@ja .',
        'kn:dual:shikotan skos:altLabel "a text without a language" .',
        "kn:dual:malokurilskoye-shakotan skos:related kn:dual:shikotan .",
        "kn:dual:malokurilskoye-shakotan skos:related kn:dual:etorofu-iturup .",
        "kn:dual:shikotan skos:broadMatch kn:japan:shikotan .",
        "kn:dual:shikotan a skos:ConceptScheme .",
        "kn:dual:shikotan skos:topConceptOf kn:dual .",
        "kn:dual:shikotan skos:related kn:dual:nowhere .",
    ],
)
def test_the_shapes_see_what_is_wrong(wrong):
    rdflib = pytest.importorskip("rdflib")
    text = text_of(skos_turtle, filter=Filter(within="northern-territories-southern-kurils"))
    assert conforms(rdflib.Graph().parse(data=text))
    above = "kn:dual:shikotan skos:broader kn:dual:etorofu-iturup .\n" if "etorofu" in wrong else ""
    assert not conforms(rdflib.Graph().parse(data=text + above + wrong))


def test_the_schemes_of_three_conventions_go_together():
    rdflib = pytest.importorskip("rdflib")
    whole = rdflib.Graph()
    for convention in CONVENTIONS.values():
        whole.parse(data=text_of(skos_turtle, convention, filter=SHIKOTAN))
    skos = rdflib.SKOS
    assert len(set(whole.subjects(rdflib.RDF.type, skos.ConceptScheme))) == 3
    concepts = set(whole.subjects(rdflib.RDF.type, skos.Concept))
    for concept in concepts:
        labels = [label.language for label in whole.objects(concept, skos.prefLabel)]
        assert len(labels) == len(set(labels))
        assert set(whole.objects(concept, skos.exactMatch)) < concepts
    assert conforms(whole)


def test_every_entry_is_a_concept_and_every_name_a_note_with_its_sources(graph):
    import rdflib

    id, triples = graph
    skos, dct = rdflib.SKOS, rdflib.DCTERMS
    for number, entry in enumerate(HOME.heads["ids"]):
        concept = rdflib.URIRef(f"urn:kurilnames:{id}:{entry}")
        notes = [note for note in triples.objects(concept, skos.note) if isinstance(note, rdflib.URIRef)]
        told = Counter(str(text) for note in notes for text in triples.objects(note, rdflib.RDF.value))
        assert told == Counter(name.text for name in HOME.names(number))
        sources = {str(source).rpartition(":")[2] for note in notes for source in triples.objects(note, dct.source)}
        assert sources == {source.id for name in HOME.names(number) for source in name.sources}
        assert set(triples.objects(concept, rdflib.RDFS.label)) | set(triples.objects(concept, skos.prefLabel))


def test_sqlite_joins(tmp_path):
    path = tmp_path / "kurilnames.sqlite"
    path.write_bytes(sqlite(Job(HOME, DUAL)))
    base = sqlite3.connect(path)
    assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    counts = {table: base.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("places", "names")}
    names = [name for number in range(len(HOME.heads["ids"])) for name in HOME.names(number)]
    assert counts == {"places": len(HOME.places), "names": len(names)}
    (cited_names,) = base.execute("SELECT count(*) FROM name_sources").fetchone()
    assert cited_names == sum(len(name.sources) for name in names)
    found = base.execute("SELECT DISTINCT entry FROM names WHERE key = ?", (key("ЮЖНО–КУРИЛЬСК"),)).fetchall()
    assert ("furukamappu-yuzhno-kurilsk",) in found
    assert {HOME.get(id).kind for (id,) in found} == {"place"}
    plan = base.execute("EXPLAIN QUERY PLAN SELECT * FROM names WHERE key = 'x'").fetchall()
    assert any("USING INDEX names_key" in row[-1] for row in plan)
    assert ("shikotan",) in base.execute("SELECT whole FROM parts WHERE part = 'malokurilskoye-shakotan'").fetchall()
    base.close()


def test_the_queries_of_the_documentation_find_something():
    page = (ROOT / "docs" / "howto-geo.md").read_text("utf-8")
    queries = re.search(r"```sql\n(.*?)```", page, re.DOTALL)[1].splitlines()
    base = sqlite3.connect(":memory:")
    base.deserialize(sqlite(Job(HOME, DUAL)))
    assert len(queries) == 3
    assert all(base.execute(query).fetchall() for query in queries)
    base.close()


def test_sqlite_of_a_part():
    base = sqlite3.connect(":memory:")
    base.deserialize(sqlite(Job(HOME, DUAL, filter=Filter(within="shikotan", type="cape"))))
    assert {row[0] for row in base.execute("SELECT type FROM places")} == {"cape"}
    assert base.execute("SELECT count(*) FROM documents").fetchone() == (0,)
    left = base.execute("SELECT count(*) FROM names WHERE entry NOT IN (SELECT id FROM places)").fetchone()
    assert left == (0,)


def coastline():
    return json.loads((ROOT / "data" / "coastline.geojson").read_text("utf-8"))


def test_the_coastline_is_closed_rings_of_land():
    pydantic = pytest.importorskip("geojson_pydantic")
    land = pydantic.FeatureCollection.model_validate(coastline())
    assert json.loads(HOME.section("coastline")) == coastline()
    assert all(feature.geometry.type == "Polygon" and not feature.properties for feature in land.features)


@pytest.mark.parametrize("id", ["etorofu-iturup", "kunashir-kunashiri", "shikotan", "urup-uruppu"])
def test_an_islands_point_lies_on_its_land(id):
    lat, lon = HOME.get(id).point
    rings = [ring for feature in coastline()["features"] for ring in feature["geometry"]["coordinates"]]
    assert sum(inside(lon, lat, ring) for ring in rings) == 1
    assert not any(inside(lat, lon, ring) for ring in rings)


def inside(x, y, ring):
    """Whether a point lies in a ring: a ray from it crosses the ring an odd number of times."""
    sides = pairwise(ring)
    crossed = (a for a in sides if (a[0][1] > y) != (a[1][1] > y))
    return sum(x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0] for a, b in crossed) % 2 == 1


def test_the_script_of_the_coastline_cuts_at_the_edge(capsys, tmp_path, monkeypatch):
    spec = importlib.util.spec_from_file_location("coastline", ROOT / "scripts" / "coastline.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    topology = {
        "transform": {"scale": [1, 1], "translate": [100, 0]},
        "arcs": [
            [[40, 45], [10, 0], [0, 5]],
            [[50, 50], [-10, 0], [0, -5]],
            [[0, 41], [20, 0], [0, 4], [-20, -4]],
            [[30, 45], [10, 0], [0, 5], [-10, 0], [0, -5]],
        ],
        "objects": {"land": {"geometries": [{"type": "MultiPolygon", "arcs": [[[0, 1]], [[2]], [[-4]]]}]}},
    }
    path = tmp_path / "land.json"
    path.write_text(json.dumps(topology), "utf-8")
    monkeypatch.setattr(sys, "argv", ["coastline.py", str(path)])
    script.main()
    rings = [feature["geometry"]["coordinates"] for feature in json.loads(capsys.readouterr().out)["features"]]
    assert {tuple(point) for point in rings[0][0]} == {(136, 50), (136, 45), (140, 45), (140, 50)}
    assert rings[0][0][0] == rings[0][0][-1]
    assert rings[1] == [[[140.0, 45.0], [150.0, 45.0], [150.0, 50.0], [140.0, 50.0], [140.0, 45.0]]]
    assert len(rings) == 2
