"""Entries and results as objects: identity, equality, pickling, names by side and date."""

import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest

import kurilnames as kn
from kurilnames.errors import UnknownConvention, UnknownId, UnreadableFile
from kurilnames.gazetteer import Gazetteer, default


def test_threads_get_the_same_object():
    gazetteer = Gazetteer(default()._bytes)
    with ThreadPoolExecutor(16) as pool:
        entries = list(pool.map(lambda _: gazetteer.get("shikotan"), range(64)))
    assert len({id(entry) for entry in entries}) == 1


def test_entries_can_be_keys():
    assert {kn.get("shikotan"): 1}[kn.resolve("色丹島")] == 1


def test_results_pickle_without_the_gazetteer():
    (match,) = kn.candidates("Шикотан")
    (mention,) = kn.find("На Шикотане.")
    for result in (match, mention):
        packed = pickle.dumps(result)
        again = pickle.loads(packed)
        assert len(packed) < 1000
        assert again == result
        assert again.entry is kn.get("shikotan")


def test_an_unknown_id_pickles_with_its_facts():
    with pytest.raises(UnknownId) as caught:
        kn.get("nowhere")
    again = pickle.loads(pickle.dumps(caught.value))
    assert (again.id, str(again)) == ("nowhere", str(caught.value))


def test_equal_finds_are_equal():
    assert kn.find("На Шикотане.") == kn.find("На Шикотане.")
    assert kn.find("На Шикотане.") != kn.find("Шикотан.")


def test_a_former_name_is_no_sides_present_name():
    kunashir = kn.get("kunashir-kunashiri")
    assert kunashir.name("ru", by="japan") is None
    assert kunashir.name("ru").text == "Кунашир"


def test_names_at_a_date():
    habomai = kn.get("habomai")
    assert habomai.name("ja", at="2000").text == "歯舞諸島"
    assert habomai.name("ja", at="2020-01-01").text == "歯舞群島"
    with pytest.raises(ValueError, match="ISO 8601"):
        habomai.name("ja", at="soon")


@pytest.mark.parametrize("call", [kn.resolve, kn.candidates, kn.normalize, kn.find, kn.find_iter])
@pytest.mark.parametrize("wrong", [{"kind": "plaec"}, {"type": "isle"}, {"kind": 5}])
def test_words_that_do_not_exist_are_refused(call, wrong):
    with pytest.raises(ValueError, match="must be one of"):
        call("Шикотан", **wrong)


@pytest.mark.parametrize("wrong", [None, 3, [1]])
def test_ids_are_strings(wrong):
    with pytest.raises(TypeError, match=type(wrong).__name__):
        kn.get(wrong)


@pytest.mark.parametrize("wrong", [None, 3, "neither", "no-such-file.toml"])
def test_conventions_that_do_not_exist(wrong):
    with pytest.raises(UnknownConvention):
        kn.normalize("Шикотан", to="en", convention=wrong)


@pytest.mark.parametrize(
    "content",
    [
        "extends = 5",
        'extends = "SELF"',
        'sides = "japan"',
        'sides = { en = ["mars"] }',
        'scope = ["nowhere"]',
        'names = { shikotan = "x" }',
        "names = { nowhere = {} }",
        "colour = 1",
    ],
)
def test_faults_of_a_users_convention_name_the_file(content, tmp_path):
    path = tmp_path / "house.toml"
    path.write_text(content.replace("SELF", str(path)), encoding="utf-8")
    with pytest.raises(UnreadableFile, match=r"house\.toml"):
        kn.normalize("Шикотан", to="en", convention=str(path))


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('title = "x"\ncolour = 1', 2),
        ('id = "x"\nextends = "nope"', 2),
        ('id = "x"\nextends = "missing.toml"', 2),
        ('id = "x"\nextends = "house.toml"', 2),
        ("id = 3", 1),
        ('extends = "japan"\nsides = { english = ["japan"] }', 2),
        ('keeps = [\n  "glosses",\n  "quotes",\n]', 3),
        ('\nkeeps = "glosses"', 2),
        ('\ncounterpart = "x"', 2),
        ('\ncounterpart = { en = "{nam} {other}" }', 2),
        ('\ncounterpart = { en = "{name} ({other" }', 2),
        ("\nmarks = 3", 2),
        ('\navoid = ["no-legal-basis"]', 2),
        ('\n[avoid]\nno-legal-basis = ""\nnowhere = ""', 4),
        ('[names]\nshikotan = { en = "Shikotan" }\nnowhere = { en = "x" }', 3),
        ("[names.shikotan]\nen = 3", 1),
    ],
)
def test_faults_of_a_users_convention_name_the_line(content, line, tmp_path):
    path = tmp_path / "house.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableFile, match=r"house\.toml") as raised:
        kn.check("Kunashir", str(path))
    assert raised.value.line == line


def test_a_convention_extends_a_file_beside_it(tmp_path):
    (tmp_path / "base.toml").write_text('extends = "japan"\n', encoding="utf-8")
    (tmp_path / "house.toml").write_text('extends = "base.toml"\n', encoding="utf-8")
    assert [each.suggestions for each in kn.check("Kunashir", str(tmp_path / "house.toml"))] == [("Kunashiri",)]


def test_a_convention_with_a_pattern_for_one_language_asks_for_no_counterpart_in_others(tmp_path):
    path = tmp_path / "house.toml"
    path.write_text('extends = "dual"\ncounterpart = { ru = "{name} = {other}" }\n', encoding="utf-8")
    assert kn.check("Kunashir", str(path)) == []
    assert [each.suggestions for each in kn.check("Кунашир", str(path))] == [("Кунашир = Кунасири",)]


def test_japans_name_in_russian_keeps_the_generic():
    assert kn.normalize("о. Кунашир", to="ru", convention="japan") == "остров Кунасири"
