"""Finds the files of flow logs, and puts together those that are read alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass, replace
from datetime import date

from pyspark.sql import SparkSession

from egress_etl import files
from egress_etl.file import File
from egress_etl.flow_fields import parse_header, parse_log_format

# Below the prefix of the flow log: as AWS delivers to S3, the same in hive style, and through the delivery stream.
_DAY_FOLDERS = (
    "AWSLogs/*/vpcflowlogs/*/%Y/%m/%d",
    "AWSLogs/*/*/vpcflowlogs/*/%Y/%m/%d",
    "AWSLogs/aws-account-id=*/aws-service=vpcflowlogs/aws-region=*/year=%Y/month=%m/day=%d",
    "firehose/year=%Y/month=%m/day=%d",
)
_REGION = r"[a-z]{2}(?:-[a-z]+)+-\d"
_ACCOUNT_IN_PATH = (r"AWSLogs/(?:[^/]+/)*?(\d{12})/", r"aws-account-id=(\d{12})/", r"/(\d{12})_vpcflowlogs_[^/]*$")
_REGION_IN_PATH = (rf"/vpcflowlogs/({_REGION})/", rf"aws-region=({_REGION})/", rf"_vpcflowlogs_({_REGION})_[^/]*$")
# 111122223333_vpcflowlogs_eu-west-1_fl-0123456789abcdef0_20261121T0705Z_c4f6a1b2.log.gz
_FLOW_LOG_IN_PATH = re.compile(r"_vpcflowlogs_[^/]*_(fl-[^_/]+)_[^/]*?(\.[a-z.]+)$")


@dataclass(frozen=True)
class LogGroup:
    """Files of one format whose paths say the same."""

    fields: tuple[str, ...] | None
    """Canonical names in the order of the text's fields; None in Parquet."""
    header: str | None
    """The line that begins each file; None in files without one."""
    is_wrapped: bool
    """Each line is a JSON object with the record in `message`, as delivery streams have it."""
    account_id: str | None
    region: str | None
    is_truncated: bool = False
    """Each is a gzip file that ends too early."""


def flow_log_files(session: SparkSession, folder: str, day: date) -> list[File]:
    """Files in the folders of a UTC day."""
    return files.list_files(session, [folder + day.strftime(pattern) for pattern in _DAY_FOLDERS])


def group_files(
    session: SparkSession, paths: Iterable[str], log_format: str | None, truncated: Set[str] = frozenset()
) -> dict[LogGroup, list[str]]:
    """Raises ValueError that names the text file whose fields nobody knows."""
    of_one_format = _of_one_format(paths)
    headers = files.first_lines(session, [first for first, *_ in of_one_format if not first.endswith(".parquet")])
    groups: dict[LogGroup, list[str]] = {}
    for alike in of_one_format:
        for path in alike:
            group = _group_of(path, headers.get(alike[0]), log_format)
            groups.setdefault(replace(group, is_truncated=path in truncated), []).append(path)
    return groups


def _of_one_format(paths: Iterable[str]) -> list[list[str]]:
    """One of thousands of files tells the format of all: that of a flow log cannot be changed after it was made."""
    alike: dict[str, list[str]] = {}
    for path in paths:
        match = _FLOW_LOG_IN_PATH.search(path)
        alike.setdefault(f"{match[1]}{match[2]}" if match else path, []).append(path)
    return list(alike.values())


def _group_of(path: str, first_line: str | None, log_format: str | None) -> LogGroup:
    place = (_first_match(_ACCOUNT_IN_PATH, path), _first_match(_REGION_IN_PATH, path))
    if first_line is None:
        return LogGroup(None, None, False, *place)
    fields = parse_header(first_line)
    if fields is not None:
        return LogGroup(fields, first_line, False, *place)
    if log_format is None:
        raise ValueError(f"{path}: has no header line; give its LogFormat as --log-format")
    return LogGroup(parse_log_format(log_format), None, first_line.startswith('{"message"'), *place)


def _first_match(patterns: Iterable[str], path: str) -> str | None:
    matches = (re.search(pattern, path) for pattern in patterns)
    return next((match[1] for match in matches if match), None)
