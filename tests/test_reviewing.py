"""A text reviewed: rules chosen, comments that silence, what is mended, and that it is mended once."""

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kurilnames as kn
from kurilnames.advising import Adviser
from kurilnames.files.formats import segments_of
from kurilnames.files.places import Places
from kurilnames.files.splicing import Change, changed
from kurilnames.mending import FIXABLE, rewritings
from kurilnames.reviewing import Wishes, review

CORPUS = Path(__file__).parent / "corpus"
TEXTS = [
    case["text"]
    for name in ("check", "replace", "find")
    for case in tomllib.loads((CORPUS / f"{name}.toml").read_text("utf-8"))["case"]
]
CONVENTIONS = ("dual", "japan", "russia")
MIXTURES = st.lists(st.sampled_from(TEXTS), min_size=1, max_size=4).map("\n\n".join)
ROUNDS = 4
FAULTY = "Kunashir and Etorohu, Kunashri Island.\n國後島と歯舞諸島。\n"


def found_in(text, convention="dual", **wishes):
    (reviewed,) = review([segments_of("a.txt", text.encode())], Wishes(convention, **wishes))
    return reviewed.findings


def codes(text, **wishes):
    return [each.code for each in found_in(text, "japan", **wishes)]


def mended(text, convention, rounds=ROUNDS):
    for _ in range(rounds):
        text = changed(text, rewritings(text, found_in(text, convention), Adviser.of(convention)))
    return text


def test_without_wishes_it_is_check():
    assert [repr(each) for each in found_in(FAULTY, "japan")] == [repr(each) for each in kn.check(FAULTY, "japan")]
    assert [each.code for each in found_in("Kunashir")] == ["KN103"]


@pytest.mark.parametrize(
    ("select", "ignore", "found"),
    [
        ((), (), ["KN101", "KN302", "KN304", "KN303", "KN104"]),
        (("KN1",), (), ["KN101", "KN104"]),
        (("KN101", "KN3"), ("KN304",), ["KN101", "KN302", "KN303"]),
        ((), ("KN",), []),
        (("KN101",), ("KN1",), []),
    ],
)
def test_rules_are_chosen_by_how_their_codes_begin(select, ignore, found):
    assert codes(FAULTY, select=select, ignore=ignore) == found


@pytest.mark.parametrize("wishes", [Wishes(select=("KN7",)), Wishes(ignore=("",)), Wishes(ignore=("kn1",))])
def test_a_code_that_begins_no_rule_is_an_error(wishes):
    with pytest.raises(ValueError, match="no rule begins with"):
        wishes.checked()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kunashir, Etorohu", ["KN101", "KN302"]),
        ("Kunashir, Etorohu <!-- kurilnames: ignore -->", []),
        ("Kunashir, Etorohu # kurilnames:ignore[KN101]", ["KN302"]),
        ("Kunashir, Etorohu // kurilnames: ignore[KN3, KN101]", []),
        ("Kunashir, Etorohu // kurilnames: ignore[]", ["KN101", "KN302"]),
        ("Kunashir, Etorohu // kurilnames: ignored", ["KN101", "KN302"]),
        ("Kunashir\n% kurilnames: ignore\nEtorohu", ["KN101", "KN302"]),
        ("Kunashir kurilnames: ignore\r\nEtorohu\r\n", ["KN302"]),
        ("# kurilnames: ignore[KN101] kurilnames: ignore[KN302] Kunashir, Etorohu", []),
    ],
)
def test_a_comment_silences_its_line(text, found):
    assert codes(text) == found


@pytest.mark.parametrize(
    ("text", "convention", "written"),
    [
        (FAULTY, "japan", "Kunashiri and Etorofu, Kunashri Island.\n国後島と歯舞群島。\n"),
        ("Паром на Итyруп.", "japan", "Паром на Эторофу."),
        ("Паром на Итyруп.", "dual", "Паром на Итуруп (яп. Эторофу)."),
        ("The so-called “Northern Territories”.", "japan", "The Northern Territories."),
        ("Kunashri and the illegal occupation of 1856.", "dual", "Kunashri and the illegal occupation of 1856."),
        ("The Treaty of Shimoda of 1856.", "dual", "The Treaty of Shimoda of 1856."),
        ("В Фурукамаппу тихо.", "russia", "В Фурукамаппу тихо."),
        ("KUNASHIR", "japan", "KUNASHIRI"),
    ],
)
def test_what_is_mended(text, convention, written):
    assert mended(text, convention) == written


def test_what_a_text_explains_is_left():
    text = "Kunashir, known in Japan as Kunashiri, is big."
    found = found_in(text, "japan")
    assert [each.code for each in found] == ["KN101"]
    assert rewritings(text, found, Adviser.of("japan")) == []


def test_no_edit_overlaps_another():
    text = "Паром на Итyруп."
    assert codes(text) == ["KN101", "KN301"]
    assert rewritings(text, found_in(text, "japan"), Adviser.of("japan")) == [Change(9, 15, "Итуруп")]


@given(MIXTURES, st.sampled_from(CONVENTIONS))
def test_a_second_run_finds_nothing_to_mend(text, convention):
    once = mended(text, convention)
    assert rewritings(once, found_in(once, convention), Adviser.of(convention)) == []


@given(MIXTURES, st.sampled_from(CONVENTIONS))
def test_edits_stand_in_order_and_change_only_names(text, convention):
    found = found_in(text, convention)
    changes = rewritings(text, found, Adviser.of(convention))
    assert all(one.end <= two.start for one, two in pairwise(changes))
    assert {(each.start, each.end) for each in changes} <= {(f.start, f.end) for f in found if f.code in FIXABLE}
    assert all(change.text != text[change.start : change.end] for change in changes)


@given(st.text(st.sampled_from("ab\n\r")), st.data())
def test_places_are_lines_and_columns(text, data):
    at = data.draw(st.integers(0, len(text)))
    line, column = Places.of(text).place(at)
    assert line == text[:at].count("\n") + 1
    assert text.split("\n")[line - 1][: column - 1] == text[:at].split("\n")[-1]
