"""Reads flow-log files of every format into the declared table `logged_records`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce

from pyspark.sql import DataFrame, SparkSession

from egress_etl import declarations
from egress_etl.flow_fields import canonical_field
from egress_etl.flow_log_files import LogGroup

_TABLE = "logged_records"
# `end` is a word of SQL.
_FIELD_OF = {"logged_start": "start", "logged_end": "end"}
_OF_THE_GROUP = {"file", "line", "path_account_id", "path_region", "is_whole"}
_FILE = "_metadata.file_path AS file"
_WHERE_ABSENT = {"action": "'ACCEPT'", "log_status": "'OK'"}

FieldSql = Callable[[str], str]


def read_logged_records(session: SparkSession, groups: Mapping[LogGroup, list[str]]) -> DataFrame:
    """Every record of the files; needs at least one group."""
    parts = [_read_group(session, group, paths) for group, paths in groups.items()]
    return reduce(DataFrame.unionByName, parts)


def _read_group(session: SparkSession, group: LogGroup, paths: list[str]) -> DataFrame:
    if group.fields is None:
        return _read_parquet(session, group, paths)
    # Without the option, Spark ends the job over such a file; with it, it takes the lines that are whole.
    lines = session.read.option("ignoreCorruptFiles", group.is_truncated).text(paths)
    records = lines if group.header is None else lines.where(lines.value != group.header)
    positions = {field: position for position, field in enumerate(group.fields)}
    record = "get_json_object(value, '$.message')" if group.is_wrapped else "value"
    split = records.selectExpr(f"split(rtrim({record}), ' ') AS fields", "value AS line", _FILE)
    has_all = f"size(fields) = {len(group.fields)}"
    return split.selectExpr(*_columns(group, lambda field: f"fields[{positions[field]}]", set(positions), has_all))


def _read_parquet(session: SparkSession, group: LogGroup, paths: list[str]) -> DataFrame:
    files = session.read.option("mergeSchema", "true").parquet(*paths)
    names = {canonical_field(name): name for name in files.columns}
    records = files.selectExpr("*", "to_json(struct(*)) AS line", _FILE)
    return records.selectExpr(*_columns(group, lambda field: f"`{names[field]}`", set(names), "true"))


def _columns(group: LogGroup, value_of: FieldSql, fields: set[str], has_all: str) -> list[str]:
    """The SELECT list that makes the declared columns of what the log has."""
    columns = [column for column in declarations.columns(_TABLE) if column.name not in _OF_THE_GROUP]
    present = {column.name: _FIELD_OF.get(column.name, column.name) for column in columns}
    numbers = [
        value_of(present[column.name]) for column in columns if column.sql_type != "STRING" and present[column.name] in fields
    ]
    # A number that cannot be read is damage, not absence.
    legible = [f"(nullif(CAST({value} AS STRING), '-') IS NULL OR {_number(value)} IS NOT NULL)" for value in numbers]
    return [
        "file",
        "line",
        f"{_literal(group.account_id)} AS path_account_id",
        f"{_literal(group.region)} AS path_region",
        f"{' AND '.join([has_all, *legible])} AS is_whole",
        *(
            f"{_value(value_of(present[name]), sql_type) if present[name] in fields else _absent(name, sql_type)} AS {name}"
            for name, sql_type in ((column.name, column.sql_type) for column in columns)
        ),
    ]


def _value(value: str, sql_type: str) -> str:
    return f"nullif(CAST({value} AS STRING), '-')" if sql_type == "STRING" else _number(value)


def _number(value: str) -> str:
    # Spark takes a plus sign for part of a number; no log writes one.
    return f"try_cast(CASE WHEN NOT startswith({value}, '+') THEN {value} END AS BIGINT)"


def _absent(name: str, sql_type: str) -> str:
    return _WHERE_ABSENT.get(name, f"CAST(NULL AS {sql_type})")


def _literal(text: str | None) -> str:
    return "CAST(NULL AS STRING)" if text is None else f"'{text}'"
