"""Stages result tables as their declarations say, and says where each file belongs: `egress_hourly/date=2026-11-21/…`."""

from __future__ import annotations

from itertools import groupby

from pyspark.sql import DataFrame
from pyspark.sql.functions import expr

from egress_etl import declarations
from egress_etl.storage import storage_of


def quarantine_of(output: str) -> str:
    """Folder of the tables of what is in no total; its files expire."""
    return f"{output}quarantine/"


def declared(rows: DataFrame, table: str, *more: str) -> DataFrame:
    """The declared columns of a table, in their types, and more as SQL."""
    typed = (f"CAST({column.name} AS {column.sql_type}) AS {column.name}" for column in declarations.columns(table))
    return rows.selectExpr(*typed, *more)


def stage_days(rows: DataFrame, table: str, day: str, staging: str, output: str) -> dict[str, str]:
    """
    Writes a table to staging, by days; `day` is SQL. Small files are put together and large ones divided, at the size that
    Spark's `advisoryPartitionSizeInBytes` says. Rows are in order of `day`: who looks for an hour by range requests (the
    root-cause analysis) then needs few row groups. Returns what `stage` returns.
    """
    dated = declared(rows, table, f"CAST(CAST({day} AS DATE) AS STRING) AS date")
    balanced = dated.sparkSession.sql("SELECT /*+ REBALANCE(date) */ * FROM {dated}", dated=dated)
    balanced = balanced.sortWithinPartitions("date", expr(day))
    return stage(balanced, ["date"], f"{staging}{table}/", f"{output}{table}/")


def stage(rows: DataFrame, partitions: list[str], staging: str, target: str) -> dict[str, str]:
    """Writes rows as Parquet to staging; returns the places that the files are for, and where they stand ready."""
    rows.write.partitionBy(*partitions).parquet(staging)
    return places(staging, target, "part-{number:05}.parquet")


def places(staging: str, target: str, name: str) -> dict[str, str]:
    """
    Places below `target` for the files that Spark has written to staging. The n-th file of a folder always has the same name:
    where a folder has one file, readers see it before or after it is replaced, and nothing between.
    """
    written = (file.path.removeprefix(staging).rpartition("/") for file in storage_of(staging).list(staging))
    parts = [(f"{folder}{slash}", file) for folder, slash, file in written if file.startswith("part-")]
    return {
        f"{target}{folder}{name.format(number=number)}": f"{staging}{folder}{file}"
        for folder, alike in groupby(parts, key=lambda part: part[0])
        for number, (_, file) in enumerate(alike)
    }
