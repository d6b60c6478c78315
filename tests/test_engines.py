"""The doors: every engine gives what a plain list gives, on the same messy column, for real."""

import os
import random
import subprocess
import sys
from pathlib import Path

import dask.dataframe
import duckdb
import pandas
import polars
import pyarrow
import pyarrow.csv
import pytest

import kurilnames as kn
import kurilnames.engines.dask
import kurilnames.engines.duckdb
import kurilnames.engines.pandas
import kurilnames.engines.polars
import kurilnames.engines.spark

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
ASKED = [
    {"to": "id"},
    {"to": "en", "convention": "japan", "fuzzy": 1},
    {"to": "ja", "convention": "russia", "inside": True, "unmatched": "keep"},
]


@pytest.fixture(scope="module")
def rows():
    """A messy column: names of every page as they stand, half of them damaged by lot, nulls, texts, strangers."""
    lot = random.Random(20240207)
    names = [name.text for place in kn.places for name in place.names]
    damage = [str, str.upper, str.lower, lambda t: f" {t} ", lambda t: t[:-1], lambda t: f"near {t}", lambda t: t * 2]
    made = [lot.choice(damage)(lot.choice(names)) for _ in range(1500)]
    made += [None] * 50 + ["", " ", "泊", "Port Nowhere", 'a "quoted", name', "択捉島付近"]
    return [lot.choice(made) for _ in range(4000)]


@pytest.fixture(scope="module")
def spark():
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
    }
    builder = SparkSession.builder.master("local[2]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


def plain(values):
    return [None if value is None or value != value else value for value in values]


def with_pandas(rows, asked):
    return pandas.Series(rows).kuril.normalize(**asked).astype(object).tolist()


def with_polars(rows, asked):
    return polars.Series(rows).kuril.normalize(**asked).to_list()


def with_lazy_polars(rows, asked):
    frame = polars.LazyFrame({"place": rows}).select(polars.col("place").kuril.normalize(**asked))
    return frame.collect(engine="streaming")["place"].to_list()


def with_arrow(rows, asked):
    return kn.normalize_column(pyarrow.chunked_array([rows[:1000], rows[1000:]]), **asked).values.to_pylist()


def with_duckdb(rows, asked):
    con = duckdb.connect()
    con.register("messy", pyarrow.table({"row": range(len(rows)), "place": rows}))
    made = kurilnames.engines.duckdb.normalize(con, "messy", "place", new="clean", **asked)
    return [row[0] for row in made.order("row").select("clean").fetchall()]


def with_dask(rows, asked):
    ddf = dask.dataframe.from_pandas(pandas.DataFrame({"place": rows}), npartitions=3)
    made = kurilnames.engines.dask.normalize(ddf, "place", new="clean", **asked).compute()
    return [None if value is pandas.NA else value for value in made["clean"].astype(object)]


ENGINES = [with_pandas, with_polars, with_lazy_polars, with_arrow, with_duckdb, with_dask]


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_all_engines_give_identical_results_on_the_same_messy_column(rows, asked, spark):
    expected = kn.normalize_column(rows, **asked).values
    assert 0 < sum(value is None for value in expected) < len(rows) - 1000
    for engine in ENGINES:
        assert plain(engine(rows, asked)) == expected, engine.__name__
    df = spark.createDataFrame(list(enumerate(rows)), "at long, place string").repartition(3)
    made = kurilnames.engines.spark.normalize(df, "place", new="clean", **asked)
    assert made.columns == ["at", "place", "clean"]
    assert [row.clean for row in made.orderBy("at").collect()] == expected


def test_a_broadcast_join_of_spark_knows_plain_spellings_and_keeps_every_row(rows, spark):
    df = spark.createDataFrame(list(enumerate(rows)), "at long, place string")
    made = kurilnames.engines.spark.look_up(df, "place").orderBy("at").collect()
    assert [row.place for row in made] == rows
    ids = kn.normalize_column(rows).values
    found = [row.kuril_id for row in made]
    assert all(one in (None, other) for one, other in zip(found, ids, strict=True))
    assert sum(value is not None for value in found) > len(rows) / 5


def test_a_column_that_is_not_there_is_said_at_once(spark):
    ddf = dask.dataframe.from_pandas(pandas.DataFrame({"place": ["Shana"]}), npartitions=1)
    df = spark.createDataFrame([("Shana",)], "place string")
    for engine, table in ((kurilnames.engines.dask, ddf), (kurilnames.engines.spark, df)):
        with pytest.raises(ValueError, match="no column is called 'name'; there are place"):
            engine.normalize(table, "name")


def test_sql_engines_find_a_column_whatever_its_case(spark):
    df = spark.createDataFrame([("Shana",)], "place string")
    assert kurilnames.engines.spark.look_up(df, "PLACE").collect()[0].kuril_id == "kurilsk-shana"
    con = duckdb.connect()
    made = kurilnames.engines.duckdb.normalize(con, con.sql("SELECT 'Shana' AS place"), "PLACE", "ja")
    assert made.fetchall() == [("Shana", "紗那")]


def test_the_script_of_the_how_to_page_runs_in_local_mode(spark):
    spark.stop()
    run = subprocess.run([sys.executable, str(EXAMPLES / "spark_ports.py")], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines() == ["о. Кунашир\t国後島", "Kunashiri Is.\t国後島", "国後\t国後島"]


def test_sql_functions_and_the_table_of_spellings():
    con = duckdb.connect()
    kurilnames.engines.duckdb.register(con)
    kurilnames.engines.duckdb.register(con)
    con.sql("CREATE TABLE t AS SELECT * FROM (VALUES (1, 'о. Итурупа'), (2, NULL), (3, 'Atlantis')) AS v(n, place)")
    assert con.sql("SELECT kuril_id(place) FROM t ORDER BY n").fetchall() == [("etorofu-iturup",), (None,), (None,)]
    query = "SELECT kuril_name(place, CASE n WHEN 1 THEN 'ja' ELSE 'en' END, 'dual') FROM t ORDER BY n"
    assert con.sql(query).fetchall() == [("択捉島",), (None,), (None,)]
    with pytest.raises(duckdb.Error, match="to must be one of"):
        con.sql("SELECT kuril_name(place, 'de', 'dual') FROM t").fetchall()
    joined = "SELECT entry FROM t JOIN kuril_names ON spelling = 'Южно-Курильска' AND meanings = 1 LIMIT 1"
    assert con.sql(joined).fetchall() == [("furukamappu-yuzhno-kurilsk",)]
    odd = con.sql("""SELECT 'Shana' AS "a ""b" """)
    made = kurilnames.engines.duckdb.normalize(con, odd, 'a "b', new='c "d')
    assert (made.columns, made.fetchall()) == (['a "b', 'c "d'], [("Shana", "kurilsk-shana")])


def test_accessors_find_and_check():
    texts = ["The ferry left Kunashir.", None, "Nothing here."]
    found = pandas.Series(texts, index=[3, 4, 5]).kuril.find()
    assert [[m.id for m in each] if isinstance(each, list) else None for each in found] == [
        ["kunashir-kunashiri"],
        None,
        [],
    ]
    assert found.index.tolist() == [3, 4, 5]
    checked = pandas.Series(texts).kuril.check("japan")
    assert [finding.code for finding in checked[0]] == [f.code for f in kn.check(texts[0], "japan")] != []
    for series in (
        polars.Series(texts).kuril.find(),
        polars.DataFrame({"t": texts}).select(polars.col("t").kuril.find())["t"],
    ):
        assert series.to_list() == [
            [{"start": 15, "end": 23, "surface": "Kunashir", "id": "kunashir-kunashiri"}],
            None,
            [],
        ]
    lazy = polars.LazyFrame({"t": texts}).select(polars.col("t").kuril.check("japan")).collect()["t"]
    assert lazy.to_list() == polars.Series(texts).kuril.check("japan").to_list()
    assert lazy[0][0]["suggestions"] == ["Kunashiri"]
    assert pandas.Series(["Shana"]).kuril.id().tolist() == polars.Series(["Shana"]).kuril.id().to_list()


def test_a_messy_file_in_every_encoding_door():
    """The example of the how-to pages reads alike through the readers people have."""
    path = EXAMPLES / "ports.csv"
    ids = {
        "pandas": pandas.read_csv(path)["place"].kuril.id().astype(object).tolist(),
        "polars": polars.read_csv(path)["place"].kuril.id().to_list(),
        "duckdb": kurilnames.engines.duckdb.normalize(con := duckdb.connect(), con.read_csv(str(path)), "place")
        .order("id")
        .to_arrow_table()["place_id"]
        .to_pylist(),
    }
    assert plain(ids["pandas"]) == ids["polars"] == ids["duckdb"]
    assert sum(value is not None for value in ids["polars"]) == 22


def test_a_column_that_is_there_is_not_replaced():
    frame = pandas.DataFrame({"place": ["Shana"], "place_id": ["mine"]})
    with pytest.raises(ValueError, match="place_id"):
        kurilnames.engines.dask.normalize(dask.dataframe.from_pandas(frame, npartitions=1), "place")
    con = duckdb.connect()
    with pytest.raises(ValueError, match="place_id"):
        kurilnames.engines.duckdb.normalize(con, con.sql("SELECT 'Shana' AS place, 'mine' AS place_id"), "place")
