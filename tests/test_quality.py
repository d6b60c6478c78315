"""Checks that people wire in: pandera on pandas and polars, Frictionless on a file."""

import frictionless
import pandas
import pandera.pandas
import pandera.polars
import polars
import pytest
from pandera.errors import SchemaError, SchemaErrors

from kurilnames.engines import frictionless as ours
from kurilnames.engines.pandera import follows_convention, known_name

KNOWN = ["Shana", None, "国後", "泊"]
WRITTEN = ["Kunashiri", None, "Kunashir", "Atlantis"]


def failing(schema, frame):
    with pytest.raises((SchemaError, SchemaErrors)) as raised:
        schema.validate(frame, lazy=True)
    cases = raised.value.failure_cases
    return list(cases["failure_case"]), list(cases["index"])


@pytest.mark.parametrize(("library", "make"), [(pandera.pandas, pandas.DataFrame), (pandera.polars, polars.DataFrame)])
def test_pandera_says_which_values_fail(library, make):
    def schema(check):
        return library.DataFrameSchema({"place": library.Column(str, check, nullable=True)})

    assert failing(schema(known_name()), make({"place": KNOWN})) == (["泊"], [3])
    schema(known_name()).validate(make({"place": KNOWN[:3]}))
    narrowed = known_name(within="kunashir-kunashiri", type="settlement")
    assert failing(schema(narrowed), make({"place": KNOWN}))[0] == ["Shana", "国後"]
    japan = schema(follows_convention("japan", "en"))
    assert failing(japan, make({"place": WRITTEN})) == (["Kunashir", "Atlantis"], [2, 3])
    japan.validate(make({"place": WRITTEN[:2]}))


def test_frictionless_says_which_rows_fail(tmp_path):
    path = tmp_path / "ports.csv"
    path.write_text("id,place\n1,Shana\n2,\n3,泊\n4,Kunashir\n", encoding="utf-8")
    with frictionless.system.use_context(trusted=True):
        report = frictionless.validate(str(path), checks=[ours.known_name(field_name="place")])
        assert report.flatten(["rowNumber", "fieldName"]) == [[4, "place"]]
        assert "golovnino-tomari" in report.flatten(["note"])[0][0]
        check = ours.follows_convention(field_name="place", convention="japan", to="en")
        report = frictionless.validate(str(path), checks=[check])
        assert report.flatten(["rowNumber"]) == [[4], [5]]
        assert "japan writes 'Kunashiri'" in report.flatten(["note"])[1][0]
        report = frictionless.validate(str(path), checks=[ours.known_name(field_name="port")])
        assert "requires field 'port'" in report.flatten(["note"])[0][0]


@pytest.mark.parametrize("dtype", ["str", "object", "string", "category"])
def test_pandera_on_every_dtype_of_text(dtype):
    schema = pandera.pandas.DataFrameSchema(
        {"place": pandera.pandas.Column(None, follows_convention("japan", "en"), nullable=True)}
    )
    assert failing(schema, pandas.DataFrame({"place": pandas.Series(WRITTEN, dtype=dtype)}))[1] == [2, 3]


def test_pandera_on_categories_of_polars():
    schema = pandera.polars.DataFrameSchema(
        {"place": pandera.polars.Column(None, follows_convention("japan", "en"), nullable=True)}
    )
    frame = polars.DataFrame({"place": WRITTEN}, schema={"place": polars.Categorical})
    assert failing(schema, frame)[1] == [2, 3]
