"""The tables of one run, by name."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from pyspark.sql import DataFrame, SparkSession

from egress_etl import declarations, files


def new_folder(staging: str, unit: str) -> str:
    """A folder that no other run uses."""
    return f"{staging}{unit}/{uuid.uuid4().hex}/"


class Workspace:
    """
    Defines tables as Spark's temporary views, under a folder for those that are computed once: each of them goes through
    files, so that plans stay small and a lost worker costs little. The folder is deleted at the end of `with`.
    """

    def __init__(self, session: SparkSession, folder: str) -> None:
        self.session = session
        self.folder = folder

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, *_: object) -> None:
        files.delete(self.session, self.folder)

    def define(self, table: str, rows: DataFrame | None = None) -> DataFrame:
        """A table that is computed whenever it is read: of these rows, or by the transformation of its name."""
        rows = self._rows(table, rows)
        rows.createOrReplaceTempView(table)
        return rows

    def materialize(self, table: str, rows: DataFrame | None = None) -> DataFrame:
        """A table that is computed now, of these rows or by the transformation of its name."""
        rows = self._rows(table, rows)
        path = f"{self.folder}{table}/"
        rows.write.mode("overwrite").parquet(path)
        return self.define(table, self.session.read.schema(rows.schema).parquet(path))

    def define_empty(self, tables: Iterable[str]) -> None:
        for table in tables:
            self.define(table, self.session.createDataFrame([], declarations.ddl(table)))

    def _rows(self, table: str, rows: DataFrame | None) -> DataFrame:
        return self.session.sql(declarations.transformation(table)) if rows is None else rows
