"""A column in, a column out: any container, the same length, nulls kept, nothing dropped."""

import importlib.util
from pathlib import Path

import narwhals
import numpy
import pandas
import polars
import pyarrow
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kurilnames as kn
from kurilnames.errors import Ambiguous, NotFound, UnknownConvention, UnknownId

MESSY = ["о. Кунашир", "Kunashiri Is.", None, "国後", "kunashir ", "Port Nowhere", "泊", "о. Кунашир", ""]
IDS = [*["kunashir-kunashiri"] * 2, None, *["kunashir-kunashiri"] * 2, None, None, "kunashir-kunashiri", None]
CONTAINERS = {
    "list": (list, list),
    "tuple": (tuple, list),
    "generator": (iter, list),
    "numpy object": (lambda rows: numpy.array(rows, dtype=object), list),
    "pandas str": (lambda rows: pandas.Series(rows, dtype="str", name="x", index=range(5, 14)), list),
    "pandas object": (lambda rows: pandas.Series(rows, dtype=object), list),
    "pandas string": (lambda rows: pandas.Series(rows, dtype="string"), list),
    "pandas category": (lambda rows: pandas.Series(rows, dtype="category"), list),
    "pandas index": (lambda rows: pandas.Index(rows, name="x"), list),
    "pandas array": (lambda rows: pandas.array(rows), list),
    "polars": (lambda rows: polars.Series("x", rows), lambda made: made.to_list()),
    "polars categorical": (lambda rows: polars.Series(rows, dtype=polars.Categorical), lambda made: made.to_list()),
    "arrow": (pyarrow.array, lambda made: made.to_pylist()),
    "arrow large": (lambda rows: pyarrow.array(rows, pyarrow.large_string()), lambda made: made.to_pylist()),
    "arrow view": (lambda rows: pyarrow.array(rows, pyarrow.string_view()), lambda made: made.to_pylist()),
    "arrow chunked": (lambda rows: pyarrow.chunked_array([rows[:2], [], rows[2:]]), lambda made: made.to_pylist()),
    "arrow dictionary": (lambda rows: pyarrow.array(rows).dictionary_encode(), lambda made: made.to_pylist()),
    "arrow chunked dictionary": (
        lambda rows: pyarrow.chunked_array([pyarrow.array(part).dictionary_encode() for part in (rows[:3], rows[3:])]),
        lambda made: made.to_pylist(),
    ),
    "narwhals": (
        lambda rows: narwhals.from_native(polars.Series("x", rows), series_only=True),
        lambda made: made.to_list(),
    ),
}


def nothing_for_null(rows):
    return [None if row is None or row is pandas.NA or row != row else row for row in rows]


@pytest.mark.parametrize("name", CONTAINERS)
def test_a_container_comes_back(name):
    make, read = CONTAINERS[name]
    given = make(MESSY)
    column = kn.normalize_column(given)
    assert nothing_for_null(read(column.values)) == IDS
    if name != "generator":
        assert type(column.values) is type(given)
        assert str(getattr(column.values, "dtype", "")) == str(getattr(given, "dtype", ""))
        assert str(getattr(column.values, "type", "")) == str(getattr(given, "type", ""))
        assert getattr(column.values, "name", None) == getattr(given, "name", None)
    assert {row.value: row.count for row in column.report()} == {
        value: MESSY.count(value) for value in set(MESSY) if value is not None
    }
    assert set(column.problems) == {"Port Nowhere", "泊", ""}


def test_an_index_of_pandas_stays():
    series = pandas.Series(["Shana"], index=["a"], name="place")
    assert kn.normalize_column(series).values.to_dict() == {"a": "kurilsk-shana"}


@pytest.mark.parametrize("name", CONTAINERS)
def test_empty_columns_and_columns_of_nulls(name):
    make, read = CONTAINERS[name]
    if name == "pandas str":
        make = pandas.Series
    if not name.startswith("arrow chunked d"):
        assert read(kn.normalize_column(make([])).values) == []
    rows = nothing_for_null(read(kn.normalize_column(make([None, None])).values))
    assert rows == [None, None]


@given(st.lists(st.one_of(st.none(), st.sampled_from(MESSY), st.text(max_size=8), st.floats(), st.integers())))
def test_any_list_keeps_its_length_and_says_of_each_value_what_became_of_it(rows):
    column = kn.normalize_column(rows)
    assert len(column.values) == len(rows)
    for row, value in zip(rows, column.values, strict=True):
        if row is None or row != row:
            assert value is None
        elif value is None:
            assert row in column.problems
        else:
            assert value == kn.normalize(row) == column.matches[row].id


@given(st.lists(st.one_of(st.none(), st.sampled_from(MESSY), st.text(max_size=6)), max_size=20))
def test_containers_agree(rows):
    expected = kn.normalize_column(rows, "ja", unmatched="keep").values
    for made in (pyarrow.array(rows, pyarrow.string()), polars.Series(rows, dtype=polars.String)):
        assert list(made.to_pylist() if hasattr(made, "to_pylist") else made.to_list()) == rows
        values = kn.normalize_column(made, "ja", unmatched="keep").values
        assert (values.to_pylist() if hasattr(values, "to_pylist") else values.to_list()) == expected


def test_a_lazy_column_is_worked_out_when_it_is_collected():
    column = kn.normalize_column(polars.col("place"), "ja")
    frame = polars.LazyFrame({"place": MESSY}).with_columns(column.values.alias("ja"))
    assert column.report() == []
    assert frame.collect()["ja"].to_list() == kn.normalize_column(MESSY, "ja").values
    assert column.report() == kn.normalize_column(polars.Series(MESSY), "ja").report()


@pytest.mark.parametrize(
    "value",
    [
        *("Shana", b"Shana", 5, None, [["Shana"]], numpy.array([1]).sum(), pandas.Series([1, 2]), polars.Series([1])),
        *(pyarrow.array([1.5]), pandas.DataFrame({"a": MESSY}), polars.DataFrame({"a": MESSY}), polars.LazyFrame()),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_no_column_of_names_is_refused(value):
    with pytest.raises(TypeError, match="column"):
        kn.normalize_column(value)


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"to": "de"}, ValueError),
        ({"generic": "?"}, ValueError),
        ({"fuzzy": 2}, ValueError),
        ({"unmatched": "drop"}, ValueError),
        ({"type": "isle"}, ValueError),
        ({"within": "nowhere"}, UnknownId),
        ({"convention": "neither"}, UnknownConvention),
    ],
)
def test_options_are_looked_at_even_where_there_is_no_value(options, error):
    with pytest.raises(error):
        kn.normalize_column([], **options)


def test_options_mean_what_they_mean_for_normalize():
    rows = ["泊", "о. Итурупа", "Kunashiri", "Port Nowhere"]
    assert kn.normalize_column(rows, unmatched="keep").values == ["泊", "etorofu-iturup", *IDS[:1], "Port Nowhere"]
    narrowed = kn.normalize_column(rows, within="kunashir-kunashiri", type="settlement").values
    assert narrowed[0] == kn.normalize("泊", within="kunashir-kunashiri", type="settlement")
    for convention in ("dual", "japan", "russia"):
        for generic in ("keep", "always", "never"):
            column = kn.normalize_column(rows[1:3], "en", convention, generic=generic)
            assert column.values == [kn.normalize(row, "en", convention, generic=generic) for row in rows[1:3]]


def test_a_name_that_no_source_attests_has_its_match_and_a_problem():
    column = kn.normalize_column(["мыс Антипина"], "ja")
    assert column.values == [None]
    assert set(column.matches) == set(column.problems) == {"мыс Антипина"}


def test_a_convention_file_is_read_anew(tmp_path):
    house = tmp_path / "house.toml"
    for wanted in ("A", "B"):
        house.write_text(f'names = {{ shikotan = {{ en = "{wanted}" }} }}\n', encoding="utf-8")
        assert kn.normalize_column(["色丹"], "en", str(house)).values == [wanted]


def test_a_value_with_more_than_the_name_is_read_when_asked():
    rows = ["103 km NNW of Kurilsk", "択捉島付近", "Shikotan, where the ferry calls", "Kunashir and Iturup", "no place"]
    assert kn.normalize_column(rows).values == [None] * 5
    column = kn.normalize_column([*rows, "Kurilsk, Russia"], inside=True)
    assert column.values == ["kurilsk-shana", "etorofu-iturup", "shikotan", None, None, "kurilsk-shana"]
    assert isinstance(column.problems["Kunashir and Iturup"], Ambiguous)
    assert isinstance(column.problems["no place"], NotFound)
    assert kn.normalize_column(["in Kurilsk on Iturup in Russia"], inside=True).values == ["kurilsk-shana"]


def test_a_report_says_what_was_wrong_and_what_is_near():
    rows = kn.normalize_column(["泊", "Kunashirr", "Kunashirr", "Shana"]).report()
    assert [row.value for row in rows] == ["Kunashirr", "泊", "Shana"]
    unknown, ambiguous, known = rows
    assert (unknown.count, unknown.result, unknown.how) == (2, None, None)
    assert "kunashir-kunashiri" in unknown.suggestions
    assert len(ambiguous.suggestions) > 1
    assert known == ("Shana", 1, "kurilsk-shana", "kurilsk-shana", "exact", 1.0, None, ())
    assert polars.DataFrame(rows).height == pandas.DataFrame(rows).shape[0] == 3


def test_a_notebook_shows_the_column_and_escapes_it():
    shown = kn.normalize_column(["<b>", "Shana"])._repr_html_()
    assert "&lt;b&gt;" in shown
    assert "<b>" not in shown
    assert "kurilsk-shana" in shown


@pytest.mark.parametrize(
    ("value", "id"),
    [
        ("Kunashrir", "kunashir-kunashiri"),
        ("kunashri island", "kunashir-kunashiri"),
        ("о. Итурап", "etorofu-iturup"),
        ("Yuzno-Kurilsk", "furukamappu-yuzhno-kurilsk"),
        ("Etorof", "etorofu-iturup"),
        ("クナシソ島", "kunashir-kunashiri"),
    ],
)
def test_one_edit_is_forgiven_when_asked(value, id):
    assert kn.normalize_column([value]).values == [None]
    column = kn.normalize_column([value], fuzzy=1)
    assert column.values == [id]
    assert column.matches[value].how == "fuzzy"
    assert column.report()[0].how == "fuzzy"
    assert column.report()[0].score < 1


@pytest.mark.parametrize(
    "value", ["Islnad", "Островв", "Kunashirr", "Kunshrr", "Shna", "泊村々", "Yuri!", "", "x" * 10_000]
)
def test_a_guess_is_not_made(value):
    column = kn.normalize_column([value], fuzzy=1)
    assert not any(match.how == "fuzzy" for match in column.matches.values())


def script():
    path = Path(__file__).parents[1] / "benchmarks" / "misspellings.py"
    spec = importlib.util.spec_from_file_location("misspellings", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_guesses_keep_strangers_out_and_find_misspellings():
    made = script()
    unknown, wrong = made.strangers(1000), made.misspelled(500)
    assert len(set(unknown)) > 990
    assert len(wrong) == 500
    assert len(made.accepted(unknown)) <= 0.01 * len(unknown)
    found = made.accepted([value for value, _ in wrong])
    assert sum(found.get(value) == id for value, id in wrong) >= 0.95 * len(wrong)


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_guesses_keep_everyday_words_out(lang):
    made = script()
    words = made.everyday(lang, 3000)
    assert len(words) == 3000
    assert len(made.accepted(words)) <= 0.01 * len(words)


UNUSED = pyarrow.DictionaryArray.from_arrays(
    pyarrow.array([1, 0, None, 3], pyarrow.int8()), ["x", "Shana", "泊", "Shana"]
)
WITH_NULL = pyarrow.DictionaryArray.from_arrays(pyarrow.array([1, 0, None], pyarrow.int8()), ["x", None])


@pytest.mark.parametrize(
    "column",
    [
        pandas.Series(["Shana", "x", None, "Shana"], dtype=pandas.CategoricalDtype(["x", "泊", "Shana"])),
        pandas.Series(
            pandas.arrays.ArrowExtensionArray(pyarrow.chunked_array([UNUSED])), name="place", index=[1, 1, 2, 3]
        ),
        UNUSED,
        pyarrow.chunked_array([UNUSED.slice(0, 1), UNUSED.slice(1)]),
    ],
    ids=["category", "pandas of Arrow", "dictionary", "chunked dictionary"],
)
def test_a_dictionary_says_only_what_stands_in_the_column(column):
    made = kn.normalize_column(column)
    assert {row.value: row.count for row in made.report()} == {"x": 1, "Shana": 2}
    rows = made.values.to_pylist() if hasattr(made.values, "to_pylist") else made.values.tolist()
    assert nothing_for_null(rows) == ["kurilsk-shana", None, None, "kurilsk-shana"]
    if isinstance(column, pandas.Series):
        assert made.values.index.equals(column.index)
    else:
        assert made.values.type == column.type


def test_a_dictionary_may_hold_a_null():
    for column in (WITH_NULL, pyarrow.chunked_array([WITH_NULL, UNUSED])):
        made = kn.normalize_column(column, unmatched="keep")
        assert made.values.type == column.type
        assert made.values.to_pylist()[:3] == [None, "x", None]


def test_a_lazy_column_of_categories_is_text():
    lazy = polars.LazyFrame({"place": ["Shana", None]}, schema={"place": polars.Categorical})
    made = lazy.select(kn.normalize_column(polars.col("place")).values)
    assert made.collect_schema() == {"place": polars.String} == made.collect().schema
    assert made.collect()["place"].to_list() == ["kurilsk-shana", None]
