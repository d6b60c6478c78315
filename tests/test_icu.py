"""ICU's transforms as oracles: the names of the gazetteer written by both, and why they differ where they do.

PyICU has no wheels, it needs the libraries of Debian; where it is not installed these tests are skipped.
"""

import re
import unicodedata

import pytest

import kurilnames as kn

icu = pytest.importorskip("icu", reason="PyICU is not installed")

NAMES = [name for place in kn.places for name in place.names]
TEXTS = " ".join(name.text for name in NAMES if name.lang == "ru")
RUSSIAN = {word for word in re.findall(r"(?<!\w)[А-ЯЁ]?[а-яё]+(?!\w)", TEXTS) if len(word) > 1}
READINGS = {name.kana.replace("|", "") for name in NAMES if name.kana}

FINAL = {"ъ$": "as before 1918, at the end of a word: not written; ICU reads it as a sign of today"}
DOUBLED = {
    "ん[なにぬねの]": "ICU parts n from n, too",
    "っち": "the notice of 2025 has cchi",
    "ー": "ICU writes a macron here, though it doubles other vowels",
    "づ": "zu, says the notice; ICU has dzu",
    "[ゐゑを]": "i, e and o, as it sounds; ICU has wi, we and wo",
}
COMPARED = {  # ICU's transform, our scheme: ICU's signs and ours for the same; what a word holds where they differ, why
    ("Russian-Latin/BGN", "bgn-pcgn-1947-dots"): ("ʹ’ ʺ”", FINAL),
    ("Russian-Latin/BGN", "bgn-pcgn-1947"): (
        "ʹ’ ʺ”",
        FINAL | {"тс|шч|[ый][ауыэ]|[^аеёиоуыэюя]э": "the dot is optional, and not written here"},
    ),
    ("Cyrillic-Latin", "iso-9-1995"): ("éè ÉÈ", {}),
    ("Cyrillic-Latin", "gost-16876-71-1"): ("éè ÉÈ", {}),
    ("Katakana-Latin/BGN", "bgn-ja"): (
        "",
        {
            "おお|[うくすつぬふむゆるゅ]う": "long, says the agreement; ICU lengthens ou alone",
            "ちぇ": "ICU does not know it",
        },
    ),
    ("Hiragana-Latin", "hepburn-doubled"): ("", DOUBLED),
    ("Katakana-Latin", "hepburn-doubled"): ("", DOUBLED),
    ("ja_Latn-ru", "polivanov-plain"): ("йи", {"ちぇ": "тиэ, says the table; ICU has те"}),
    ("ru-ja", "katakana"): (
        "",
        FINAL
        | {
            "ы": "ルイ, ヌイ in works of reference; ICU has リ, ニ",
            "[жш](?![аеёиоуэюяьъ])": "シ, ジ, as in プーシキン; ICU has シュ",
            "жи|цу": "ジ, ツ; ICU has ジュ, チュ",
            "щ": "シチ, says Wikipedia; ICU has シ",
            "ьё|^Ё": "ヨ; ICU has a small ョ",
            "з(?![аеёиоуыэюяьъ])": "voiced; ICU has ス throughout",
            "[бд][кпстфхцчш]": "voiceless before voiceless; ICU has ブ, ド",
            "м[бп]": "ン, as in シンフェロポリ; ICU has ム",
            r"([бвгдзклмпрстфх])\1": "ICU writes both letters of some, and one of others",
            "т[дсч]": "both letters; ICU joins them to ッ, ツ, チ",
            "йо": "ヨ; ICU has イオ",
            "ий$": "ー at the end of a word; ICU has it after some letters",
            "яго$": "ICU takes every го at the end for во",
        },
    ),
}
TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}


def given(transform, scheme, word):
    """The word as the transform reads it."""
    if transform.startswith("Katakana"):
        return word.translate(TO_KATAKANA)
    return kn.transliterate(word, "hepburn") if transform.startswith("ja_Latn") else word


@pytest.mark.parametrize(("transform", "scheme"), COMPARED)
def test_written_as_icu_does(transform, scheme):
    signs, reasons = COMPARED[transform, scheme]
    alike = str.maketrans(dict(signs.split()) if signs else {})
    theirs = icu.Transliterator.createInstance(transform).transliterate
    words = RUSSIAN if transform.startswith(("Russian", "Cyrillic", "ru-")) else READINGS
    different = {
        word
        for word in words
        if kn.transliterate(word, scheme).translate(alike)
        != unicodedata.normalize("NFC", theirs(given(transform, scheme, word))).translate(alike)
    }
    assert {word for word in different if not any(re.search(reason, word, re.I) for reason in reasons)} == set()
    assert [reason for reason in reasons if not any(re.search(reason, word, re.I) for word in different)] == []


@pytest.mark.parametrize(
    ("transform", "scheme", "reason"),
    [
        ("Russian-Latin/BGN", "bgn-pcgn-1947-dots", "(^|[аеёиоуыэюяйъь])е"),  # ICU has Ye inside words in capitals
        ("Cyrillic-Latin", "iso-9-1995", "ь"),  # ICU underlines the prime of a capital soft sign
    ],
)
def test_capitals_as_icu_writes_them(transform, scheme, reason):
    alike = str.maketrans(dict(COMPARED[transform, scheme][0].split()))
    theirs = icu.Transliterator.createInstance(transform).transliterate
    words = {word.upper() for word in RUSSIAN if not re.search(f"{reason}|ъ$", word.lower())}
    assert {w for w in words if kn.transliterate(w, scheme).translate(alike) != theirs(w).translate(alike)} == set()


@pytest.mark.parametrize("scheme", ["hepburn", "kunrei", "polivanov"])
def test_katakana_is_read_as_icu_writes_it(scheme):
    katakana = icu.Transliterator.createInstance("Hiragana-Katakana").transliterate
    assert [
        kana for kana in READINGS if kn.transliterate(kana, scheme) != kn.transliterate(katakana(kana), scheme)
    ] == []
