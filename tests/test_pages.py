"""Pages as files: read, written, checked, compiled."""

import json
import shutil
import tomllib
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kurilnames.curation.build import build
from kurilnames.curation.rules import check
from kurilnames.errors import BadData, Problem, UnreadableFile
from kurilnames.gazetteer import Gazetteer
from kurilnames.pages import page_paths, read_page, read_table, write_page

DATA = Path(__file__).parents[1] / "data"
PATHS = list(page_paths(DATA))

ENTRY = """\
id = "{id}"
kind = "place"
type = "island"
{more}names = [
  {{ lang = "en", text = "{text}", generic = "Island", status = "used", source = ["atlas"] }},
]
"""
SOURCES = '[atlas]\ntitle = "An atlas"\nseen = 2026-11-22\n'

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
nasty = st.text(st.sampled_from("\"'\\#={}[]\n\r\t\0\x1b\x7f\u0085\u2028é国\U0001f3dd"), min_size=1)
words = st.one_of(texts, nasty)
names = st.fixed_dictionaries(
    {"lang": st.sampled_from(["en", "ja", "ru"]), "text": words, "status": st.just("used"), "source": st.lists(words)},
    optional={"kana": words, "note": words, "generic": words, "bare": st.booleans()},
)
tables = st.fixed_dictionaries(
    {"id": words, "kind": st.just("place"), "type": words, "names": st.lists(names)},
    optional={
        "note": words,
        "point": st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=2, max_size=2),
        "part_of": st.lists(words),
        "same_as": st.dictionaries(words, st.one_of(words, st.integers(-(2**60), 2**60))),
        "admin": st.dictionaries(words, st.lists(words)),
        "articles": st.lists(st.fixed_dictionaries({"article": words, "subject": words}), min_size=1),
    },
)


def by_name(table):
    """A table whose names are compared without their order."""
    return {**table, "names": sorted(table["names"], key=lambda name: json.dumps(name, sort_keys=True))}


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_page_is_canonical_and_knows_its_lines(path):
    page = read_page(path)
    text = path.read_text("utf-8")
    lines = text.splitlines()
    assert text == write_page(page.table)
    assert page.canonical
    assert lines[page.line("id") - 1].startswith("id = ")
    assert len(page.name_lines) == len(page.table["names"])
    for number, name in enumerate(page.table["names"]):
        assert tomllib.loads(f"name = {lines[page.line(name=number) - 1].strip().rstrip(',')}")["name"] == name


@given(tables)
@example({"id": "a", "kind": "place", "type": "b", "names": [{"lang": "en", "text": "\u0085{", "source": []}]})
def test_any_table_survives_writing_and_reading(table):
    written = write_page(table)
    again = tomllib.loads(written)
    assert by_name(again) == by_name(table)
    assert write_page(again) == written


@pytest.mark.parametrize("path", PATHS[::25], ids=lambda path: path.stem)
def test_the_order_of_keys_and_names_does_not_matter(path):
    table = read_table(path)
    turned = {key: value[::-1] if key == "names" else value for key, value in reversed(table.items())}
    turned["names"] = [dict(reversed(name.items())) for name in turned["names"]]
    assert write_page(turned) == write_page(table)


@given(table=tables)
@example(table={"id": "a", "kind": "place", "type": "b", "names": [{"lang": "en", "text": "\u0085{", "source": []}]})
def test_names_are_one_a_line(tmp_path_factory, table):
    path = tmp_path_factory.mktemp("page") / "page.toml"
    path.write_bytes(write_page(table).encode())
    page = read_page(path)
    assert page.canonical
    assert len(page.name_lines) == len(table["names"])
    assert len(set(page.name_lines)) == len(table["names"])


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b'id = "a"\nkind = \n', 2),
        (b'id = "a"\nid = "b"\n', 2),
        (b'id = "a"\nnames = [\n  { lang = "en" }\n  { lang = "ja" }\n]\n', 4),
        (b'id = "a"\nnames = [\n', 2),
        (b'id = "a"\nnote = "\xff"\n', 2),
        (b'id = "a"\r\nnote = "\r\n"\r\n', 2),
    ],
    ids=["no value", "key twice", "no comma", "no end", "not UTF-8", "line break in a string"],
)
@pytest.mark.parametrize("read", [read_page, read_table], ids=["page", "table"])
def test_what_is_no_toml_is_told_with_path_and_line(read, content, line, tmp_path):
    path = tmp_path / "page.toml"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile) as caught:
        read(path, "data/page.toml")
    assert caught.value.path == "data/page.toml"
    assert caught.value.line in (line, line + 1)
    assert str(caught.value).startswith(f"data/page.toml:{caught.value.line}: ")


def test_the_data_keep_the_rules():
    assert [str(problem) for problem in check(DATA)] == []


def test_building_twice_gives_the_same_bytes():
    assert build(DATA) == build(DATA)


def test_the_place_of_the_data_does_not_show_in_the_artefact(tmp_path):
    shutil.copytree(DATA, tmp_path / "elsewhere" / "data")
    assert build(tmp_path / "elsewhere" / "data") == build(DATA)


@pytest.fixture
def data(tmp_path):
    """A small data folder without a fault."""
    folder = tmp_path / "data"
    (folder / "places" / "isles").mkdir(parents=True)
    for name in ("generics.toml", "vocab.toml"):
        shutil.copy(DATA / name, folder / name)
    shutil.copytree(DATA / "schemes", folder / "schemes")
    (folder / "sources.toml").write_text(SOURCES + (DATA / "sources.toml").read_text("utf-8"), "utf-8")
    put(folder, "north", "North")
    put(folder, "south", "South")
    return folder


def put(folder, id, text, more="", page=None):
    path = folder / "places" / "isles" / f"{id}.toml"
    path.write_text(page or ENTRY.format(id=id, text=text, more=more), "utf-8")


def told(folder):
    problems = check(folder)
    assert all(isinstance(problem, Problem) for problem in problems)
    assert list(problems) == sorted(problems)
    return [(problem.path, problem.line, problem.text) for problem in problems]


def test_a_small_folder_without_a_fault(data):
    assert told(data) == []
    gazetteer = Gazetteer(build(data))
    assert [place.id for place in gazetteer.places] == ["north", "south"]


UNSORTED = """\
id = "west"
kind = "place"
type = "island"
names = [
  { lang = "ru", text = "Запад", status = "used", source = ["atlas"] },
  { lang = "en", text = "West", status = "used", source = ["atlas"] },
]
"""
FAULTS = {
    "syntax": ("west", 'id = "west"\nkind = \n', 2, "TOML"),
    "unknown key": ("west", ENTRY.format(id="west", text="West", more='colour = "green"\n'), 4, "colour"),
    "unknown key of a name": (
        "west",
        ENTRY.format(id="west", text="West", more="").replace("source =", 'colour = "green", source ='),
        5,
        "colour",
    ),
    "unknown source": (
        "west",
        ENTRY.format(id="west", text="West", more="").replace('"atlas"', '"hearsay"'),
        5,
        "hearsay",
    ),
    "no source": ("west", ENTRY.format(id="west", text="West", more="").replace('["atlas"]', "[]"), 5, "source"),
    "unknown kind": ("west", ENTRY.format(id="west", text="West", more="").replace('"place"', '"ghost"'), 2, "kind"),
    "unknown type": ("west", ENTRY.format(id="west", text="West", more="").replace('"island"', '"isle"'), 3, "isle"),
    "unknown status": ("west", ENTRY.format(id="west", text="West", more="").replace('"used"', '"nice"'), 5, "status"),
    "duplicate id": ("zenith", ENTRY.format(id="north", text="Zenith", more=""), 1, "north"),
    "id unlike the file": ("west", ENTRY.format(id="east", text="West", more=""), 1, "west"),
    "unsorted names": ("west", UNSORTED, 6, "sorted"),
    "a link to nowhere": ("west", ENTRY.format(id="west", text="West", more='part_of = ["limbo"]\n'), 4, "limbo"),
    "part of itself": ("west", ENTRY.format(id="west", text="West", more='part_of = ["west"]\n'), 4, "part"),
    "not canonical": ("west", ENTRY.format(id="west", text="West", more="").replace("{ lang", "{lang"), 1, "fmt"),
    "a point without its source": (
        "west",
        ENTRY.format(id="west", text="West", more="point = [44.0, 145.0]\n"),
        1,
        "point",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_with_its_path_and_line(data, fault):
    stem, page, line, word = FAULTS[fault]
    put(data, stem, "", page=page)
    problems = told(data)
    assert {path for path, _, _ in problems} == {f"data/places/isles/{stem}.toml"}
    assert [text for _, at, text in problems if at == line and word in text]


def test_all_faults_are_told_at_once(data):
    stems = []
    for number, (_, page, line, _) in enumerate(FAULTS.values()):
        stem = f"fault-{number}"
        put(data, stem, "", page=page.replace('"west"', f'"{stem}"').replace('"east"', '"east-of"'))
        stems.append((f"data/places/isles/{stem}.toml", line))
    assert {(path, line) for path, line, _ in told(data)} >= set(stems)


def test_a_name_that_cannot_find_itself_is_told(data):
    """A namesake that is not marked bare and has no generic is hidden behind the head of its family."""
    page = ENTRY.format(id="lost", text="...", more="").replace(', generic = "Island"', "")
    put(data, "lost", "", page=page)
    ((path, line, text),) = told(data)
    assert (path, line) == ("data/places/isles/lost.toml", 5)
    assert "..." in text


def test_a_scheme_that_fails_its_proof_is_told(data):
    path = data / "schemes" / "hepburn.toml"
    table = tomllib.loads(path.read_text("utf-8"))
    source, writes, *_ = table["samples"][0]
    path.write_text(path.read_text("utf-8").replace(f'"{writes}"', '"xyzzy"', 1), "utf-8")
    problems = check(data)
    assert [problem.path for problem in problems] == ["data/schemes/hepburn.toml"]
    assert "xyzzy" in problems[0].text
    assert source in problems[0].text


def test_a_folder_with_faults_is_not_built(data):
    put(data, "west", "", page=FAULTS["unknown source"][1])
    with pytest.raises(BadData) as caught:
        build(data)
    assert [(problem.path, problem.line) for problem in caught.value.problems] == [("data/places/isles/west.toml", 5)]
    assert str(caught.value).startswith("data/places/isles/west.toml:5: ")
