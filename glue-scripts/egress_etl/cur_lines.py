"""Reads CUR 2.0 exports into the declared table `cur_lines`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from pyspark.sql import DataFrame, SparkSession

from egress_etl import declarations, files
from egress_etl.bill_exports import newest_deliveries
from egress_etl.damaged_files import despite_damage
from egress_etl.file import File

# The export's own folder, or the folder of all exports.
_MONTH_FOLDERS = ("BILLING_PERIOD=%Y-%m", "data/BILLING_PERIOD=%Y-%m", "*/data/BILLING_PERIOD=%Y-%m")

# https://docs.aws.amazon.com/cur/latest/userguide/table-dictionary-cur2.html; the first column that the bill has counts.
_SOURCES = {
    "line_type": ("line_item_line_item_type",),
    "usage_start": ("line_item_usage_start_date",),
    "usage_end": ("line_item_usage_end_date",),
    "account_id": ("line_item_usage_account_id",),
    "region": ("product_region_code", "product_region"),
    "service": ("line_item_product_code",),
    "usage_type": ("line_item_usage_type",),
    "operation": ("line_item_operation",),
    "description": ("line_item_line_item_description",),
    "resource_id": ("line_item_resource_id",),
    "unit": ("pricing_unit",),
    "quantity": ("line_item_usage_amount",),
    "net_cost": ("line_item_net_unblended_cost", "line_item_unblended_cost"),
    "unblended_cost": ("line_item_unblended_cost",),
    "list_cost": ("pricing_public_on_demand_cost",),
}
_JUDGED = ("usage_start", "usage_end", "quantity", "net_cost", "unblended_cost")
_REQUIRED = ("line_type", "usage_start", "usage_type", "quantity", "net_cost")


def cur_files(session: SparkSession, folder: str, months: Iterable[date]) -> list[File]:
    """
    Parquet files of the CUR exports under the folder for these billing months, as they were delivered last. Other exports
    (FOCUS) are left out.
    """
    patterns = [folder + month.strftime(pattern) for month in months for pattern in _MONTH_FOLDERS]
    bill = newest_deliveries(file for file in files.list_files(session, patterns) if file.path.endswith(".parquet"))
    exports = [list(of_export) for _, of_export in groupby(bill, lambda file: file.path.rpartition("BILLING_PERIOD=")[0])]
    return [file for export in exports if _is_cur(session, export[-1].path) for file in export]


def _is_cur(session: SparkSession, path: str) -> bool:
    """One file tells it of its whole export: AWS makes an export anew when its schema changes."""
    columns = despite_damage(session, [path], lambda _: session.read.parquet(path).columns)
    return any(name.lower().startswith("line_item_") for name in columns)


def read_cur_lines(session: SparkSession, paths: list[str]) -> DataFrame:
    """
    Lines of all files, of every charge type. Raises ValueError that names the column without which no traffic can be
    priced.
    """
    lines = session.read.option("mergeSchema", "true").parquet(*paths)
    present = {name.lower() for name in lines.columns}
    found = {name: next((source for source in sources if source in present), None) for name, sources in _SOURCES.items()}
    for name in _REQUIRED:
        if found[name] is None:
            columns = " or ".join(_SOURCES[name])
            raise ValueError(f"{paths[0]}: this export has no column {columns}; add it to the export's columns")
    types = {column.name: column.sql_type for column in declarations.columns("cur_lines") if column.name in _SOURCES}
    # A number that cannot be read is damage, not absence.
    legible = [
        f"({_value(source, types[name])} IS NOT NULL OR nullif(CAST({source} AS STRING), '') IS NULL)"
        for name, source in found.items()
        if source is not None and name in _JUDGED
    ]
    return lines.selectExpr(
        "_metadata.file_path AS file",
        "to_json(struct(*)) AS line",
        f"{' AND '.join(legible)} AS is_whole",
        *(f"{_value(found[name], sql_type)} AS {name}" for name, sql_type in types.items()),
    )


def _value(source: str | None, sql_type: str) -> str:
    if source is None:
        return f"CAST(NULL AS {sql_type})"
    if sql_type == "BIGINT":
        return f"unix_seconds(try_cast({source} AS TIMESTAMP))"
    return f"nullif(CAST({source} AS STRING), '')" if sql_type == "STRING" else f"try_cast({source} AS {sql_type})"
