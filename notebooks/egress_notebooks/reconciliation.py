"""Flow logs beside the bill, by the product's own transformation."""

from __future__ import annotations

import duckdb
import pandas as pd
from egress_etl import declarations

# The transformation asks for bill lines; a line per day says the same of whole days.
_BILL_LINES = f"""
CREATE OR REPLACE TEMP VIEW bill_lines AS
SELECT
  CAST(epoch(day) AS BIGINT) AS usage_start, CAST(epoch(day) AS BIGINT) + 86400 AS usage_end, region, egress_class,
  region AS from_region, gb * {2**30} AS bytes, usd AS cost
FROM egress_cost_daily
"""

# What the transformation's dialect, Spark's, has and DuckDB has not.
_DIALECT = "CREATE OR REPLACE TEMP MACRO timestamp_seconds(x) AS make_timestamp(CAST(x AS BIGINT) * 1000000)"

_WINDOW = """
CREATE OR REPLACE TEMP VIEW analysis_window AS
SELECT CAST(epoch(min(hour)) AS BIGINT) AS start_time, CAST(epoch(max(hour)) AS BIGINT) + 3600 AS end_time
FROM egress_hourly
"""


def reconcile(tables: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """
    `egress_hourly` beside `egress_cost_daily` for the hours that the former covers: a row per region and class with
    flow_usd, bill_usd and unexplained_usd (NaN where there is no bill).
    """
    tables.execute(_DIALECT)
    tables.execute(_BILL_LINES)
    tables.execute(_WINDOW)
    return tables.execute(declarations.transformation("reconciliation")).df()
