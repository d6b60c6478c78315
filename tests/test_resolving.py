"""One name in, one entry or one name out: corpora, and what is refused."""

import pickle
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kurilnames as kn
from kurilnames.errors import Ambiguous, NotFound, UnknownConvention, UnknownId, UnreadableFile
from kurilnames.results import HOWS

CORPUS = tomllib.loads((Path(__file__).parent / "corpus" / "resolve.toml").read_text("utf-8"))
ERRORS = {
    "Ambiguous": Ambiguous,
    "LookupError": LookupError,
    "NotFound": NotFound,
    "UnknownConvention": UnknownConvention,
    "ValueError": ValueError,
}
NARROWING = ("kind", "type", "within")
CALLS = [kn.resolve, kn.candidates, kn.normalize]

resolved = [case for case in CORPUS["case"] if "id" in case]
refused = [case for case in CORPUS["case"] if "error" in case]
written = [case for case in CORPUS["written"] if "writes" in case]
unwritten = [case for case in CORPUS["written"] if "error" in case]


def name_of(case):
    narrowed = [case[key] for key in (*NARROWING, "to", "convention", "generic") if key in case]
    return " ".join([repr(case["text"]), *narrowed])


def narrowed_by(case):
    return {key: case[key] for key in NARROWING if key in case}


def how_to_write(case):
    return {key: case[key] for key in (*NARROWING, "to", "convention", "generic") if key in case}


def test_every_case_says_one_thing():
    asked = [name_of(case) for case in CORPUS["case"]]
    assert sorted(set(asked)) == sorted(asked)
    assert len(CORPUS["case"]) == len(resolved) + len(refused)
    assert all(case["why"] for case in CORPUS["case"] + CORPUS["written"])


@pytest.mark.parametrize("case", resolved, ids=name_of)
def test_resolves(case):
    assert kn.resolve(case["text"], **narrowed_by(case)).id == case["id"]


@pytest.mark.parametrize("case", [case for case in resolved if "how" in case], ids=name_of)
def test_says_how_it_matched(case):
    (match,) = kn.candidates(case["text"], **narrowed_by(case))
    assert (match.id, match.how) == (case["id"], case["how"])


@pytest.mark.parametrize("case", refused, ids=name_of)
def test_refuses(case):
    with pytest.raises(ERRORS[case["error"]]) as caught:
        kn.resolve(case["text"], **narrowed_by(case))
    assert caught.value.text == case["text"]


@pytest.mark.parametrize("case", [case for case in refused if "candidates" in case], ids=name_of)
def test_ambiguous_carries_all_candidates(case):
    with pytest.raises(Ambiguous) as caught:
        kn.resolve(case["text"], **narrowed_by(case))
    assert sorted(match.id for match in caught.value.candidates) == case["candidates"]
    assert all(id in str(caught.value) for id in case["candidates"])


@pytest.mark.parametrize("case", [case for case in refused if "suggests" in case], ids=name_of)
def test_not_found_suggests(case):
    with pytest.raises(NotFound) as caught:
        kn.resolve(case["text"], **narrowed_by(case))
    assert set(case["suggests"]) <= {match.id for match in caught.value.suggestions}
    assert all(id in str(caught.value) for id in case["suggests"])


@pytest.mark.parametrize("case", refused, ids=name_of)
def test_candidates_never_raises(case):
    found = kn.candidates(case["text"], **narrowed_by(case))
    assert isinstance(found, tuple)
    assert (case["error"] == "Ambiguous") == (len(found) > 1)
    assert (case["error"] == "NotFound") == (not found)


@pytest.mark.parametrize("case", written, ids=name_of)
def test_writes(case):
    assert kn.normalize(case["text"], **how_to_write(case)) == case["writes"]


@pytest.mark.parametrize("case", unwritten, ids=name_of)
def test_does_not_write(case):
    with pytest.raises(ERRORS[case["error"]]):
        kn.normalize(case["text"], **how_to_write(case))


def test_all_scripts_at_once():
    both = kn.normalize("国後", to="all")
    assert all(form in both for form in ("国後島", "Кунашир", "Kunashir/Kunashiri"))


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.__name__)
@pytest.mark.parametrize("value", [None, 7, b"Kunashir", ["Kunashir"]], ids=lambda value: type(value).__name__)
def test_what_is_no_str_is_a_type_error_that_names_its_type(call, value):
    with pytest.raises(TypeError, match=type(value).__name__):
        call(value)


@pytest.mark.parametrize("call", [*CALLS, kn.find], ids=lambda call: call.__name__)
def test_within_must_be_an_id(call):
    with pytest.raises(UnknownId) as caught:
        call("泊", within="nowhere")
    assert caught.value.id == "nowhere"


@given(st.text())
def test_any_text_is_found_or_refused(text):
    assert all(match.how in HOWS and 0 < match.score <= 1 for match in kn.candidates(text))
    assert "fuzzy" not in {match.how for match in kn.candidates(text)}


@given(st.text(st.characters(categories=["Z", "P", "S", "C", "M"])))
def test_what_has_no_letter_is_never_a_name(text):
    assert kn.candidates(text) == ()


def test_a_megabyte_is_no_name():
    with pytest.raises(NotFound):
        kn.resolve("Кунашир " * 125_000)


def test_namesakes_set_aside_are_named():
    (match,) = kn.candidates("Шикотан")
    assert "shakotan-shikotan-mountain" in match.also
    assert match.id not in match.also


def test_candidates_come_in_the_order_of_their_ids():
    ids = [match.id for match in kn.candidates("泊村")]
    assert ids == sorted(ids)
    assert len(ids) > 1


def test_the_match_carries_its_name_and_source():
    (match,) = kn.candidates("Фурукамаппу")
    assert (match.name.text, match.name.lang, match.name.by) == ("Фурукамаппу", "ja-Cyrl", "japan")
    assert match.name.sources
    assert match.entry is kn.get(match.id)


def test_errors_survive_pickling():
    for text, error in (("Kunashyr", NotFound), ("Atlantis", NotFound)):
        with pytest.raises(error) as caught:
            kn.resolve(text)
        again = pickle.loads(pickle.dumps(caught.value))
        assert (type(again), again.text) == (error, text)


OWN = """
id = "house"
extends = "russia"
sides = { ja = ["japan"] }
[names.etorofu-iturup]
en = "Iturup (Etorofu)"
"""


@pytest.fixture
def house(tmp_path):
    path = tmp_path / "house.toml"
    path.write_text(OWN, "utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("text", "to", "writes"),
    [
        ("国後", "en", "Kunashir"),  # from what it extends
        ("Кунашир", "ja", "国後島"),  # its own side
        ("択捉", "en", "Iturup (Etorofu)"),  # its own name
        ("択捉", "ru", "Итуруп"),
    ],
)
def test_a_users_own_convention(house, text, to, writes):
    assert kn.normalize(text, to=to, convention=house) == writes


def test_a_users_convention_that_is_no_toml(tmp_path):
    path = tmp_path / "broken.toml"
    path.write_text('id = "house"\nsides = {', "utf-8")
    with pytest.raises(UnreadableFile) as caught:
        kn.normalize("国後", to="en", convention=str(path))
    assert (caught.value.path, caught.value.line) == (str(path), 2)


def test_a_users_convention_that_extends_nothing_known(tmp_path):
    path = tmp_path / "lost.toml"
    path.write_text('id = "house"\nextends = "mars"', "utf-8")
    with pytest.raises(UnreadableFile, match="'mars'; there are dual, japan, russia") as caught:
        kn.normalize("国後", to="en", convention=str(path))
    assert (caught.value.path, caught.value.line) == (str(path), 2)
