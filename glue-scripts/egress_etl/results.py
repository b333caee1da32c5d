"""Writes result tables as their declarations say, one folder a day: `egress_hourly/date=2026-11-21/…`."""

from pyspark.sql import DataFrame

from egress_etl import declarations


def write_days(rows: DataFrame, table: str, time_column: str, folder: str) -> None:
    """
    Replaces the days that the rows are of, and no others: a second run gives the same table. Small files are put together
    and large ones divided, at the size that Spark's `advisoryPartitionSizeInBytes` says.
    """
    typed = [f"CAST({column.name} AS {column.sql_type}) AS {column.name}" for column in declarations.columns(table)]
    dated = rows.selectExpr(*typed, f"CAST(CAST({time_column} AS DATE) AS STRING) AS date")
    balanced = dated.sparkSession.sql("SELECT /*+ REBALANCE(date) */ * FROM {dated}", dated=dated)
    balanced.write.mode("overwrite").partitionBy("date").parquet(f"{folder}{table}/")
