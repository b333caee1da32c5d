"""The two engines behind one face: create tables from rows, run a transformation, read a table back."""

import itertools
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import duckdb
from pyspark.sql import SparkSession
from pyspark.sql.types import Row as SparkRow

GLUE_SCRIPTS = Path(__file__).parents[1]
Row = dict[str, Any]

STEPS = [
    "fingerprinted_flow_records",
    "flow_conversations",
    "record_fingerprints",
    "duplicate_fingerprints",
    *json.loads((GLUE_SCRIPTS / "classification.json").read_text()),
    "egress_hourly",
    "egress_cost_daily",
    "reconciliation",
]
TABLES = sorted(path.stem for path in (GLUE_SCRIPTS / "tables").glob("*.sql"))


def batched(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    remaining = iter(rows)
    while some := list(itertools.islice(remaining, size)):
        yield some


def transformation(name: str) -> str:
    return (GLUE_SCRIPTS / "sql" / f"{name}.sql").read_text()


class DuckDb:
    """DuckDB as the laptop uses it, with the Spark functions that it lacks."""

    def __init__(self) -> None:
        self.connection = duckdb.connect()
        self.connection.execute("SET TimeZone = 'UTC'")
        self.connection.execute((GLUE_SCRIPTS / "dialect/duckdb.sql").read_text())

    def create(self, table: str, rows: list[Row]) -> None:
        self.connection.execute((GLUE_SCRIPTS / "tables" / f"{table}.sql").read_text())
        by_names = sorted(rows, key=lambda row: list(row))
        for names, alike in itertools.groupby(by_names, key=lambda row: list(row)):
            for some in batched(alike, 500):
                marks = ", ".join([f"({', '.join('?' * len(names))})"] * len(some))
                values = [value for row in some for value in row.values()]
                self.connection.execute(f"INSERT INTO {table} ({', '.join(names)}) VALUES {marks}", values)

    def export(self, table: str, folder: Path) -> Path:
        path = folder / f"{table}.parquet"
        self.connection.execute(f"COPY {table} TO '{path}'")
        return path

    def materialize(self, name: str) -> None:
        self.connection.execute(f"CREATE OR REPLACE TABLE {name} AS {transformation(name)}")

    def rows(self, table: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(f"SELECT * FROM {table}").fetchall()

    def columns(self, table: str) -> list[str]:
        return [row[0] for row in self.connection.execute(f"DESCRIBE {table}").fetchall()]


class Spark:
    """Spark as Glue 5.0 uses it; each table goes through a file, so that plans stay small."""

    def __init__(self, session: SparkSession, folder: Path) -> None:
        self.session = session
        self.folder = folder

    def read(self, table: str, path: Path) -> None:
        self.session.read.parquet(str(path)).createOrReplaceTempView(table)

    def materialize(self, name: str) -> None:
        path = self.folder / name
        self.session.sql(transformation(name)).write.mode("overwrite").parquet(str(path))
        self.read(name, path)

    def rows(self, table: str, columns: list[str]) -> list[SparkRow]:
        return self.session.table(table).select(*columns).collect()
