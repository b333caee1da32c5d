from __future__ import annotations

from pathlib import Path

import pytest
from pyspark.sql import SparkSession

from egress_etl import files
from egress_etl.file import File


def test_files_below_every_folder_of_a_pattern_are_listed_with_what_tells_them_apart(
    spark_session: SparkSession, tmp_path: Path
) -> None:
    wanted = [write(tmp_path, name) for name in ("a/2026/11/02/1.log", "b/2026/11/02/deeper/2.log")]
    for name in ("a/2026/11/03/other-day.log", "a/2026/11/02/_SUCCESS", "a/2026/11/02/.1.log.crc"):
        write(tmp_path, name)
    (tmp_path / "a/2026/11/02/empty.log").touch()
    listed = files.list_files(spark_session, [f"{tmp_path}/*/2026/11/02", f"{tmp_path}/a/2026/11/02", f"{tmp_path}/none"])
    assert listed == [File(f"file:{path}", path.stat().st_size, path.stat().st_mtime_ns // 1_000_000) for path in wanted]


def test_listing_takes_no_call_of_java_for_each_file(
    spark_session: SparkSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(300):
        write(tmp_path, f"logs/{number}.log")
    calls = 0
    client = spark_session.sparkContext._gateway._gateway_client  # type: ignore[union-attr]
    send = client.send_command

    def counted(*arguments: object, **options: object) -> object:
        nonlocal calls
        calls += 1
        return send(*arguments, **options)

    monkeypatch.setattr(client, "send_command", counted)
    assert len(files.list_files(spark_session, [f"{tmp_path}/logs"])) == 300
    assert calls < 100


def write(folder: Path, name: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(name)
    return path
