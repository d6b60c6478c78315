"""A text against a convention: every rule, the corpus, and what holds for any text."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kurilnames as kn
from kurilnames.advising import Adviser
from kurilnames.curation.build import compile_artefact
from kurilnames.curation.checkout import DATA
from kurilnames.curation.data import Data
from kurilnames.curation.proving import unproven
from kurilnames.curation.rules_page import rules_page
from kurilnames.gazetteer import Gazetteer
from kurilnames.rewriting import rewordings

CORPUS = Path(__file__).parent / "corpus"
CASES = tomllib.loads((CORPUS / "check.toml").read_text("utf-8"))["case"]
REPLACED = tomllib.loads((CORPUS / "replace.toml").read_text("utf-8"))["case"]
FOUND = tomllib.loads((CORPUS / "find.toml").read_text("utf-8"))["case"]
RULES = tomllib.loads((Path(DATA) / "rules.toml").read_text("utf-8"))
OF_ONE_TEXT = {code: rule for code, rule in RULES.items() if "source" not in rule["fires"]}
TEXTS = [case["text"] for case in (*CASES, *REPLACED, *FOUND)]
CONVENTIONS = ("dual", "japan", "russia")
REPLACEABLE = {"KN101", "KN104", "KN105", "KN302"}
ANY_TEXT = st.text(st.characters(codec="utf-8"))
MIXTURES = st.lists(st.sampled_from(TEXTS), min_size=1, max_size=4).map("\n\n".join)


def told(found):
    return [[each.code, each.surface, each.suggestions[0] if each.suggestions else ""] for each in found]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['convention']}: {case['text'][:40]}")
def test_corpus(case):
    assert told(kn.check(case["text"], case["convention"], case.get("lang"))) == case["findings"]


def test_the_corpus_is_large_and_even():
    assert len(CASES) >= 80
    assert {case["convention"] for case in CASES} == set(CONVENTIONS)
    assert 30 <= sum(not case["findings"] for case in CASES) <= 70


@pytest.mark.parametrize("code", OF_ONE_TEXT)
def test_every_rule_fires_and_stays_silent(code):
    fires, silent = RULES[code]["fires"], RULES[code]["silent"]
    assert told(kn.check(fires["text"], fires["convention"])) == [[code, fires["surface"], fires["suggestion"]]]
    assert kn.check(silent["text"], silent["convention"]) == []


@pytest.mark.parametrize("code", OF_ONE_TEXT)
def test_every_rule_speaks_three_languages(code):
    fires = RULES[code]["fires"]
    (finding,) = kn.check(fires["text"], fires["convention"])
    said = [finding.said(lang) for lang in ("en", "ja", "ru")]
    assert finding.message == said[0]
    assert len(set(said)) == 3
    assert all(fires["surface"] in each for each in said)


def test_every_code_that_the_corpus_finds_is_a_rule_and_every_rule_is_in_it():
    assert {finding[0] for case in CASES for finding in case["findings"]} == set(OF_ONE_TEXT)


def test_a_rule_or_spec_that_is_not_as_it_says_is_a_problem():
    data = Data(Path(DATA))
    gazetteer = Gazetteer(compile_artefact(data, data.records))
    assert list(unproven(data, gazetteer)) == []
    data.check_rules["KN101"]["fires"]["suggestion"] = "Elsewhere"
    data.check_rules["KN102"]["silent"]["text"] = "The illegal occupation."
    data.conventions["japan"]["specs"].append({"text": "Kunashir", "findings": []})
    found = list(unproven(data, gazetteer))
    assert [problem.path.rpartition("/")[2] for problem in found] == ["japan.toml", "rules.toml", "rules.toml"]
    assert [problem.rule for problem in found] == ["spec", "rule", "rule"]
    assert "should give [] and gives [('KN101', 'Kunashir', 'Kunashiri')]" in found[0].text


@given(st.one_of(ANY_TEXT, MIXTURES), st.sampled_from(CONVENTIONS), st.sampled_from([None, "ja", "ru", "en"]))
def test_findings_say_where_they_stand(text, convention, lang):
    found = kn.check(text, convention, lang)
    assert [text[each.start : each.end] for each in found] == [each.surface for each in found]
    places = [(each.start, each.end, each.code) for each in found]
    assert places == sorted(set(places))
    assert {each.code for each in found} <= set(RULES)


@given(MIXTURES, st.sampled_from(CONVENTIONS))
def test_what_is_suggested_is_another_text(text, convention):
    for each in kn.check(text, convention):
        assert each.surface not in each.suggestions
        assert all(each.suggestions)


@given(MIXTURES, st.sampled_from(CONVENTIONS))
def test_what_replace_wrote_has_nothing_to_replace(text, convention):
    written = str(kn.replace(text, convention))
    left = {each.mention.start for each in rewordings(written, Adviser.of(convention)) if each.text is None}
    faults = [each for each in kn.check(written, convention) if each.code in REPLACEABLE and each.start not in left]
    assert faults == []


@pytest.mark.parametrize("text", [None, b"Kunashir", 3])
def test_a_text_is_a_str(text):
    with pytest.raises(TypeError):
        kn.check(text)


def test_a_convention_that_does_not_exist():
    with pytest.raises(ValueError, match="no convention is called 'atlantis'"):
        kn.check("Kunashir", "atlantis")


def test_a_finding_has_the_sources_of_what_it_suggests():
    (finding,) = kn.check("The ferry left Kunashir.", "japan")
    assert finding.entry is kn.get("kunashir-kunashiri")
    assert "gsi-english-2014" in {source.id for source in finding.sources}


def test_the_page_of_the_rules_is_up_to_date():
    page = Path(DATA).parent / "docs" / "rules.md"
    assert page.read_text("utf-8") == rules_page(Path(DATA)), "run kurilnames data docs"


def test_old_kanji_become_new_and_kana_stay():
    found = [finding for finding in kn.check("ラッキベツ嶽の話。", convention="japan") if finding.code == "KN303"]
    assert [finding.suggestions for finding in found] == [("ラッキベツ岳",)]


@pytest.mark.parametrize("text", ["The Etorofu Maru sank.", "Kunashiri Maru", "択捉丸が入港した。"])
def test_a_ship_that_bears_the_name_of_an_island_keeps_it(text):
    assert kn.check(text, "russia") == []


def test_a_house_that_names_an_island_its_own_way(tmp_path):
    house = tmp_path / "house.toml"
    house.write_text(
        'extends = "russia"\nnames = { kunashir-kunashiri = { en = "Kunachir", ru = "Кунасири" } }\n', "utf-8"
    )
    found = kn.check("Kunashir Island and Iturup.", str(house))
    assert [(finding.surface, finding.suggestions) for finding in found] == [("Kunashir Island", ("Kunachir Island",))]
    assert kn.check("Kunachir and Iturup.", str(house)) == []
    assert [finding.suggestions for finding in kn.check("До Кунашира плыли.", str(house))] == [("Кунасири",)]
    assert kn.normalize("国後島", to="en", convention=str(house)) == "Kunachir"
