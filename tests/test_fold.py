"""Folding: what is alike, what is apart, and the way back on any text."""

import tomllib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kurilnames.fold import fold, fold_text, key

CORPUS = tomllib.loads((Path(__file__).parent / "corpus" / "fold.toml").read_text("utf-8"))

SCRIPTS = [(0x41, 0x24F), (0x400, 0x52F), (0x3041, 0x30FF), (0x4E00, 0x9FFF), (0xFF21, 0xFF9F)]

any_text = st.text(st.characters(exclude_categories=[]))  # lone surrogates too
nasty = st.text(st.sampled_from("ёйЁЙеи\u0306\u0308\u0301か\u3099ｶﾞﾊﾟッ々爺國İßŉﬁ'’- \n\u2029・\u00ad\u200bｱs:0"))
texts = st.one_of(any_text, nasty, st.lists(st.one_of(any_text, nasty)).map("".join))
letters = st.text(st.one_of(st.characters(categories=["L", "M"], exclude_characters="々"), st.sampled_from("ёйｶﾞé國")))
LATIN, CYRILLIC = "aceopxykmthb", "асеорхукмтнв"
LOOKALIKES = dict(zip(LATIN + CYRILLIC, CYRILLIC + LATIN, strict=True))


@pytest.mark.parametrize("pair", CORPUS["alike"], ids=str)
def test_alike(pair):
    one, other, _ = pair
    assert key(one) == key(other)
    assert one != other


@pytest.mark.parametrize("pair", CORPUS["apart"], ids=str)
def test_apart(pair):
    one, other, _ = pair
    assert key(one) != key(other)


@given(texts)
@example("\n\n \u2029- \n")
@example("爺々々")
@example("ッ\u3099")
def test_folding_twice_changes_nothing(text):
    once = fold(text)
    assert fold(once) == once
    assert key(once) == key(text)


@given(texts)
def test_the_key_has_no_blanks(text):
    assert not set(key(text)) & set(" \n\t\u2029\u3000\u00a0-")


@given(st.text(st.one_of(*(st.characters(min_codepoint=a, max_codepoint=z, categories=["L"]) for a, z in SCRIPTS))))
def test_composition_does_not_matter(text):
    assert key(unicodedata.normalize("NFD", text)) == key(unicodedata.normalize("NFC", text))


@given(texts)
def test_fold_and_fold_text_agree(text):
    assert fold(text) == fold_text(text).text


@given(texts)
@example("İ" * 5)
@example("ﬁﬁ")
def test_every_character_knows_where_it_stood(text):
    folded = fold_text(text)
    size = range(len(folded.text))
    starts, ends = [folded.start(at) for at in size], [folded.end(at + 1) for at in size]
    assert all(0 <= start < end <= len(text) for start, end in zip(starts, ends, strict=True))
    assert starts == sorted(starts)
    assert ends == sorted(ends)


@given(texts)
def test_every_character_came_from_where_it_says(text):
    """What stood there, folded alone, holds the character, unless its neighbours made it: blanks, 々, look-alikes."""
    folded = fold_text(text)
    for at, char in enumerate(folded.text):
        source = text[folded.start(at) : folded.end(at + 1)]
        alike = LOOKALIKES.get(char, char)
        assert char in fold(source) or alike in fold(source) or char.isspace() or "々" in source


@given(letters, st.data())
def test_slices_of_words_fold_to_slices(text, data):
    """A slice of letters, cut between letters, folds to the same slice of the folded text."""
    folded = fold_text(text)
    cuts = [at for at in range(len(folded.text) + 1) if at == 0 or folded.end(at) <= folded.start(at)]
    start = data.draw(st.sampled_from(cuts))
    end = data.draw(st.sampled_from([at for at in cuts if at >= start]))
    mixed = set(folded.text) & set(LOOKALIKES)
    sliced = fold(text[folded.start(start) : folded.end(end)] if end > start else "")
    assert sliced == folded.text[start:end] or mixed


def test_a_long_text_keeps_its_way_back():
    text = "Зеле\u0308ный Реи\u0306дово — ﬁ İ ｶﾞ 爺々岳\n\n" * 20_000
    folded = fold_text(text)
    at = folded.text.rindex("爺爺岳")
    assert text[folded.start(at) : folded.end(at + 3)] == "爺々岳"
