"""The product's Parquet tables as DuckDB views, with the columns that `glue-scripts/tables` declares."""

from __future__ import annotations

import duckdb
import pyarrow as pa
import pyarrow.dataset
import pyarrow.types
from egress_etl import declarations
from pyarrow import fs

from egress_notebooks.locations import resolve

_MADE_BY = {"egress_features_hourly": "egress detect TABLES --out DIR"}


def open_tables(location: str, *names: str) -> duckdb.DuckDBPyConnection:
    """
    A database with these tables of a folder, read only as far as a query needs. Raises FileNotFoundError for a table
    that is not there, and ValueError for one without a declared column.
    """
    connection = duckdb.connect()
    # Hours are UTC in the tables; without it they would be shown in the time zone of the machine.
    connection.execute("SET TimeZone = 'UTC'")
    for name in names:
        _define(connection, location, name)
    return connection


def _define(connection: duckdb.DuckDBPyConnection, location: str, name: str) -> None:
    filesystem, root = resolve(location)
    folder = f"{root}/{name}"
    if filesystem.get_file_info(folder).type != fs.FileType.Directory:
        command = _MADE_BY.get(name, "egress analyze LOGS --out DIR")
        raise FileNotFoundError(f"{location} holds no {name}; it is made by: {command}")
    files = pyarrow.dataset.dataset(folder, filesystem=filesystem, format="parquet", partitioning="hive")
    columns = [column.name for column in declarations.columns(name)]
    absent = [column for column in columns if column not in files.schema.names]
    if absent:
        raise ValueError(f"{folder}: no column {', '.join(absent)}; written by another version?")
    connection.register(f"{name}_files", files)
    selected = [_selected(column, files.schema) for column in columns]
    connection.execute(f"CREATE VIEW {name} AS SELECT {', '.join(selected)}, date FROM {name}_files")


def _selected(column: str, schema: pa.Schema) -> str:
    # Features are in folders date=2026-11-21/hour=07, and then the hour is no column of the files.
    if column == "hour" and not pa.types.is_timestamp(schema.field("hour").type):
        return "CAST(date AS TIMESTAMP) + CAST(hour AS INTEGER) * INTERVAL 1 HOUR AS hour"
    return column
