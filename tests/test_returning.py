"""Our own exports come back as the same pages; what was changed on the way is shown, and written only when asked."""

import csv
import io
import shutil
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


def test_words_come_back():
    table = {"lang": "ru", "text": 'a "b" \\ \n', "source": ["x"], "status": "used"}
    assert read_words(words(table)) == table
