"""Schemes prove themselves, and the engine keeps its promises on any text."""

import re
import tomllib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilnames.scheme import Scheme

HERE = Path(__file__).parent
PAGES = {path.stem: path for path in sorted((HERE.parent / "data" / "schemes").glob("*.toml"))}
TABLES = {name: tomllib.loads(path.read_text("utf-8")) for name, path in PAGES.items()}
SCHEMES = {name: Scheme(table) for name, table in TABLES.items()}
CORPUS = tomllib.loads((HERE / "corpus" / "translit.toml").read_text("utf-8"))["case"]

HEADER = ["id", "title", "reads", "writes", "edition", "citation", "url", "source", "reversible"]
OPTIONAL = ["experimental", "scanned", "note", "rules", "samples", "sets", "exceptions", "letters"]
ASKED_FOR = """
hepburn hepburn-plain hepburn-traditional hepburn-doubled kunrei nihon-shiki wapuro polivanov polivanov-plain bgn-ja
bgn-pcgn-1947 bgn-pcgn-1947-dots ala-lc ala-lc-plain iso-9-1995 gost-7.79-b gost-16876-71-1 gost-16876-71-2
ungegn-1987 iso-r9-1954 iso-r9-1968 scientific gost-52290 gost-52535 icao-9303 mvd-310 mvd-310-fr mvd-782 bs-2979
bs-2979-plain gost-7.0.34 moscow-metro wikipedia yandex-maps english katakana katakana-plain
""".split()
HARD_RUSSIAN = {
    "capital": "[А-ЯЁ]",
    "ё": "ё|Ё",
    "ъ": "ъ|Ъ",
    "ь": "ь",
    "щ": "щ|Щ",
    "ый": "[ыи]й|ы й",
}
HARD_KANA = {
    "っち": "っち",
    "ん and a vowel": "ん[あいうえおやゆよ]",
    "ん and b, m, p": "ん[ばびぶべぼまみむめもぱぴぷぺぽ]",
    "long": "ー|[おこそとのほもよろどしゅょ]う|おお",
    "ぢづ": "[ぢづ]",
    "loan": "ゔぁ|ふぁ|てぃ|ふぃ|ゔぃ|くぉ",
}
NOT_PUBLISHED = {  # the standard leaves it free, or none of its examples that were seen has it
    "english": {"ъ"},
    "hepburn-doubled": {"ん and a vowel", "ぢづ", "loan"},
    "hepburn-plain": {"loan"},
    "hepburn-traditional": {"loan"},
    "katakana": {"ъ"},
    "katakana-plain": {"ъ"},
    "kunrei": {"っち", "ん and b, m, p", "loan"},
    "nihon-shiki": {"っち", "ん and a vowel", "ん and b, m, p", "long", "loan"},
    "polivanov": {"loan"},
    "polivanov-plain": {"loan"},
    "wapuro": {"ん and b, m, p"},
}
TO_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
HIRAGANA = [chr(code) for code in range(0x3041, 0x3097)]

any_scheme = st.sampled_from(list(SCHEMES.values()))
from_russian = st.sampled_from([scheme for scheme in SCHEMES.values() if scheme.reads == "Cyrl"])
romanization = st.sampled_from([s for s in SCHEMES.values() if (s.reads, s.writes) == ("Cyrl", "Latn")])
katakana = st.sampled_from([scheme for scheme in SCHEMES.values() if scheme.writes == "kana"])
kana_scheme = st.sampled_from([scheme for scheme in SCHEMES.values() if scheme.reads == "kana"])
words = st.text(st.sampled_from(RUSSIAN), min_size=2)
old_and_foreign = st.characters(min_codepoint=0x0300, max_codepoint=0x052F)
kana = st.text(st.sampled_from([*HIRAGANA, "|", " ", "ー"]))


def test_there_are_schemes():
    assert {"hepburn", "hepburn-plain", "polivanov", "bgn-pcgn-1947", "english"} <= SCHEMES.keys()


def test_every_scheme_asked_for_is_there():
    assert SCHEMES.keys() >= set(ASKED_FOR)


@pytest.mark.parametrize("name", SCHEMES)
def test_scheme_proves_itself(name):
    assert SCHEMES[name].failures() == []


@pytest.mark.parametrize("name", TABLES)
def test_samples_are_cited_and_enough(name):
    table = TABLES[name]
    assert [sample for sample in table["samples"] if len(sample) != 3 or sample[2] not in table["source"]] == []
    assert len(table["samples"]) >= 12 or table.get("experimental")
    assert "note" in table or not table.get("experimental")


@pytest.mark.parametrize("name", TABLES)
def test_samples_cover_what_is_hard(name):
    read = " ".join(sample[0] for sample in TABLES[name]["samples"]).translate(TO_HIRAGANA)
    hard = HARD_KANA if TABLES[name]["reads"] == "kana" else HARD_RUSSIAN
    assert {what for what, pattern in hard.items() if not re.search(pattern, read)} == NOT_PUBLISHED.get(name, set())


@pytest.mark.parametrize("name", TABLES)
def test_page_is_whole(name):
    table = TABLES[name]
    order = [*HEADER, *(key for key in OPTIONAL if key in table)]
    assert list(table) == order
    assert table["id"] == name
    assert (table["reads"], table["writes"]) in {("kana", "Latn"), ("kana", "Cyrl"), ("Cyrl", "Latn"), ("Cyrl", "kana")}
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


@pytest.mark.parametrize(
    ("text", "position"), [("択捉", 0), ("くな国", 2), ("か\u3099々", 2), ("ｶﾞ国", 2), ("くな", None)]
)
def test_kanji_is_told_at_its_position_and_stays(text, position):
    assert SCHEMES["hepburn"].unwritable(text) == position
    if position is not None:
        assert text[position] in SCHEMES["hepburn"].apply(text)


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("Кунашир, рѣка", None),
        ("Киї\u0308в", 2),
        ("и\u0306 е\u0308 е\u0301", None),
        ("о Қ", 2),
        ("Kunashir クナシリ", None),
    ],
)
def test_letters_that_are_not_russian_are_told(text, position):
    assert SCHEMES["english"].unwritable(text) == position


@given(from_russian, st.text())
def test_any_text_is_romanized(scheme, text):
    scheme.apply(text)


@given(kana_scheme, st.text(st.characters(exclude_categories=["Cn", "Lm", "Lo", "Nl"])), kana)
def test_any_text_without_kanji_is_written(scheme, text, reading):
    scheme.apply(text + reading + text)


@given(from_russian, st.text(old_and_foreign))
def test_romanized_text_holds_no_cyrillic(scheme, text):
    assert not [c for c in scheme.apply(text) if unicodedata.name(c, "").startswith("CYRILLIC")]


@given(any_scheme, st.text(st.characters(max_codepoint=0x7F)))
def test_ascii_passes_unchanged(scheme, text):
    assert text == scheme.apply(text)


@given(from_russian, words)
def test_words_in_capitals_stay_so(scheme, word):
    assert scheme.apply(word).upper() == scheme.apply(word.upper())


@given(romanization, words)
def test_capitalized_words_differ_in_their_first_letter_only(scheme, word):
    assert scheme.apply(word).casefold() == scheme.apply(word.capitalize()).casefold()


@given(katakana, st.lists(words, min_size=1, max_size=3))
def test_katakana_has_no_case_and_joins_what_o_and_a_hyphen_join(scheme, parts):
    text = "-".join(parts)
    assert scheme.apply(text) == scheme.apply(text.upper()) == scheme.apply(text.title())
    assert re.fullmatch("[ァ-ヺー・]*", scheme.apply(text))
    assert "・" not in scheme.apply("о-".join(parts))


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


@given(romanization, words)
def test_a_word_is_written_alike_alone_and_in_company(scheme, word):
    alone = scheme.apply(word)
    assert scheme.apply(f"{word}-{word.upper()} {word.capitalize()}, {word}").split("-")[0] == alone.split("-")[0]
    assert scheme.apply(f"{word} {word}") == f"{alone} {alone}"


@given(any_scheme, st.text(max_size=100), st.text(max_size=100))
def test_what_was_written_before_changes_nothing(scheme, first, second):
    fresh = Scheme(TABLES[scheme.id])
    scheme.apply(first)
    assert scheme.apply(second) == fresh.apply(second) == scheme.apply(second)
