"""The cases of Russian names: a corpus, promises on any text, and pymorphy3 as a second opinion."""

import tomllib
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilnames.curation.decline import CASES, CODES, decline

CORPUS = tomllib.loads((Path(__file__).parent / "corpus" / "declension.toml").read_text("utf-8"))
OBLIQUE = CASES[1:]
DISAGREEMENTS = {line["text"]: line["reason"] for line in CORPUS["disagreements"]}
ORACLE = sorted({word for kind in ("generics", "names", "terms") for word in CORPUS[f"oracle_{kind}"].split()})
THEIR_CASES = dict(zip(OBLIQUE, ("gent", "datv", "accs", "ablt", "loct"), strict=True))

codes = st.sampled_from([None, *sorted(CODES)])
endings = st.sampled_from(
    "а я о е ь й ы и ок ек ец ень ей ий ый ой ая яя ое ее ие ые ов ин ова ина ово ино ость ь-лев".split()
)
russian = st.text(st.sampled_from("абвгдеёжзийклмнопрстуфхцчшщъыьэюя-"), min_size=1, max_size=9)
words = st.builds(lambda stem, ending, big: (stem + ending).capitalize() if big else stem + ending, russian, endings, st.booleans())
phrases = st.lists(st.one_of(words, st.sampled_from(["и", "о", "«", "1956", "СССР", "(до 2025)", "В."])), max_size=4)
names = st.sampled_from([line["text"] for line in CORPUS["names"]])


@pytest.mark.parametrize("line", CORPUS["names"], ids=lambda line: line["text"])
def test_corpus(line):
    expected = {case: (line[case],) if isinstance(line[case], str) else tuple(line[case]) for case in OBLIQUE}
    assert decline(line["text"], line.get("decl")) == {"nom": (line["text"],), **expected}


def test_corpus_is_large_and_tells_each_name_once():
    texts = [line["text"] for line in CORPUS["names"]]
    assert len(texts) == len(set(texts)) >= 80


def test_unknown_code():
    with pytest.raises(ValueError, match="unknown declension 'x': write one of adj, anim, f, frozen"):
        decline("Кунашир", "x")


@given(st.one_of(st.text(), words, phrases.map(" ".join)), codes)
def test_any_text_has_six_cases(text, decl):
    forms = decline(text, decl)
    assert tuple(forms) == CASES
    assert forms["nom"] == (text,)
    for case in OBLIQUE:
        assert forms[case]
        assert len(set(forms[case])) == len(forms[case])
        assert text == "" or all(forms[case])


@given(st.one_of(words, phrases.map(" ".join)), st.sampled_from(["none", "frozen"]))
def test_frozen_stays(text, decl):
    assert set(decline(text, decl).values()) == {(text,)}


@given(words)
def test_the_living_differ_in_the_accusative_only(text):
    lifeless, living = decline(text), decline(text, "anim")
    for case in ("nom", "gen", "dat", "ins", "loc"):
        assert lifeless[case] == living[case]
    assert living["acc"] in (lifeless["acc"], lifeless["gen"])


@given(names)
def test_quotation_marks_stay_outside(text):
    if " и " in text or text.startswith("«") or "," in text or text.split()[0] in {"Владимир", "Богдан", "Илья", "Три"}:
        return
    bare, quoted = decline(text), decline(f"«{text}»")
    for case in CASES:
        if len(text.split()) == 1 or bare[case] != (text,):
            assert [form.strip("«»") for form in quoted[case]] == list(bare[case])
