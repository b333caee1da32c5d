"""Flow logs of every format become the same records."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pyspark.sql import SparkSession

from egress_etl import declarations
from egress_etl.flow_log_files import group_files
from egress_etl.logged_records import read_logged_records
from egress_etl.workspace import Workspace

Row = dict[str, Any]

START = 1_790_002_800
FIELDS = "account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end"
FIELDS += " action log-status pkt-dstaddr traffic-path"
VALUES = f"111122223333 eni-1 10.0.0.1 10.0.0.2 50000 443 6 3 400 {START} {START + 60} ACCEPT OK 8.8.8.8 8"
EXPECTED = {
    "record_kind": "vpc", "account_id": "111122223333", "interface_id": "eni-1", "srcaddr": "10.0.0.1",
    "dstaddr": "10.0.0.2", "srcport": 50000, "dstport": 443, "protocol": 6, "packets": 3, "bytes": 400,
    "start_time": START, "end_time": START + 60, "action": "ACCEPT", "log_status": "OK", "pkt_dstaddr": "8.8.8.8",
    "traffic_path": 8,
}  # fmt: skip


@pytest.fixture
def read(spark_session: SparkSession, tmp_path: Path) -> Callable[..., list[Row]]:
    """The records of some lines below a header, as dictionaries without what is NULL."""

    def read_text(*lines: str, fields: str | None = FIELDS, folder: str = "logs", log_format: str | None = None) -> list[Row]:
        path = tmp_path / folder / "a.log"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(f"{line}\n" for line in ([fields, *lines] if fields else lines)))
        return records(spark_session, [str(path)], log_format)

    return read_text


def records(session: SparkSession, paths: list[str], log_format: str | None = None) -> list[Row]:
    workspace = Workspace(session, "unused/")
    workspace.define("logged_records", read_logged_records(session, group_files(session, paths, log_format)))
    workspace.define("judged_records")
    rows = workspace.define("flow_records").collect()
    return [{name: value for name, value in row.asDict().items() if value is not None} for row in rows]


def test_text_with_a_header(read: Callable[..., list[Row]]) -> None:
    assert read(VALUES) == [EXPECTED]


def test_gzip(spark_session: SparkSession, tmp_path: Path) -> None:
    path = tmp_path / "a.log.gz"
    path.write_bytes(gzip.compress(f"{FIELDS}\n{VALUES}\n".encode()))
    assert records(spark_session, [str(path)]) == [EXPECTED]


def test_text_in_any_order_of_fields(read: Callable[..., list[Row]]) -> None:
    order = [5, 0, *range(1, 5), *range(6, 15)]
    shuffled = [" ".join(text.split()[position] for position in order) for text in (FIELDS, VALUES)]
    assert read(shuffled[1], fields=shuffled[0]) == [EXPECTED]


def test_text_without_a_header(read: Callable[..., list[Row]]) -> None:
    assert read(VALUES, fields=None, log_format=FIELDS) == [EXPECTED]


def test_what_a_delivery_stream_wraps(read: Callable[..., list[Row]]) -> None:
    assert read(json.dumps({"message": VALUES}), fields=None, log_format=FIELDS) == [EXPECTED]


def test_parquet(spark_session: SparkSession, tmp_path: Path) -> None:
    names = [name.replace("-", "_") for name in FIELDS.split()]
    numbers = {"srcport", "dstport", "protocol", "packets", "bytes", "start", "end", "traffic_path"}
    row = {name: int(value) if name in numbers else value for name, value in zip(names, VALUES.split(), strict=True)}
    path = tmp_path / "year=2026" / "a.parquet"
    spark_session.createDataFrame([row]).coalesce(1).write.parquet(str(path.parent))
    written = [str(file) for file in path.parent.glob("*.parquet")]
    assert records(spark_session, written) == [EXPECTED]


def test_account_and_region_of_the_path_stand_in_for_those_of_the_record(read: Callable[..., list[Row]]) -> None:
    folder = "AWSLogs/444455556666/vpcflowlogs/ap-south-1/2026/11/02"
    [record] = read(VALUES.replace("111122223333", "unknown"), folder=folder)
    assert (record["account_id"], record["region"]) == ("444455556666", "ap-south-1")


def test_milliseconds_are_seconds(read: Callable[..., list[Row]]) -> None:
    [record] = read(VALUES.replace(str(START), f"{START}000").replace(str(START + 60), f"{START + 60}999"))
    assert (record["start_time"], record["end_time"]) == (START, START + 60)


def test_transit_gateway_logs_name_the_attachment_and_the_sending_side(read: Callable[..., list[Row]]) -> None:
    fields = "tgw-id tgw-attachment-id tgw-src-vpc-id tgw-src-az-id srcaddr dstaddr bytes start end log-status"
    [record] = read(f"tgw-1 tgw-attach-1 vpc-1 use1-az1 10.0.0.1 10.9.0.1 5 {START} {START} OK", fields=fields)
    assert record == {
        "record_kind": "tgw", "interface_id": "tgw-attach-1", "resource_id": "tgw-1", "vpc_id": "vpc-1",
        "az_id": "use1-az1", "srcaddr": "10.0.0.1", "dstaddr": "10.9.0.1", "bytes": 5, "start_time": START,
        "end_time": START, "action": "ACCEPT", "log_status": "OK",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("line", "status"),
    [
        (VALUES.replace(" 400 ", " 4oo "), "MALFORMED"),
        (VALUES.replace(" 400 ", " +400 "), "MALFORMED"),
        (VALUES.replace(" 400 ", " - "), "MALFORMED"),
        (VALUES.replace(" 400 ", " - ").replace("ACCEPT", "REJECT"), "OK"),
        (VALUES.replace(" 400 ", " 2000000000000000 "), "MALFORMED"),
        (VALUES.replace(" 443 ", " 70000 "), "MALFORMED"),
        (VALUES.replace("ACCEPT", "PERHAPS"), "MALFORMED"),
        (VALUES.replace(str(START), str(START + 61)), "MALFORMED"),
        (VALUES.replace(str(START), "12"), "MALFORMED"),
        (VALUES.replace(str(START + 60), str(START + 3600)), "OK"),
        (VALUES.replace(str(START + 60), str(START + 3601)), "MALFORMED"),
        (VALUES.replace("10.0.0.1", "-").replace("10.0.0.2", "-").replace("8.8.8.8", "-"), "MALFORMED"),
        (VALUES + " more", "MALFORMED"),
        (VALUES.rsplit(" ", 1)[0], "MALFORMED"),
        (f"111122223333 eni-1 - - - - - - - {START} {START + 60} - NODATA - -", "NODATA"),
    ],
)
def test_impossible_records_are_kept_apart(read: Callable[..., list[Row]], line: str, status: str) -> None:
    [record] = read(line)
    assert record["log_status"] == status


def test_the_table_is_as_it_is_declared(spark_session: SparkSession, read: Callable[..., list[Row]]) -> None:
    read(VALUES)
    assert [name for name, _ in spark_session.sql(declarations.transformation("flow_records")).dtypes] == [
        column.name for column in declarations.columns("flow_records")
    ]
