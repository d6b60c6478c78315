"""The cases of Russian names: a corpus, promises on any text, and pymorphy3 as a second opinion."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilnames.decline import CASES, CODES, decline

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
words = st.tuples(russian, endings).map("".join).flatmap(lambda word: st.sampled_from([word, word.capitalize()]))
phrases = st.lists(st.one_of(words, st.sampled_from(["и", "о", "«", "1956", "СССР", "(до 2025)", "В."])), max_size=4)
names = st.sampled_from([line["text"] for line in CORPUS["names"] if not set(line["text"]) & set(" «»")])


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


@given(names, codes)
def test_quotation_marks_stay_outside(text, decl):
    quoted = decline(f"«{text}»", decl)
    assert quoted == {case: tuple(f"«{form}»" for form in forms) for case, forms in decline(text, decl).items()}


@given(words.filter(lambda word: len(word) > 3), codes)
def test_the_first_letter_is_kept(text, decl):
    assert {form[0] for forms in decline(text, decl).values() for form in forms} == {text[0]}


@given(names, names)
def test_two_names_joined_decline_each(first, second):
    both, left, right = decline(f"{first} и {second}"), decline(first), decline(second)
    for case in OBLIQUE:
        joined = {f"{one} и {other}" for one in left[case] for other in right[case]}
        assert set(both[case]) in (joined, {f"{first} и {second}"})


@pytest.fixture(scope="module")
def morphology():
    return pytest.importorskip("pymorphy3").MorphAnalyzer()


def follows(parse, text):
    """Whether every form of a dictionary parse is among ours."""
    number = "plur" if "plur" in parse.tag else "sing"
    alive = parse.tag.animacy == "anim"
    ours = decline(text, "anim" if alive else None)
    for case, theirs in THEIR_CASES.items():
        lifeless = parse.tag.POS == "ADJF" and theirs == "accs" and parse.tag.gender not in ("femn", "neut")
        form = parse.inflect({theirs, number, "inan"} if lifeless else {theirs, number})
        if form and form.word not in {own.lower() for own in ours[case]}:
            return False
    return True


@pytest.mark.parametrize("text", ORACLE)
def test_pymorphy3_agrees(morphology, text):
    parses = [
        parse
        for parse in morphology.parse(text)
        if parse.tag.POS in ("NOUN", "ADJF") and "nomn" in parse.tag and parse.is_known
    ]
    if not morphology.word_is_known(text) or not parses:
        pytest.skip("pymorphy3 does not know the word")
    assert any(follows(parse, text) for parse in parses) == (text not in DISAGREEMENTS)
