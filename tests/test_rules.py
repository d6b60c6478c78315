"""`data check`: what is an error, what is a warning, which note answers a warning, and what is counted."""

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilnames.cli import main
from kurilnames.curation.counts import stats
from kurilnames.curation.doubts import DOUBTS, distance, warnings
from kurilnames.curation.rules import check
from kurilnames.curation.scripts import mixed_words, strange_words

DATA = Path(__file__).parents[1] / "data"
PLACE = """\
id = "{id}"
kind = "place"
type = "{type}"
{more}names = [
{names}]
"""
TERM = """\
id = "{id}"
kind = "term"
category = "legal"
{more}names = [
  {{ lang = "en", text = "{text}", status = "used", source = ["atlas"] }},
]
"""
EN = '  { lang = "en", text = "West", generic = "Island", status = "used", source = ["atlas"] },\n'


def ja(text, more=""):
    return f'  {{ lang = "ja", text = "{text}", status = "official", by = "japan", source = ["atlas"]{more} }},\n'


def ru(text, more=""):
    return f'  {{ lang = "ru", text = "{text}", status = "official", by = "russia", source = ["atlas"]{more} }},\n'


@pytest.fixture
def data(tmp_path):
    """A data folder without pages."""
    folder = tmp_path / "data"
    for name in ("places/isles", "places/around", "documents", "terms"):
        (folder / name).mkdir(parents=True)
    for name in ("generics.toml", "vocab.toml", "datapackage.json"):
        shutil.copy(DATA / name, folder / name)
    shutil.copytree(DATA / "schemes", folder / "schemes")
    atlas = '[atlas]\ntitle = "An atlas"\nseen = 2026-11-22\n'
    (folder / "sources.toml").write_text(atlas + (DATA / "sources.toml").read_text("utf-8"), "utf-8")
    return folder


def place(data, id="west", names=EN, more="", type="island", group="isles"):
    page = PLACE.format(id=id, type=type, more=more, names=names)
    (data / "places" / group / f"{id}.toml").write_text(page, "utf-8")


def term(data, id, text, more=""):
    (data / "terms" / f"{id}.toml").write_text(TERM.format(id=id, text=text, more=more), "utf-8")


def told(problems):
    return [(problem.path.rpartition("/")[2], problem.line, problem.rule) for problem in problems]


ERRORS = {
    "a Latin letter in a Cyrillic word": (ru("Кpабовый"), "", 5, "script"),
    "a Cyrillic letter in a Latin word": (EN.replace("West", "Wеst"), "", 5, "script"),
    "kanji in a Russian name": (ru("島"), "", 5, "script"),
    "a Latin name under a Russian tag": (ru("Zapadny"), "", 5, "script"),
    "a word of doubles under a Russian tag": (ru("POCTOK"), "", 5, "script"),
    "Cyrillic in a Japanese name": (ja("島Б"), "", 5, "script"),
    "Cyrillic in an English name": (EN.replace("West", "Запад"), "", 5, "script"),
    "mixed letters in a note": (EN, 'note = "село Кpабовое"\n', 4, "script"),
    "letters that are not composed": (ru("Чёрный".replace("ё", "е\u0308")), "", 5, "nfc"),
    "katakana as a reading": (ja("西島", ', kana = "ニシ"'), "", 5, "kana"),
    "dates out of order": (ru("Запад", ', valid_from = "1947", valid_to = "1946-02-02"'), "", 5, "date"),
    "no day of the calendar": (ru("Запад", ', valid_from = "1947-02-30"'), "", 5, "date"),
    "a link to nowhere": (EN, 'related = ["limbo"]\n', 4, "link"),
}


@pytest.mark.parametrize("fault", ERRORS)
def test_errors(data, fault):
    names, more, line, rule = ERRORS[fault]
    place(data, names=names, more=more)
    assert ("west.toml", line, rule) in told(check(data))


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("G20", "ru"),
        ("G20サミット", "ja"),
        ("SCAPIN第677号", "ja"),
        ("爺々岳", "ja"),
        ("エツ゚ヲロㇷ゚シㇼ", "ain"),
        ("etu-oro-o-p", "ain"),
        ("Île de l’État", "fr"),
        ("Эторофу", "ja-Cyrl"),
        ("Etorofu-tō", "ja-Latn"),
        ("이투루프섬", "ko"),
        ("國後島", "zh-Hant"),
        ("Петра I", "ru"),
    ],
)
def test_pure_scripts(text, lang):
    assert not [*strange_words(text, lang), *mixed_words(text)]


@given(st.text(), st.sampled_from(["ja", "ru", "en", "ko", "ain", "xx", "zh-Hans", "ja-Latn"]))
def test_strange_words_are_parts_of_the_text(text, lang):
    assert all(word in text for word in [*strange_words(text, lang), *mixed_words(text)])


def test_dates_of_a_document_are_in_order(data):
    page = TERM.replace('"term"', '"document"').replace('category = "legal"', 'type = "treaty"')
    more = 'signed = "1956-10-19"\nin_force = "{}"\n'
    for year, faults in (("1956-10", []), ("1955-12-12", [("pact-1956.toml", 5, "date")])):
        text = page.format(id="pact-1956", more=more.format(year), text="Pact")
        (data / "documents" / "pact-1956.toml").write_text(text, "utf-8")
        assert told(check(data)) == faults


def test_not_same_as_holds_both_ways(data):
    term(data, "handover", "handover", 'not_same_as = ["return"]\n')
    term(data, "return", "return")
    assert told(check(data)) == [("handover.toml", 4, "link")]
    term(data, "return", "return", 'not_same_as = ["handover"]\n')
    assert check(data) == ()
    term(data, "return", "return", 'not_same_as = ["handover", "return"]\n')
    assert told(check(data)) == [("return.toml", 4, "link")]


def test_a_retired_id_leads_to_a_page(data):
    place(data)
    (data / "retired.toml").write_text('[old]\nnew = "nowhere"\n', "utf-8")
    assert told(check(data)) == [("retired.toml", 1, "link")]
    (data / "retired.toml").write_text('[old]\nnew = "west"\n', "utf-8")
    assert check(data) == ()


WARNINGS = {
    "kanji without a reading": (ja("西島"), "", 5, "reading"),
    "a point outside the region": (EN, 'point = [35.0, 146.0]\npoint_source = "atlas"\n', 4, "position"),
    "two official names": (ru("Закат") + ru("Запад"), "", 6, "official"),
    "no name that could be written": (
        '  { lang = "de", text = "Westinsel", status = "used", source = ["atlas"] },\n',
        "",
        4,
        "written",
    ),
}
FINE = {
    "a reading": ja("西島", ', kana = "にし|じま"'),
    "kana alone": ja("ニシ"),
    "a variant without a reading": ja("西島").replace("official", "variant") + ru("Запад"),
    "Russia's kanji": ja("西島").replace("japan", "russia"),
    "official one after the other": ru("Закат", ', valid_from = "1947"') + ru("Запад", ', valid_to = "1947"'),
}


@pytest.mark.parametrize("doubt", WARNINGS)
def test_warnings(data, doubt):
    names, more, line, rule = WARNINGS[doubt]
    place(data, names=names, more=more)
    assert check(data) == ()
    assert told(warnings(data)) == [("west.toml", line, rule)]


@pytest.mark.parametrize("doubt", WARNINGS)
def test_a_note_with_the_word_of_the_rule_answers(data, doubt):
    names, more, _, rule = WARNINGS[doubt]
    for note, answered in ((f"The {rule} is right so.", True), ("Fine.", False), (f"{rule} guessed: x", False)):
        place(data, names=names, more=f'{more}note = "{note}"\n')
        (warning,) = warnings(data)
        assert warning.answer == (note if answered else None)


def test_the_note_of_a_name_answers_for_that_name(data):
    place(data, names=ja("東島") + ja("西島", ', note = "reading not seen"'))
    assert [(w.line, w.rule, w.answer) for w in warnings(data) if w.rule == "reading"] == [
        (5, "reading", None),
        (6, "reading", "reading not seen"),
    ]


@pytest.mark.parametrize("fine", FINE)
def test_no_warning(data, fine):
    place(data, names=FINE[fine])
    assert warnings(data) == ()


def test_the_same_pair_on_two_pages(data):
    pair = ja("ニシ") + ru("Запад")
    place(data, "west-a", pair)
    place(data, "west-b", pair)
    place(data, "west-bay", pair, type="bay")
    assert told(warnings(data)) == [("west-a.toml", 4, "homonym"), ("west-b.toml", 4, "homonym")]


def test_far_from_its_island(data):
    where = 'point = [{}, 146.0]\npoint_source = "atlas"\n{}'
    place(data, "head", EN, where.format(44.0, ""))
    for lat, rules in ((44.3, []), (45.0, ["position"])):
        place(data, "tip", EN.replace("West", "Tip"), where.format(lat, 'part_of = ["head"]\n'), type="islet")
        assert [warning.rule for warning in warnings(data)] == rules
    place(data, "tip", EN.replace("West", "Tip"), where.format(60.0, 'part_of = ["head"]\n'), group="around")
    (data / "places" / "isles" / "tip.toml").unlink()
    assert warnings(data) == ()


def test_an_islands_own_places_set_the_limit(data):
    where = 'point = [{}, 146.0]\npoint_source = "atlas"\n{}'
    place(data, "head", EN, where.format(44.0, ""))
    for number, lat in enumerate((44.05, 44.06, 44.07, 44.08, 44.4)):
        more = where.format(lat, 'part_of = ["head"]\n')
        place(data, f"tip-{number}", EN.replace("West", f"Tip {number}"), more)
    assert told(warnings(data)) == [("tip-4.toml", 4, "position")]


def test_distance_is_a_distance():
    assert distance((44, 146), (44, 146)) == 0
    assert distance((0, 0), (0, 180)) == pytest.approx(20015, abs=1)


def test_exit_code_by_errors_alone_unless_strict(data, capsys):
    place(data, names=ja("東島", ', valid_to = "1947", note = "reading not seen"') + ja("西島"))
    run = ["data", "check", "--data", str(data)]
    assert main(run) == 0
    out, err = capsys.readouterr()
    assert out.splitlines() == [f"{path}" for path in map(str, warnings(data)) if ":6: " in path]
    assert "1 pages, 2 names, 0 of them not sourced; 0 problems, 1 warnings, 1 more that a note answers" in err
    assert main([*run, "--strict"]) == 1
    capsys.readouterr()
    assert main([*run, "--all"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    place(data, names=ja("西島"), more='colour = "green"\n')
    assert main(run) == 1


def test_the_warnings_of_the_data_are_of_known_rules():
    found = warnings(DATA)
    assert list(found) == sorted(found)
    assert {warning.rule for warning in found} <= set(DOUBTS)
    for warning in found:
        lines = (DATA.parent / warning.path).read_text("utf-8").splitlines()
        assert 1 <= warning.line <= len(lines)


def test_counts_agree_with_one_another():
    counts = stats(DATA)
    pages, names = counts["pages"], counts["names"]
    assert pages["all"] == sum(pages.values()) - pages["all"]
    assert sum(counts["places by type"].values()) == sum(counts["places by group"].values()) == pages["place"]
    for title in ("names by language", "names by status", "names by certainty"):
        assert sum(counts[title].values()) == names["all"]
    assert names["not sourced"] == counts["names by source"].get("?", 0)


def test_stats_as_text_and_json(data, capsys):
    place(data, names=EN.replace('"atlas"', '"?"'))
    assert main(["data", "stats", "--data", str(data)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "names\tnot sourced\t1 (100.0 %)" in lines
    assert all(len(line.split("\t")) == 3 for line in lines)
    assert main(["data", "stats", "--data", str(data), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == stats(data)
