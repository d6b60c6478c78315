"""A messy CSV through Spark in local mode; needs kurilnames[spark] and Java 17 or newer."""

import os
import sys
from pathlib import Path

os.environ.setdefault("PYSPARK_PYTHON", sys.executable)

from pyspark.sql import SparkSession
from pyspark.sql.functions import col

from kurilnames.engines.spark import normalize

spark = (
    SparkSession.builder.master("local[2]")
    .config("spark.driver.host", "127.0.0.1")
    .config("spark.driver.bindAddress", "127.0.0.1")
    .config("spark.ui.enabled", "false")
    .getOrCreate()
)
ports = spark.read.csv(str(Path(__file__).with_name("ports.csv")), header=True)
for row in normalize(ports, "place", "ja").orderBy(col("id").cast("int")).limit(3).collect():
    print(row.place, row.place_ja, sep="\t")
spark.stop()
