"""Our own exports come back as the same pages; what was changed on the way is shown, and written only when asked."""

import csv
import io
import shutil
import zipfile
from pathlib import Path

import pytest

from kurilnames.cli import main
from kurilnames.conventions import Convention
from kurilnames.curation.data import Data
from kurilnames.curation.returning import import_export
from kurilnames.errors import UnreadableFile
from kurilnames.export.job import Job
from kurilnames.export.paging import page_of, read_words, words
from kurilnames.export.returned import read_export
from kurilnames.export.targets import written
from kurilnames.gazetteer import default
from kurilnames.matching import Filter
from kurilnames.pages import write_page

DATA = Path(__file__).parents[1] / "data"
KINDS = {"tbx": ".tbx", "tbx2": ".tbx", "csv": ".csv", "xlsx": ".xlsx"}


def exported(tmp_path, target, convention="dual", **only):
    path = tmp_path / f"names{KINDS[target]}"
    job = Job(default(), Convention.read(convention, default()), filter=Filter(**only))
    path.write_bytes(written(target, job))
    return path


@pytest.fixture(scope="module")
def pages():
    return {str(page.table["id"]): page.table for page in Data(DATA).pages}


def test_an_entry_is_its_page(pages):
    home = default()
    for id, table in pages.items():
        assert write_page(page_of(home.get(id))) == write_page(table)


@pytest.mark.parametrize(
    ("target", "convention"), [("tbx", "dual"), ("tbx", "japan"), ("tbx2", "russia"), ("csv", "dual"), ("xlsx", "dual")]
)
def test_every_page_comes_back(target, convention, tmp_path, pages):
    found = read_export(str(exported(tmp_path, target, convention)))
    assert {entry.id for entry in found} == set(pages)
    for entry in found:
        names = {words(name): name for _, name in entry.names}
        assert write_page({**entry.head, "names": list(names.values())}) == write_page(pages[entry.id])


@pytest.mark.parametrize("target", KINDS)
def test_what_comes_back_unchanged_agrees(target, tmp_path):
    path = exported(tmp_path, target, within="shikotan")
    verdicts = import_export(DATA, str(path))
    assert {verdict.word for verdict in verdicts} == {"agrees"}
    assert len(verdicts) > 30


@pytest.fixture
def checkout(tmp_path):
    shutil.copytree(DATA, tmp_path / "data")
    return tmp_path / "data"


def changed(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    return str(path)


def test_an_addition_is_shown_and_written_when_asked(checkout, tmp_path):
    path = exported(tmp_path, "tbx", within="shikotan", type="island")
    line = '{ lang = "nl", text = "Sjikotaan", status = "variant", source = ["wikipedia-nl"] }'
    own = f"<termSec><term>Sjikotaan</term><note>{line}</note></termSec>"
    given = changed(path, '<langSec xml:lang="ru">', f'<langSec xml:lang="nl">{own}</langSec><langSec xml:lang="ru">')
    page = next((checkout / "places").rglob("shikotan.toml"))
    before = page.read_text("utf-8")
    verdicts = import_export(checkout, given)
    assert [verdict.word for verdict in verdicts] == ["adds"]
    assert "Sjikotaan" in str(verdicts[0])
    assert page.read_text("utf-8") == before
    import_export(checkout, given, write=True)
    assert set(page.read_text("utf-8").splitlines()) - set(before.splitlines()) == {f"  {line},"}
    assert [verdict.word for verdict in import_export(checkout, given)] == ["agrees"]


def test_a_conflict_is_never_written(checkout, tmp_path, capsys):
    path = exported(tmp_path, "tbx", within="shikotan", type="island")
    given = changed(path, 'type = "island"', 'type = "islet"')
    page = next((checkout / "places").rglob("shikotan.toml"))
    before = page.read_bytes()
    assert main(["data", "import", given, "--write", "--data", str(checkout)]) == 1
    assert "conflict: shikotan" in capsys.readouterr().out
    assert page.read_bytes() == before


def test_a_bad_line_keeps_everything_out(checkout, tmp_path):
    path = exported(tmp_path, "csv", within="shikotan", type="island")
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))
    empty = dict.fromkeys(rows[0], "")
    rows += [
        {**empty, "id": "shikotan", "lang": "nl", "text": "Sjikotaan", "source": "no-such-source"},
        {**empty, "id": "shikotan", "lang": "sv", "text": "Sjikotaan", "source": "wikipedia-nl"},
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    before = {file: file.read_bytes() for file in checkout.rglob("*.toml")}
    found = [verdict.word for verdict in import_export(checkout, str(path), write=True)]
    assert "bad" in found
    assert found.count("adds") == 2
    assert {file: file.read_bytes() for file in checkout.rglob("*.toml")} == before


def test_a_new_entry_needs_its_group(checkout, tmp_path):
    path = exported(tmp_path, "csv", within="shikotan", type="island")
    given = changed(path, "shikotan,", "shikotan-two,")
    assert import_export(checkout, given)[0].word == "bad"
    text = path.read_text("utf-8")
    path.write_text(text.replace('{ id = ""shikotan"",', '{ id = ""shikotan-two"", group = ""shikotan"",'), "utf-8")
    assert import_export(checkout, given)[0].word == "new"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("<term>Shikotan</term>", "<term>Sjikotaan</term>", r":\d+: text is 'Sjikotaan' but 'Shikotan'"),
        ('<note>{ id = "shikotan"', '<note>x { id = "shikotan"', r":\d+: the note of a concept"),
        ("<body>", "<body><", r":\d+: not well-formed"),
        ("<tbx ", '<!DOCTYPE tbx [<!ENTITY a "b">]><tbx ', "DOCTYPE"),
    ],
)
def test_what_contradicts_itself_is_refused_with_its_line(old, new, said, tmp_path):
    path = exported(tmp_path, "tbx", within="shikotan", type="island")
    given = changed(path, old, new)
    with pytest.raises(UnreadableFile, match=said):
        read_export(given)


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("lang", "fr", "lang is 'fr' but 'en'"),
        ("text", "Shikotanese", "text is 'Shikotanese' but"),
        ("source", "other", "source is 'other' but"),
        ("status", "", "status is '' but"),
        ("line", "5", "not a line of a page"),
        ("line", "[" * 5000, "not a line of a page"),
        ("page", "5", "page's head, not '5'"),
    ],
)
def test_no_change_of_a_row_is_lost(column, value, said, tmp_path):
    path = exported(tmp_path, "csv", within="shikotan", type="island")
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))
    next(row for row in rows if row["lang"] == "en" and row["text"] == "Shikotan")[column] = value
    tabled(path, rows)
    with pytest.raises(UnreadableFile, match=said.replace("[", r"\[")):
        read_export(str(path))


def tabled(path, rows):
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def test_empty_rows_and_another_order_of_columns_change_nothing(tmp_path):
    path = exported(tmp_path, "csv", within="shikotan", type="island")
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))
    names = [name for _, name in read_export(str(path))[0].names]
    tabled(path, [dict(reversed(row.items())) for row in (*rows[:3], dict.fromkeys(rows[0], ""), *rows[3:], rows[3])])
    assert [name for _, name in read_export(str(path))[0].names] == [*names, names[3]]
    openpyxl = pytest.importorskip("openpyxl")
    path = exported(tmp_path, "xlsx", within="shikotan", type="island")
    book = openpyxl.load_workbook(path)
    book.active.insert_rows(4, 2)
    book.create_sheet("notes", 0)
    book.active = 0
    book.save(path)
    assert [name for _, name in read_export(str(path))[0].names] == names


@pytest.mark.parametrize("part", ["workbook.xml", "sheet1.xml", "styles.xml"])
@pytest.mark.parametrize("content", [b"<broken", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", None, b" " * (1 << 28)])
def test_a_broken_workbook_is_refused(part, content, tmp_path):
    pytest.importorskip("openpyxl")
    source = zipfile.ZipFile(exported(tmp_path, "xlsx", within="shikotan", type="island"))
    path = tmp_path / "broken.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name in source.namelist():
            written = content if name.endswith(part) else source.read(name)
            if written is not None:
                out.writestr(name, written)
    if (part, content) == ("styles.xml", None):
        assert read_export(str(path))
        return
    with pytest.raises(UnreadableFile, match=r"broken\.xlsx: "):
        read_export(str(path))


def test_a_table_in_another_encoding_comes_back(tmp_path, capsys):
    path = exported(tmp_path, "csv", within="shikotan", type="island")
    path.write_bytes(path.read_text("utf-8").encode("utf-16"))
    assert main(["data", "import", str(path), "--encoding", "utf-16", "--data", str(DATA)]) == 0
    assert "agrees: shikotan" in capsys.readouterr().out


def test_a_new_page_stays_in_the_data_folder(checkout, tmp_path):
    path = tmp_path / "new.csv"
    head = '{ id = "evil", kind = "place", group = "../../out", type = "cape" }'
    tabled(path, [{"id": "evil", "lang": "en", "text": "Evil", "source": "?", "page": head}])
    assert [verdict.word for verdict in import_export(checkout, str(path), write=True)] == ["bad"]
    assert not list(tmp_path.rglob("evil*"))


def test_words_come_back():
    table = {"lang": "ru", "text": 'a "b" \\ \n', "source": ["x"], "status": "used"}
    assert read_words(words(table)) == table
