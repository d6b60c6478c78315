"""What a column costs: 5 million rows of 2,000 distinct messy names, beside the limits and what people write otherwise.

A limit knows what each distinct value becomes: it only takes the values apart and puts others in their place.  `first`
is a column whose names were never met in the process, `again` one whose names were; both pay for the same way through
the rows.  Contenders take turns in one run, and every figure is a median: of processor time (all threads) where all
happens in this process, of time on the wall for Spark, of one machine, on rows in its memory.  What people write
otherwise is `normalize` called for every row, timed once on the first rows (on Spark with the start of its job); "a
dict" for every row knows what a value becomes, as the limits do.  What is not installed is left out.
country_converter, which needs pandas 2, does what it is made for, on as many rows.

    python benchmarks/columns.py            # all
    python benchmarks/columns.py pandas     # some: pyarrow, pandas, polars, duckdb, spark, country_converter
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import time

import kurilnames as kn
from kurilnames import answering

ROWS = 5_000_000
DISTINCT = 2_000
ROUNDS = 5
FIRST_ROWS = ROWS // 25
DAMAGE = (str, str.upper, str.lower, lambda text: f" {text} ", lambda text: text.replace("-", " "))


def messy() -> list[str]:
    """Names of places as pages have them, damaged as people damage them, and some of nowhere."""
    lot = random.Random(1)
    names = [name.text for place in kn.places for name in place.names]
    made = dict.fromkeys(lot.choice(DAMAGE)(lot.choice(names)) for _ in range(4 * DISTINCT))
    return [*list(made)[: DISTINCT - 20], *(f"Port Nowhere {number}" for number in range(20))]


def one(name: str) -> str | None:
    """What people write for a row."""
    try:
        return kn.normalize(name)
    except LookupError:
        return None


def first(work):
    """The work in a process that has met none of the names."""

    def forgetful():
        answering._answers.clear()
        return work()

    return forgetful


def compare(title: str, contenders, slow=(), clock=time.process_time, some=None) -> None:
    """Each contender's median seconds and rate, and how many times as fast ours is.

    Those of `slow` are timed once, those of `some` too, on the first rows only.
    """
    took = {name: [] for name in contenders}
    for at in range(ROUNDS + 1):
        for name, work in contenders.items():
            if name in slow and at > 1:
                continue
            begin = clock()
            work()
            if at:
                took[name].append(clock() - begin)
    medians = {name: statistics.median(times) for name, times in took.items()}
    for name, work in (some or {}).items():
        begin = clock()
        work()
        medians[name] = (clock() - begin) * ROWS / FIRST_ROWS
    print(f"{title}: {ROWS:,} rows")
    for name, seconds in medians.items():
        ratios = ", ".join(f"{seconds / medians[own]:7.2f} ({own})" for own in ("first", "again") if own in medians)
        print(f"  {name:28}{ROWS / seconds / 1e6:8.1f} M rows/s; ours is times as fast: {ratios}")


def bench_pyarrow(rows, known):
    import pyarrow

    array = pyarrow.array(rows)

    def limit():
        encoded = array.dictionary_encode()
        written = [known[value] for value in encoded.dictionary.to_pylist()]
        return pyarrow.array(written).take(encoded.indices)

    def ours():
        return kn.normalize_column(array)

    assert ours().values.equals(limit())
    compare("pyarrow", {"first": first(ours), "again": ours, "dictionary_encode + take": limit})


def bench_pandas(rows, known):
    import pandas

    series = pandas.Series(rows, dtype="str")

    def limit():
        codes, distinct = series.factorize()
        return pandas.array([*(known[value] for value in distinct), None], dtype="str").take(codes)

    def ours():
        return kn.normalize_column(series)

    contenders = {
        "first": first(ours),
        "again": ours,
        "factorize + take": limit,
        "Series.map(dict)": lambda: series.map(known),
    }
    compare("pandas", contenders, some={"Series.map(normalize)": lambda: series[:FIRST_ROWS].map(one)})


def bench_polars(rows, known):
    import polars

    series = polars.Series("place", rows)
    frame = series.to_frame().lazy()
    old, new = polars.Series(list(known)), polars.Series(list(known.values()), dtype=polars.String)

    def ours():
        return kn.normalize_column(series)

    def lazy():
        return frame.select(kn.normalize_column(polars.col("place")).values).collect()

    contenders = {
        "first": first(ours),
        "again": ours,
        "again, lazy": lazy,
        "replace_strict": lambda: series.replace_strict(old, new),
        "map_elements, a dict": lambda: series.map_elements(known.get, return_dtype=polars.String),
    }
    some = {"map_elements(normalize)": lambda: series[:FIRST_ROWS].map_elements(one, return_dtype=polars.String)}
    compare("polars", contenders, slow=("map_elements, a dict",), some=some)


def bench_duckdb(rows, known):
    import duckdb
    import pyarrow

    from kurilnames.engines.duckdb import normalize, register

    con = duckdb.connect()
    con.register("given", pyarrow.table({"place": rows}))
    con.execute("CREATE TABLE messy AS SELECT * FROM given")
    con.register("known", pyarrow.table({"value": list(known), "result": list(known.values())}))
    for name, function in (("per_row", lambda name: known[name]), ("normalized", one)):
        con.create_function(name, function, ["VARCHAR"], "VARCHAR", null_handling="special")
    register(con)

    def ours():
        return normalize(con, "messy", "place", new="clean").aggregate("count(clean)").fetchall()

    def asked(query):
        return lambda: con.execute(query).fetchall()

    contenders = {
        "first": first(ours),
        "again": ours,
        "join": asked("SELECT count(result) FROM messy LEFT JOIN known ON place = value"),
        "kuril_id(place)": asked("SELECT count(kuril_id(place)) FROM messy"),
        "per-row UDF, a dict": asked("SELECT count(per_row(place)) FROM messy"),
    }
    assert contenders["again"]() == contenders["join"]() == contenders["per-row UDF, a dict"]()
    part = f"(SELECT place FROM messy LIMIT {FIRST_ROWS})"
    some = {"per-row UDF, normalize": asked(f"SELECT count(normalized(place)) FROM {part}")}
    compare("DuckDB", contenders, slow=("per-row UDF, a dict", "kuril_id(place)"), some=some)


def bench_spark(rows, known):
    os.environ["PYSPARK_PYTHON"] = sys.executable
    import pyarrow
    from pyspark.sql import SparkSession
    from pyspark.sql.functions import broadcast, count, udf

    from kurilnames.engines.spark import look_up, normalize

    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    for name, value in {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.memory": "6g",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "65536",
    }.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    df = spark.createDataFrame(pyarrow.table({"place": rows})).repartition(4).cache()
    df.count()
    names = spark.createDataFrame(list(known.items()), "value string, clean string")
    per_row, normalized = udf(known.get, "string"), udf(one, "string")
    part = df.limit(FIRST_ROWS).repartition(4).cache()
    part.count()

    def counted(made):
        return made.agg(count("clean")).collect()

    contenders = {
        "again": lambda: counted(normalize(df, "place", new="clean")),
        "look_up": lambda: counted(look_up(df, "place", new="clean")),
        "broadcast join": lambda: counted(df.join(broadcast(names), df.place == names.value, "left")),
        "udf, a dict": lambda: counted(df.withColumn("clean", per_row("place"))),
    }
    some = {"udf, normalize": lambda: counted(part.withColumn("clean", normalized("place")))}
    compare("Spark, local[2], by the clock on the wall", contenders, clock=time.perf_counter, some=some)
    spark.stop()


def bench_country_converter(rows, known):
    import country_converter
    import pandas

    convert = country_converter.CountryConverter()
    lot = random.Random(1)
    names = [name for name in convert.data["name_short"] if isinstance(name, str)]
    series = pandas.Series(lot.choices(names, k=ROWS))
    places = pandas.Series(rows)
    contenders = {
        "first": first(lambda: kn.normalize_column(places)),
        "again": lambda: kn.normalize_column(places),
        "pandas_convert": lambda: convert.pandas_convert(series, to="ISO2"),
    }
    compare("country_converter, countries", contenders, slow=("pandas_convert",))


def main() -> None:
    values = messy()
    known = dict(zip(values, kn.normalize_column(values).values, strict=True))
    rows = random.Random(2).choices(values, k=ROWS)
    asked = sys.argv[1:] or ["pyarrow", "pandas", "polars", "duckdb", "spark", "country_converter"]
    for name in asked:
        try:
            globals()[f"bench_{name}"](rows, known)
        except ImportError as error:
            print(f"{name}: left out ({error})")
        except (TypeError, ValueError) as error:
            print(f"{name}: fails here ({error})")


if __name__ == "__main__":
    main()
