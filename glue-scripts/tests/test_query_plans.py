"""The shipped queries read only the days and the columns that they ask for, by the plans that Spark makes of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from py4j.java_gateway import JavaObject
from pyspark.sql import DataFrame, SparkSession

from egress_etl import declarations
from engines import GLUE_SCRIPTS

QUERIES = sorted(path.stem for path in (GLUE_SCRIPTS / "queries").glob("*.sql"))
TABLES = {"egress_hourly": "hour", "egress_cost_daily": "day"}
TODAY = date.today()
DAYS = 60


@dataclass(frozen=True)
class Scan:
    partition_filters: str
    columns: set[str]
    folders: int
    """Days whose files are read."""


@pytest.fixture(scope="module", autouse=True)
def _tables(spark_session: SparkSession, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A row for each of the last days, in folders as the jobs write them."""
    # Adaptive plans hide the scans in their stages.
    spark_session.conf.set("spark.sql.adaptive.enabled", "false")
    days = [(f"{TODAY - timedelta(days=number)}",) for number in range(DAYS)]
    dates = spark_session.createDataFrame(days, "date STRING")
    for table in TABLES:
        folder = str(tmp_path_factory.mktemp("tables") / table)
        nothing = (f"CAST(NULL AS {column.sql_type}) AS {column.name}" for column in declarations.columns(table))
        dates.repartition(1).selectExpr(*nothing, "date").write.partitionBy("date").parquet(folder)
        schema = f"{declarations.ddl(table)}, date STRING"
        spark_session.read.schema(schema).parquet(folder).createOrReplaceTempView(table)
    yield
    spark_session.conf.unset("spark.sql.adaptive.enabled")
    for table in TABLES:
        spark_session.catalog.dropTempView(table)


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_reads_only_the_days_that_it_asks_for(spark_session: SparkSession, query: str) -> None:
    text = (GLUE_SCRIPTS / "queries" / f"{query}.sql").read_text()
    asked = max(int(days) for days in re.findall(r"INTERVAL '(\d+)' DAY", text))
    for scan in scans(plan_of(spark_session, text)):
        assert f">= {TODAY - timedelta(days=asked)}" in scan.partition_filters
        assert scan.folders == asked + 1


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_reads_only_the_columns_that_it_names(spark_session: SparkSession, query: str) -> None:
    text = (GLUE_SCRIPTS / "queries" / f"{query}.sql").read_text()
    found = scans(plan_of(spark_session, text))
    named = set(re.findall(r"\w+", text))
    declared = [column.name for table in TABLES for column in declarations.columns(table)]
    assert found
    for scan in found:
        assert scan.columns
        assert scan.columns <= named
        assert len(scan.columns) < len(declared) / 2


def plan_of(session: SparkSession, text: str) -> DataFrame:
    """Athena's dialect differs from Spark's in the quotes of names and in the name of a type."""
    return session.sql(text.replace('"', "`").replace("AS VARCHAR", "AS STRING"))


def scans(query: DataFrame) -> list[Scan]:
    """What the physical plan reads; the query is run, so that the days it read are counted."""
    query.collect()
    leaves = query._jdf.queryExecution().executedPlan().collectLeaves()
    return [scan_of(leaves.apply(number)) for number in range(leaves.size())]


def scan_of(leaf: JavaObject) -> Scan:
    days_read = leaf.metrics().apply("numPartitions").value()
    return Scan(leaf.partitionFilters().mkString(" "), set(leaf.requiredSchema().fieldNames()), days_read)
