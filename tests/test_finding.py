"""Running text in, mentions out: corpora of what is found and what must not be, and spans that hold on any text."""

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import kurilnames as kn
from kurilnames import finding
from kurilnames.finding import find_all
from kurilnames.results import HOWS

CORPUS = Path(__file__).parent / "corpus"
FIND = tomllib.loads((CORPUS / "find.toml").read_text("utf-8"))
NEVER = tomllib.loads((CORPUS / "find_not.toml").read_text("utf-8"))["case"]

NAMES = {
    "Южно-Курильска": "furukamappu-yuzhno-kurilsk",
    "о. Шикотан": "shikotan",
    "国後島": "kunashir-kunashiri",
    "ｼｺﾀﾝ": "shikotan",
    "Реи\u0306дово": "bettobu-reydovo",
    "Etorofu-tō": "etorofu-iturup",
    "Treaty of Shimoda": "shimoda-1855",
    "Kunashiri Strait": "kunashiri-yekateriny",
    "日ソ共同宣言": "joint-declaration-1956",
}
PUNCTUATION = " \t\n.,;:!?()[]{}«»“”„「」『』、。…—–|\u3000\u00a0"
NASTY = "\0\ud800\udfff\u0301\u3099\u200b\u00ad\ufeff\u202e\u2066🏝️👨‍👩‍👧İßŉﬁ٠١"

names = st.sampled_from(sorted(NAMES))
any_text = st.text(st.characters(exclude_categories=[]))  # lone surrogates too
nasty = st.text(st.sampled_from(NASTY))
broth = st.lists(st.one_of(any_text, nasty, names, st.sampled_from(PUNCTUATION))).map("".join)


def spans(text, **options):
    return [(m.start, m.end, m.id) for m in kn.find(text, **options)]


@pytest.mark.parametrize("case", FIND["case"], ids=lambda case: case["text"])
def test_finds(case):
    found = kn.find(case["text"], nested=case.get("nested", False))
    assert [[m.surface, m.id] for m in found] == case["mentions"]


@pytest.mark.parametrize("case", FIND["told"], ids=lambda case: case["text"])
def test_tells(case):
    (mention,) = kn.find(case["text"])
    assert {key: getattr(mention, key) for key in case if key != "text"} == {
        k: v for k, v in case.items() if k != "text"
    }


@pytest.mark.parametrize("case", NEVER, ids=lambda case: case["text"])
def test_must_not_match(case):
    found = kn.find(case["text"])
    if case["never"]:
        meant = {entry.id for m in found for entry in (m.entry, *m.candidates)}
        assert meant.isdisjoint(case["never"])
    else:
        assert found == []


def test_ids_in_the_corpora_are_real():
    ids = {id for case in NEVER for id in case["never"]} | {id for case in FIND["case"] for _, id in case["mentions"]}
    known = {entry.id for collection in (kn.places, kn.documents, kn.terms) for entry in collection}
    assert ids <= known
    assert all(case["met"] for case in NEVER)


def holds(text, **options):
    found = kn.find(text, **options)
    assert all(0 <= m.start < m.end <= len(text) for m in found)
    assert all(text[m.start : m.end] == m.surface for m in found)
    assert all(m.how in HOWS and 0 < m.score <= 1 for m in found)
    assert [(m.start, -m.end) for m in found] == sorted((m.start, -m.end) for m in found)
    return found


@given(broth)
@example("".join(NASTY) + "国後島" + "".join(NASTY))
@example("\ud83c\udfdd Кунашир")
@example("İİİİ о. Кунашир İİİİ")
def test_spans_hold_on_any_text(text):
    found = holds(text)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(broth)
def test_nested_spans_hold_and_lose_nothing(text):
    nested = {(m.start, m.end) for m in holds(text, nested=True)}
    assert {(m.start, m.end) for m in kn.find(text)} <= nested


@given(st.text(st.sampled_from(PUNCTUATION)), names, st.text(st.sampled_from(PUNCTUATION)))
def test_punctuation_around_a_name_does_not_matter(before, name, after):
    assert (len(before), len(before) + len(name), NAMES[name]) in spans(before + name + after)


@given(nasty, names)
def test_nasty_characters_in_another_paragraph_do_not_matter(junk, name):
    before = junk + "\n\n"
    assert (len(before), len(before) + len(name), NAMES[name]) in spans(before + name)


@given(broth, st.sampled_from(["Погода хорошая.", "今日は晴れ。", "Nothing to see here.", "", "🏝️"]))
def test_an_unrelated_paragraph_behind_changes_nothing(text, unrelated):
    assert spans(text) == spans(f"{text}\n\n{unrelated}")


@given(st.lists(names, min_size=1, max_size=6))
def test_every_paragraph_is_found_for_itself(chosen):
    text = "\n\n".join(chosen)
    assert [id for _, _, id in spans(text)] == [NAMES[name] for name in chosen]


@given(broth)
def test_find_iter_gives_the_same(text):
    assert [(m.start, m.end, m.id) for m in kn.find_iter(text)] == spans(text)


@pytest.mark.parametrize("filler", ["и так далее ", "などなど", "and so on ", "\0\u0301", "ァ", "a", "。\n\n"])
def test_a_megabyte(filler):
    filler *= 1_000_000 // len(filler)
    text = f"Кунашир. {filler} Кунашир. {filler}, 国後島"
    found = holds(text)
    assert {m.id for m in found} == {"kunashir-kunashiri"}
    assert [text[m.start : m.end] for m in found] == ["Кунашир", "Кунашир", "国後島"]
    assert [m.start for m in found] == [0, len(filler) + 10, len(text) - 3]


def test_a_megabyte_of_names():
    text = "Из Южно-Курильска на Шикотан. " * 35_000
    assert [m.surface for m in holds(text)] == ["Южно-Курильска", "Шикотан"] * 35_000


@pytest.mark.parametrize(
    ("options", "surfaces"),
    [
        ({"kind": "document"}, ["日ソ共同宣言"]),
        ({"type": "island"}, ["国後島", "色丹島"]),
        ({"within": "kunashir-kunashiri"}, ["国後島", "古釜布"]),
        ({"kind": "place", "type": "settlement"}, ["古釜布"]),
        ({"kind": "term"}, []),
    ],
    ids=str,
)
def test_mentions_can_be_narrowed(options, surfaces):
    text = "国後島の古釜布、色丹島。日ソ共同宣言。"
    assert [m.surface for m in kn.find(text, **options)] == surfaces


def test_all_candidates_of_an_ambiguous_mention_are_carried():
    (mention,) = kn.find("Это Московская декларация.")
    assert {entry.id for entry in mention.candidates} == {"joint-declaration-1956", "moscow-declaration-1998"}
    (sure,) = kn.find("Это Кунашир.")
    assert sure.candidates == ()
    assert mention.score < sure.score


def test_a_year_beside_it_decides_between_documents():
    (mention,) = kn.find("Московская декларация (1998 г.) подписана.")
    assert (mention.id, mention.candidates) == ("moscow-declaration-1998", ())


def test_a_mention_opens_its_entry_and_name():
    (mention,) = kn.find("Плывём на Шикотан.")
    assert mention.entry is kn.get("shikotan")
    assert (mention.name.text, mention.name.generic, mention.lang) == ("Шикотан", "остров", "ru")


@pytest.mark.parametrize("value", [None, 7, b"Kunashir"], ids=lambda value: type(value).__name__)
def test_what_is_no_str_is_a_type_error_that_names_its_type(value):
    with pytest.raises(TypeError, match=type(value).__name__):
        kn.find(value)


@given(broth, broth)
def test_a_blank_line_parts_two_texts(one, other):
    begin = len(one) + 2
    shifted = [(start + begin, end + begin, id) for start, end, id in spans(other)]
    assert spans(f"{one}\n\n{other}") == spans(one) + shifted


@given(st.lists(broth, max_size=5))
def test_lines_are_read_as_the_whole_is(texts):
    lines = [line.replace("\n", " ") + "\n" for line in texts]
    found = [(m.start, m.end, m.id) for m in kn.find_iter(iter(lines))]
    assert found == spans("".join(lines))


@given(st.lists(broth | st.sampled_from([case["text"] for case in FIND["case"]]), max_size=6))
@example(["С Кунаши", "ра", "Kunashir", "Lake", "ー国後", "湾", "\u0301Шикотан", "ё"])
def test_many_texts_are_read_as_each_is(texts):
    assert [[repr(m) for m in found] for found in find_all(texts)] == [[repr(m) for m in kn.find(t)] for t in texts]


def test_more_texts_than_are_looked_at_together(monkeypatch):
    monkeypatch.setattr(finding, "LONGEST", 40)
    texts = ["nothing at all", "To Shana"] * 30
    assert [len(found) for found in find_all(texts)] == [0, 1] * 30


def test_a_stream_is_not_gathered():
    """The first mention of endless lines comes before the second paragraph is read."""

    def endless():
        while True:
            yield "Шикотан\n"
            yield "\n"

    mentions = kn.find_iter(endless())
    assert [next(mentions).start for _ in range(3)] == [0, 9, 18]


@pytest.mark.parametrize("text", [None, b"Kunashir", 3])
def test_a_stream_of_something_else_is_refused(text):
    with pytest.raises(TypeError):
        kn.find_iter(text)


def test_a_reading_in_brackets_never_tears_names():
    """Every Japanese name cut anywhere, each part with any part of its reading: no two mentions share a character."""
    cuts = [
        (name.text[:at], kana[:cut], name.text[at:], kana[cut:])
        for entry in (*kn.places, *kn.terms)
        for name in entry.names
        if name.lang == "ja" and name.kana and name.text[-1] >= "一"
        for kana in [name.kana.replace("|", "")]
        for at in (1, len(name.text) - 1)
        for cut in (len(name.kana.rpartition("|")[0].replace("|", "")), len(kana) // 2, 0)
        if 0 < at < len(name.text)
    ]
    found = find_all(
        [
            f"{one}({read}){other}({last})へ、国後島" if read else f"{one}{other}({last})へ"
            for one, read, other, last in cuts
        ]
    )
    torn = [ours for ours in found if any(left.end > right.start for left, right in pairwise(ours))]
    assert len(cuts) > 3000
    assert torn == []
