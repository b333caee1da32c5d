"""Input that is damaged: of truncated gzip files what is there counts, and any other is named."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Set
from pathlib import Path

import pytest
from pyspark.sql import SparkSession

from egress_etl import files
from egress_etl.damaged_files import despite_damage
from egress_etl.flow_log_files import group_files
from egress_etl.logged_records import read_logged_records

HEADER = "version account-id interface-id srcaddr dstaddr bytes start end"
LINES = [f"2 111122223333 eni-{number:x} 10.0.0.1 10.0.{number % 256}.2 {number * 7919} 1 2" for number in range(20_000)]
WHOLE = gzip.compress("".join(f"{line}\n" for line in [HEADER, *LINES]).encode())
MIDDLE = len(WHOLE) // 2
CORRUPT = WHOLE[:MIDDLE] + bytes(64) + WHOLE[MIDDLE + 64 :]


def read_lines(session: SparkSession, paths: list[str]) -> tuple[int, Set[str]]:
    def read(truncated: Set[str]) -> tuple[int, Set[str]]:
        records = read_logged_records(session, group_files(session, paths, None, truncated))
        return records.agg({"line": "max", "bytes": "sum"}).collect()[0]["sum(bytes)"], truncated

    return despite_damage(session, paths, read)


@pytest.fixture
def paths(tmp_path: Path) -> list[str]:
    """Five files without fault."""
    for number in range(5):
        (tmp_path / f"{number}.log.gz").write_bytes(WHOLE)
    return [str(tmp_path / f"{number}.log.gz") for number in range(5)]


def test_whole_lines_of_truncated_files_count_and_the_files_are_told(spark_session: SparkSession, paths: list[str]) -> None:
    cut = WHOLE[:MIDDLE]
    for path in (paths[1], paths[4]):
        Path(path).write_bytes(cut)
    readable = zlib.decompressobj(wbits=31).decompress(cut).decode()
    there = [int(line.split()[5]) for line in readable.split("\n")[1:-1]]
    total, truncated = read_lines(spark_session, paths)
    assert truncated == {paths[1], paths[4]}
    of_whole_files = 3 * sum(int(line.split()[5]) for line in LINES)
    assert total == of_whole_files + 2 * sum(there)


@pytest.mark.parametrize("damage", [b"", b"\x1f\x8b\x08\x00"], ids=["no gzip", "cut in its header"])
def test_a_file_without_a_readable_line_is_named(spark_session: SparkSession, paths: list[str], damage: bytes) -> None:
    Path(paths[2]).write_bytes(damage or b"no gzip at all")
    with pytest.raises(ValueError, match=r"/2\.log\.gz: cannot be read \(.*\); get the file again, or take it away"):
        read_lines(spark_session, paths)


@pytest.mark.parametrize("damage", [CORRUPT, WHOLE + b"these bytes are no gzip"], ids=["wrong bytes", "bytes after the end"])
def test_a_corrupt_file_is_named(spark_session: SparkSession, paths: list[str], damage: bytes) -> None:
    Path(paths[3]).write_bytes(damage)
    with pytest.raises(ValueError, match=r"^\S*/3\.log\.gz: cannot be read \(.*\); get the file again, or take it away$"):
        read_lines(spark_session, paths)


def test_damaged_parquet_files_are_named(spark_session: SparkSession, tmp_path: Path) -> None:
    rows = spark_session.range(20_000).selectExpr("uuid() AS interface_id", "id AS bytes")
    rows.repartition(3).write.parquet(str(tmp_path / "logs"))
    paths = files.paths(files.list_files(spark_session, [str(tmp_path / "logs")]))
    pages, footer = (Path(path.removeprefix("file:")) for path in paths[:2])
    damaged = bytearray(pages.read_bytes())
    damaged[100:4000] = bytes(3900)
    pages.write_bytes(damaged)
    footer.write_bytes(footer.read_bytes()[:-100])
    with pytest.raises(ValueError, match=r"cannot be read \(") as raised:
        read_lines(spark_session, paths)
    assert [line.partition(": cannot")[0] for line in str(raised.value).splitlines()] == paths[:2]


def test_a_failure_without_a_damaged_file_is_told_as_it_is(spark_session: SparkSession, paths: list[str]) -> None:
    def fail(_: Set[str]) -> None:
        spark_session.sql("SELECT * FROM no_such_table")

    with pytest.raises(Exception, match="no_such_table"):
        despite_damage(spark_session, paths[:1], fail)
