"""Translations against their sources."""

import tomllib
from pathlib import Path

import pytest

from kurilnames.consistency import check_pairs
from kurilnames.files.formats import segments_of
from kurilnames.gazetteer import default
from kurilnames.pairing import check_pair
from kurilnames.pairs import Pair, examples

CORPUS = tomllib.loads((Path(__file__).parent / "corpus" / "pairs.toml").read_text("utf-8"))
PAIRS = CORPUS["pairs"]
RULES = {code: rule for code, rule in default().rules.items() if "source" in rule["fires"]}
LANGS = ("en", "ja", "ru")


def found(source, target, convention):
    return [(f.code, f.surface) for f in check_pair(source, target, convention)]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["right"])
def test_a_right_translation_gives_no_finding(pair):
    assert found(pair["source"], pair["right"], pair["convention"]) == []


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["wrong"])
def test_its_wrong_twin_gives_one(pair):
    assert found(pair["source"], pair["wrong"], pair["convention"]) == [(pair["code"], pair["surface"])]


@pytest.mark.parametrize("case", CORPUS["silent"], ids=lambda case: case["why"])
def test_what_is_no_fault_is_none(case):
    assert found(case["source"], case["target"], case["convention"]) == []


@pytest.mark.parametrize("code", RULES)
def test_every_rule_fires_and_stays_silent(code):
    fires, silent = RULES[code]["fires"], RULES[code]["silent"]
    ((finding,),) = filter(None, check_pairs(examples(fires), fires["convention"]))
    assert (finding.code, finding.surface) == (code, fires["surface"])
    assert finding.suggestions[0] == fires["suggestion"]
    assert not any(check_pairs(examples(silent), silent["convention"]))


@pytest.mark.parametrize("code", RULES)
def test_every_message_names_what_the_source_says(code):
    fires = RULES[code]["fires"]
    (finding,) = (finding for row in check_pairs(examples(fires), fires["convention"]) for finding in row)
    for lang in LANGS:
        assert finding.named in finding.said(lang)
        assert "{" not in finding.said(lang)
    assert set(RULES[code]["message"]) == set(LANGS)


def test_a_span_is_that_of_the_target():
    for pair in PAIRS:
        for finding in check_pair(pair["source"], pair["wrong"], pair["convention"]):
            assert pair["wrong"][finding.start : finding.end] == finding.surface


def test_languages_may_be_given_or_told():
    for langs in ((None, None), ("ja", "ru"), ("ja-JP", "ru_RU")):
        assert [f.code for f in check_pair("国後島", "остров Итуруп", "russia", *langs)] == ["KN201"]


def test_another_language_is_held_to_naming_what_it_has_names_for():
    assert check_pair("国後島", "Kunaschir", "russia", "ja", "de") == []
    assert [f.code for f in check_pair("国後島", "nichts", "russia", "ja", "de")] == ["KN201"]
    assert check_pair("国後島", "ingenting", "russia", "ja", "sv-x-none") in ([], check_pair("国後島", "", "russia"))


def test_a_name_left_in_the_letters_of_the_source_is_lacking():
    assert [f.code for f in check_pair("国後島へ", "Паром на 国後島", "russia")] == ["KN201"]


def test_a_file_is_held_to_one_first_mention_and_one_name():
    pairs = [
        Pair("the coast of Etorofu/Iturup", "択捉島の海岸"),
        Pair("Etorofu has bears", "択捉島に熊がいる"),
        Pair("Iturup has bears", "択捉島に熊がいる"),
        Pair("bears of Etorofu", "択捉島の熊"),
        Pair("Kunashir", None),
    ]
    rows = check_pairs(pairs, "dual")
    assert [[(f.code, f.surface) for f in row] for row in rows] == [
        [],
        [],
        [("KN203", "Iturup")],
        [],
        [("KN103", "Kunashir")],
    ]


def test_a_name_in_other_letters_makes_no_gloss_of_the_one_beside_it():
    pairs = [
        Pair(text, "国後島", "en") for text in ("Kunashir", "Kunashir", "国後島 (Kunashiri)", "Kunashir (Kunashiri)")
    ]
    rows = check_pairs(pairs, "dual")
    assert [[(f.code, f.surface) for f in row if f.code == "KN203"] for row in rows] == [
        [],
        [],
        [("KN203", "Kunashiri")],
        [],
    ]


def test_one_name_is_one_finding():
    (row,) = check_pairs([Pair("на Кунасири", "国後島で")], "russia")
    assert [f.code for f in row] == ["KN202"]


XLIFF = """<xliff version="1.2"><file source-language="ja" target-language="ru" original="a"><body>
<trans-unit id="1"><source>国後島から</source><target>от <g id="1">Кунасири</g> &amp; дальше</target></trans-unit>
<trans-unit id="2"><source>色丹島</source><target>Шикотан</target></trans-unit>
</body></file></xliff>"""


def test_a_document_is_checked_and_fixed():
    document = segments_of("a.xlf", XLIFF.encode())
    rows = check_pairs(document, "russia")
    changes = [
        change
        for segment, row in zip(document, rows, strict=True)
        for f in row
        for change in document.changes(segment, f.start, f.end, f.suggestions[0])
    ]
    made = document.file.spliced(changes)
    assert made.decode() == XLIFF.replace("Кунасири", "Кунашира")
    assert not any(check_pairs(segments_of("a.xlf", made), "russia"))
    (finding,) = rows[0]
    assert document.place(document.segments[0], finding.start) == (2, XLIFF.splitlines()[1].index("Кунасири") + 1)
