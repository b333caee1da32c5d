from __future__ import annotations

from pathlib import Path

import pytest
from pyspark.sql import SparkSession

from egress_etl.flow_fields import parse_header, parse_log_format
from egress_etl.flow_log_files import LogGroup, group_files

HEADER = "version account-id interface-id srcaddr dstaddr bytes start end"
FIELDS = ("version", "account_id", "interface_id", "srcaddr", "dstaddr", "bytes", "start", "end")


def test_headers_name_fields_with_hyphens_or_underscores() -> None:
    assert parse_header(HEADER) == FIELDS
    assert parse_header(HEADER.replace("-", "_")) == FIELDS


@pytest.mark.parametrize("line", ["2 111122223333 eni-1 10.0.0.1 10.0.0.2 40 1 2", "", "Some other text"])
def test_records_and_other_texts_are_no_headers(line: str) -> None:
    assert parse_header(line) is None


def test_a_log_format_is_taken_as_aws_prints_it() -> None:
    printed = " ".join(f"${{{name}}}" for name in HEADER.split())
    assert parse_log_format(printed) == FIELDS


def test_a_log_format_without_fields_is_refused() -> None:
    with pytest.raises(ValueError, match="--log-format: 'a b' is no flow-log format"):
        parse_log_format("a b")


def test_files_are_grouped_by_fields_and_by_what_their_paths_say(spark_session: SparkSession, tmp_path: Path) -> None:
    plain = write(tmp_path, "AWSLogs/111122223333/vpcflowlogs/eu-west-1/2026/11/02/a.log", f"{HEADER}\n")
    other = write(tmp_path, "AWSLogs/111122223333/vpcflowlogs/eu-west-1/2026/11/02/b.log", f"{HEADER} action\n")
    hive = write(tmp_path, "AWSLogs/aws-account-id=444455556666/aws-region=us-east-1/c.parquet", "")
    piped = write(tmp_path, "firehose/year=2026/d", '{"message":"2 111122223333 eni-1"}\n')
    groups = group_files(spark_session, [plain, other, hive, piped], "interface-id bytes")
    assert groups == {
        LogGroup(FIELDS, HEADER, False, "111122223333", "eu-west-1"): [plain],
        LogGroup((*FIELDS, "action"), f"{HEADER} action", False, "111122223333", "eu-west-1"): [other],
        LogGroup(None, None, False, "444455556666", "us-east-1"): [hive],
        LogGroup(("interface_id", "bytes"), None, True, None, None): [piped],
    }


def test_one_file_tells_the_fields_of_all_files_of_its_flow_log(spark_session: SparkSession, tmp_path: Path) -> None:
    day = "AWSLogs/111122223333/vpcflowlogs/eu-west-1/2026/11/02/111122223333_vpcflowlogs_eu-west-1"
    first = write(tmp_path, f"{day}_fl-1_20261102T0000Z_ab.log", f"{HEADER}\n")
    second = write(tmp_path, f"{day}_fl-1_20261102T0005Z_cd.log", "never looked into\n")
    other = write(tmp_path, f"{day}_fl-2_20261102T0000Z_ef.log", f"{HEADER} action\n")
    assert group_files(spark_session, [first, second, other], None) == {
        LogGroup(FIELDS, HEADER, False, "111122223333", "eu-west-1"): [first, second],
        LogGroup((*FIELDS, "action"), f"{HEADER} action", False, "111122223333", "eu-west-1"): [other],
    }


def test_a_file_whose_fields_nobody_knows_is_named(spark_session: SparkSession, tmp_path: Path) -> None:
    path = write(tmp_path, "a.log", "2 111122223333 eni-1\n")
    with pytest.raises(ValueError, match=r"a\.log: has no header line; give its LogFormat as --log-format"):
        group_files(spark_session, [path], None)


def write(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return str(path)
