"""Schemes prove themselves, and the engine keeps its promises on any text."""

import tomllib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilnames.errors import CannotTransliterate
from kurilnames.scheme import Scheme

HERE = Path(__file__).parent
PAGES = {path.stem: path for path in sorted((HERE.parent / "data" / "schemes").glob("*.toml"))}
TABLES = {name: tomllib.loads(path.read_text("utf-8")) for name, path in PAGES.items()}
SCHEMES = {name: Scheme(table) for name, table in TABLES.items()}
CORPUS = tomllib.loads((HERE / "corpus" / "translit.toml").read_text("utf-8"))["case"]

HEADER = ["id", "title", "reads", "writes", "edition", "citation", "url", "source", "reversible"]
RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
HIRAGANA = [chr(code) for code in range(0x3041, 0x3097)]

any_scheme = st.sampled_from(list(SCHEMES.values()))
romanization = st.sampled_from([scheme for scheme in SCHEMES.values() if scheme.reads == "Cyrl"])
kana_scheme = st.sampled_from([scheme for scheme in SCHEMES.values() if scheme.reads == "kana"])
words = st.text(st.sampled_from(RUSSIAN), min_size=2)
old_and_foreign = st.characters(min_codepoint=0x0300, max_codepoint=0x052F)
kana = st.text(st.sampled_from([*HIRAGANA, "|", " ", "ー"]))


def test_there_are_schemes():
    assert {"hepburn", "hepburn-plain", "polivanov", "bgn-pcgn-1947", "english"} <= SCHEMES.keys()


@pytest.mark.parametrize("name", SCHEMES)
def test_scheme_proves_itself(name):
    assert SCHEMES[name].failures() == []


@pytest.mark.parametrize("name", TABLES)
def test_page_is_whole(name):
    table = TABLES[name]
    order = [*HEADER, *(key for key in ("rules", "samples", "sets", "letters") if key in table)]
    assert list(table) == order
    assert table["id"] == name
    assert (table["reads"], table["writes"]) in {("kana", "Latn"), ("kana", "Cyrl"), ("Cyrl", "Latn")}
    assert all(table[key] for key in [*HEADER[:-1], "samples", "letters"])
    assert all(rule.keys() <= {"text", "after", "before", "writes"} for rule in table.get("rules", ()))


@pytest.mark.parametrize("name", SCHEMES)
def test_whole_alphabet_is_read(name):
    alphabet = HIRAGANA if SCHEMES[name].reads == "kana" else RUSSIAN
    assert [letter for letter in alphabet if letter in SCHEMES[name].apply(letter)] == []


@pytest.mark.parametrize("case", CORPUS, ids=lambda case: f"{case['scheme']}: {case['text']}")
def test_corpus(case):
    assert case["writes"] == SCHEMES[case["scheme"]].apply(case["text"])


def test_failing_sample_is_reported():
    table = {"id": "toy", "reads": "Cyrl", "letters": {"а": "a"}, "samples": [["а", "a"], ["а", "b"]]}
    assert Scheme(table).failures() == [("а", "b", "a")]


@pytest.mark.parametrize(("text", "position"), [("択捉", 0), ("くな国", 2), ("か\u3099々", 2), ("ｶﾞ国", 2)])
def test_kanji_is_refused_at_its_position(text, position):
    with pytest.raises(CannotTransliterate) as caught:
        SCHEMES["hepburn"].apply(text)
    assert (text, position, "hepburn") == (caught.value.text, caught.value.position, caught.value.scheme)


@given(romanization, st.text())
def test_any_text_is_romanized(scheme, text):
    scheme.apply(text)


@given(kana_scheme, st.text(st.characters(exclude_categories=["Cn", "Lm", "Lo", "Nl"])), kana)
def test_any_text_without_kanji_is_written(scheme, text, reading):
    scheme.apply(text + reading + text)


@given(romanization, st.text(old_and_foreign))
def test_romanized_text_holds_no_cyrillic(scheme, text):
    assert not [c for c in scheme.apply(text) if unicodedata.name(c, "").startswith("CYRILLIC")]


@given(any_scheme, st.text(st.characters(max_codepoint=0x7F)))
def test_ascii_passes_unchanged(scheme, text):
    assert text == scheme.apply(text)


@given(romanization, words)
def test_words_in_capitals_stay_so(scheme, word):
    assert scheme.apply(word).upper() == scheme.apply(word.upper())


@given(romanization, words)
def test_capitalized_words_differ_in_their_first_letter_only(scheme, word):
    assert scheme.apply(word).casefold() == scheme.apply(word.capitalize()).casefold()


@given(any_scheme, words, kana)
def test_composition_does_not_matter(scheme, word, reading):
    text = f"{word} {reading}"
    assert scheme.apply(text) == scheme.apply(unicodedata.normalize("NFD", text))


@given(kana_scheme, kana)
def test_katakana_is_read_as_hiragana(scheme, reading):
    katakana = "".join(chr(ord(c) + 0x60) if c in HIRAGANA else c for c in reading)
    assert scheme.apply(reading) == scheme.apply(katakana)


@given(kana_scheme, st.lists(st.text(st.sampled_from("あいうえおかくけことのまもゆよら"), min_size=1)))
def test_vowels_do_not_reach_across_a_boundary(scheme, morphemes):
    assert "".join(map(scheme.apply, morphemes)) == scheme.apply("|".join(morphemes))


@pytest.mark.parametrize("name", [name for name, table in TABLES.items() if table["reversible"]])
def test_reversible_scheme_writes_each_letter_its_own_way(name):
    written = list(map(SCHEMES[name].apply, RUSSIAN))
    assert len(set(written)) == len(written)
    assert all(len(unicodedata.normalize("NFC", letter)) == 1 for letter in written)
