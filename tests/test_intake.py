"""`data new`, `data import`: pages from a few words, from a spreadsheet, all or none."""

import csv
import shutil
import tomllib
from pathlib import Path

import pytest

from kurilnames.cli import main
from kurilnames.curation import intake, sheets
from kurilnames.curation.data import Data
from kurilnames.curation.drafts import Wish
from kurilnames.curation.intake import add_pages, new_page
from kurilnames.curation.rules import check
from kurilnames.curation.sheets import COLUMNS, import_table
from kurilnames.errors import BadData, UnreadableFile
from kurilnames.pages import page_paths, read_page

DATA = Path(__file__).parents[1] / "data"
ISLAND = """\
id = "{id}"
kind = "place"
type = "island"
point = [{lat}, 146.0]
point_source = "atlas"
names = [
  {{ lang = "ja", text = "{ja}", kana = "{kana}", status = "official", by = "japan", source = ["atlas"] }},
  {{ lang = "ru", text = "{ru}", generic = "остров", status = "official", by = "russia", source = ["atlas"] }},
]
"""
CAPE = """\
id = "{id}"
kind = "place"
type = "cape"
part_of = ["higashi-vostok"]
names = [
  {{ lang = "en", text = "{en}", generic = "Cape", status = "used", source = ["atlas"] }},
]
"""


@pytest.fixture
def data(tmp_path):
    """Two islands and two capes."""
    folder = tmp_path / "data"
    for name in ("places/isles", "places/waters", "documents", "terms"):
        (folder / name).mkdir(parents=True)
    for name in ("generics.toml", "vocab.toml", "retired.toml"):
        shutil.copy(DATA / name, folder / name)
    shutil.copytree(DATA / "schemes", folder / "schemes")
    atlas = '[atlas]\ntitle = "An atlas"\nseen = 2026-11-22\n'
    (folder / "sources.toml").write_text(atlas + (DATA / "sources.toml").read_text("utf-8"), "utf-8")
    isles = folder / "places" / "isles"
    for id, lat, ja, kana, ru in (
        ("higashi-vostok", 44.0, "東島", "ひがし|じま", "Восток"),
        ("nishi-zapad", 44.5, "西島", "にし|じま", "Запад"),
    ):
        (isles / f"{id}.toml").write_text(ISLAND.format(id=id, lat=lat, ja=ja, kana=kana, ru=ru), "utf-8")
    for en in ("Foggy", "Windy"):
        (isles / f"{en.lower()}.toml").write_text(CAPE.format(id=en.lower(), en=en), "utf-8")
    assert check(folder) == ()
    return folder


def state(folder):
    """Every file with its content."""
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def new(data, *arguments):
    return main(["data", "new", *arguments, "--data", str(data)])


def test_new_writes_a_page_that_keeps_the_rules(data, capsys):
    names = ["--ja", "北岬", "--kana", "きたみさき", "--ru", "мыс Северный", "--en", "Cape North"]
    assert new(data, "place", "isles", "--type", "cape", *names, "--source", "atlas", "--point", "44.1", "146.1") == 0
    assert capsys.readouterr().out == "data/places/isles/kita-severny.toml\n"
    page = read_page(data / "places" / "isles" / "kita-severny.toml")
    assert page.canonical
    assert page.table == {
        "id": "kita-severny",
        "kind": "place",
        "type": "cape",
        "point": [44.1, 146.1],
        "point_source": "atlas",
        "names": [
            {"lang": "en", "text": "North", "generic": "Cape", "status": "used", "source": ["atlas"]},
            {"lang": "ja", "text": "北岬", "kana": "きた|みさき", "by": "japan", "status": "used", "source": ["atlas"]},
            {"lang": "ru", "text": "Северный", "generic": "мыс", "by": "russia", "status": "used", "source": ["atlas"]},
        ],
    }
    assert check(data) == ()


def test_a_guessed_reading_goes_into_a_note_and_never_into_kana(data):
    page = new_page(data, Wish("place", "cape", ("atlas",), group="isles", ja="北岬"))
    (name,) = page.table["names"]
    assert "kana" not in name
    assert name["note"] == "reading guessed: きた"
    assert page.table["id"] == "kita"


def test_new_takes_over_what_most_of_a_group_is_part_of(data):
    for id in ("rainy", "sunny"):
        (data / "places" / "isles" / f"{id}.toml").write_text(CAPE.format(id=id, en=id.capitalize()), "utf-8")
    page = new_page(data, Wish("place", "bay", ("atlas",), group="isles", en="Quiet Bay"))
    assert page.table["part_of"] == ["higashi-vostok"]
    assert "part_of" not in new_page(data, Wish("place", "sea", ("atlas",), group="waters", en="Quiet Sea")).table


def test_an_id_that_is_taken_grows_by_its_type_then_its_group(data):
    wish = Wish("place", "bay", ("atlas",), group="isles", en="Foggy Bay")
    assert [new_page(data, wish._replace(en=text)).table["id"] for text in ("Foggy Bay", "foggy Bay")] == [
        "foggy-bay",
        "foggy-bay-isles",
    ]
    with pytest.raises(BadData, match="give one with id"):
        new_page(data, wish._replace(en="FOGGY Bay"))


def test_terms_and_documents(data, capsys):
    assert new(data, "term", "--type", "legal", "--en", "free visits", "--ja", "自由訪問", "--source", "atlas") == 0
    arguments = ["--type", "treaty", "--en", "Treaty of Calm", "--signed", "1901-02-03", "--source", "atlas"]
    assert new(data, "document", *arguments) == 0
    assert capsys.readouterr().out.split() == [
        "data/terms/free-visits.toml",
        "data/documents/treaty-of-calm-1901.toml",
    ]
    assert check(data) == ()


REFUSED = {
    "an unknown source": ["place", "isles", "--type", "cape", "--en", "Cape Rain", "--source", "hearsay"],
    "an unknown type": ["place", "isles", "--type", "point", "--en", "Rain", "--source", "atlas"],
    "no group": ["place", "--type", "cape", "--en", "Cape Rain", "--source", "atlas"],
    "an unknown group": ["place", "limbo", "--type", "cape", "--en", "Cape Rain", "--source", "atlas"],
    "a way out of the folder": ["place", "../terms", "--type", "cape", "--en", "Cape Rain", "--source", "atlas"],
    "no name": ["place", "isles", "--type", "cape", "--source", "atlas"],
    "an id that is taken": ["place", "isles", "--type", "cape", "--en", "Rain", "--source", "atlas", "--id", "foggy"],
    "an id that is none": ["place", "isles", "--type", "cape", "--en", "Rain", "--source", "atlas", "--id", "../x"],
    "a name in two scripts": ["place", "isles", "--type", "cape", "--ru", "мыс Hope", "--source", "atlas"],
    "katakana as a reading": [*("place isles --type cape --ja 北岬 --kana キタ --source atlas".split())],
}


@pytest.mark.parametrize("why", REFUSED)
def test_what_breaks_a_rule_is_not_written(data, why, capsys):
    before = state(data.parent)
    assert new(data, *REFUSED[why]) == 1
    assert capsys.readouterr().out.strip()
    assert state(data.parent) == before


def test_a_file_is_never_overwritten(data, capsys):
    """Even one that is no page."""
    path = data / "places" / "isles" / "rain.toml"
    path.write_bytes(b"")
    assert new(data, "place", "isles", "--type", "cape", "--en", "Cape Rain", "--source", "atlas") in (1, 2)
    path.write_bytes(b'id = "rain"')
    with pytest.raises(UnreadableFile, match="nothing is overwritten"):
        add_pages(data, [Data(data).pages[0]])
    assert path.read_bytes() == b'id = "rain"'


def test_pages_are_written_all_or_none(data, monkeypatch):
    pages = [page._replace(path=f"data/places/isles/new-{n}.toml") for n, page in enumerate(Data(data).pages)]
    before = state(data)
    write = intake.write_atomically

    def fail(path, content):
        if path.endswith("new-2.toml"):
            raise UnreadableFile(path, None, "no room")
        write(path, content)

    monkeypatch.setattr(intake, "write_atomically", fail)
    with pytest.raises(UnreadableFile, match="no room"):
        add_pages(data, pages)
    assert state(data) == before


def sheet(data, *rows, header="group,type,lat,lon,ja,kana,ru,en,source"):
    path = data.parent / "names.csv"
    path.write_text("\n".join((header, *rows)) + "\n", "utf-8")
    return path


def told(data, path, **options):
    return [(verdict.line, verdict.word, verdict.text) for verdict in import_table(data, str(path), **options)]


def test_import_tells_new_agreeing_and_conflicting_rows(data):
    path = sheet(
        data,
        "isles,island,44.001,146.0,東島,ひがしじま,о. Восток,,atlas",
        "isles,island,,,東島,ひがししま,Заря,East Island,atlas",
        "isles,cape,,,北岬,きたみさき,мыс Северный,,atlas",
        "isles,island,,,東島,,остров Запад,,atlas",
        "isles,islet,45.0,146.0,西島,,,,atlas",
    )
    before = state(data)
    assert told(data, path) == [
        (2, "agrees", "higashi-vostok: ja 東島"),
        (2, "agrees", "higashi-vostok: ru о. Восток"),
        (2, "agrees", "higashi-vostok: kana ひがしじま"),
        (2, "agrees", "higashi-vostok: position 44.001, 146.0"),
        (3, "adds", "higashi-vostok: en East Island"),
        (3, "agrees", "higashi-vostok: ja 東島"),
        (3, "conflict", "higashi-vostok: ru: the row has Заря, the page Восток"),
        (3, "conflict", "higashi-vostok: kana: the row has ひがししま, the page ひがしじま"),
        (4, "new", "data/places/isles/kita-severny.toml"),
        (5, "conflict", "東島 is higashi-vostok; остров Запад is nishi-zapad"),
        (6, "conflict", "nishi-zapad: type: the row has islet, the page island"),
        (6, "agrees", "nishi-zapad: ja 西島"),
        (6, "conflict", "nishi-zapad: position: the row's 45.0, 146.0 lies 55.6 km from the page's 44.5, 146.0"),
    ]
    assert state(data) == before


def test_import_writes_the_new_pages_only(data, capsys):
    path = sheet(data, "isles,cape,,,北岬,きたみさき,,,atlas", "isles,cape,,,,,,Foggy Cape,atlas")
    before = state(data)
    assert main(["data", "import", str(path), "--data", str(data), "--write"]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[0] == f"{path}:2: new: data/places/isles/kita.toml"
    assert err == "1 new, 1 written; 0 additions, 0 conflicts, 0 bad rows\n"
    after = state(data)
    assert before.items() <= after.items()
    assert [path.name for path in after.keys() - before.keys()] == ["kita.toml"]
    assert check(data) == ()
    assert [word for _, word, _ in told(data, path)] == ["agrees", "agrees", "agrees"]


BAD = {
    "isles,cape,,,,,,Cape Rain,": "source",
    "isles,,,,,,,Cape Rain,atlas": "type",
    "isles,cape,,,,,,,atlas": "name",
    "isles,cape,44,,,,,Cape Rain,atlas": "lat and lon",
    "isles,cape,44,east,,,,Cape Rain,atlas": "lat and lon",
    "isles,cape,444,146,,,,Cape Rain,atlas": "latitude",
    "limbo,cape,,,,,,Cape Rain,atlas": "group",
    "isles,point,,,,,,Cape Rain,atlas": "vocab",
    "isles,cape,,,,,,Cape Rain,hearsay": "hearsay",
    "isles,cape,,,,,мыс Hope,,atlas": "script",
    "isles,bay,,,,,,Calm Bay,atlas": "line 2",
}


@pytest.mark.parametrize("row", BAD)
def test_one_bad_row_and_nothing_is_written(data, row, capsys):
    path = sheet(data, "isles,bay,,,,,,Calm Bay,atlas", row, "isles,bay,,,,,,Loud Bay,atlas")
    before = state(data)
    assert main(["data", "import", str(path), "--data", str(data), "--write"]) == 1
    out, err = capsys.readouterr()
    assert [line for line in out.splitlines() if line.startswith(f"{path}:3: bad: ") and BAD[row] in line]
    assert "0 written" in err
    assert state(data) == before


@pytest.mark.parametrize(
    "content", [b"", b"name,type\nx,cape\n", b"type,type\ncape,cape\n", b"type,ja\n\x8e\x86\n", b"type,ja\na,b,c\n"]
)
def test_what_is_no_such_table(data, content, capsys):
    path = data.parent / "names.csv"
    path.write_bytes(content)
    assert main(["data", "import", str(path), "--data", str(data), "--write"]) == 2
    assert str(path) in capsys.readouterr().err


def test_empty_rows_and_unused_columns_do_no_harm(data):
    path = sheet(data, "", "cape,Cape Foggy,atlas,,", ",,,,", header="type,en,source,ja,note")
    assert [(line, word) for line, word, _ in told(data, path)] == [(3, "agrees")]


def test_two_rows_of_one_name_get_two_ids(data):
    path = sheet(data, "isles,bay,,,,,,Calm Bay,atlas", "isles,lake,,,,,,Lake Calm,atlas")
    assert [text for _, _, text in told(data, path, write=True)] == [
        "data/places/isles/calm.toml",
        "data/places/isles/calm-lake.toml",
    ]


def test_a_new_row_shows_its_namesakes(data):
    path = sheet(data, "isles,bay,,,,,,Foggy Bay,atlas", "waters,cape,,,,,,Cape Foggy,atlas")
    assert told(data, path) == [
        (2, "new", "data/places/isles/foggy-bay.toml; namesakes: foggy"),
        (3, "new", "data/places/waters/foggy-cape.toml; namesakes: foggy"),
    ]


def test_the_exact_type_wins_among_like_ones(data):
    islet = ISLAND.replace('"island"', '"islet"').format(
        id="zarya", lat=44.2, ja="東島", kana="ひがし|じま", ru="Восток"
    )
    (data / "places" / "isles" / "zarya.toml").write_text(islet, "utf-8")
    rows = [f"isles,{type},,,東島,,,,atlas" for type in ("islet", "island", "rock")]
    assert [(word, text[:20]) for _, word, text in told(data, sheet(data, *rows))] == [
        ("agrees", "zarya: ja 東島"),
        ("agrees", "higashi-vostok: ja 東島"[:20]),
        ("conflict", "it may be higashi-vo"),
    ]


def test_the_columns_are_documented():
    text = (DATA.parent / "docs" / "howto-curator.md").read_text("utf-8")
    assert all(f"| `{name}` | {meaning} |" in text for name, meaning in COLUMNS.items())
    assert set(COLUMNS) - {"lat", "lon", "source"} <= set(Wish._fields)
    assert sheets.__doc__


def test_every_page_of_the_data_agrees_with_itself(tmp_path):
    """A sheet of what the pages say conflicts with none of them."""
    path = tmp_path / "all.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "type", "ja", "kana", "ru", "source"])
        for page in list(page_paths(DATA))[::20]:
            table = tomllib.loads(page.read_text("utf-8"))
            found = {name["lang"]: name for name in table["names"]}
            japanese, russian = found.get("ja", {}), found.get("ru", {})
            if table["kind"] == "place" and (japanese or russian):
                texts = [japanese.get("text"), japanese.get("kana"), russian.get("text")]
                writer.writerow([table["id"], table["type"], *texts, "wikipedia-ja"])
    verdicts = import_table(DATA, str(path))
    assert {verdict.word for verdict in verdicts} == {"agrees"}
