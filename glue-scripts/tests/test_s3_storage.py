"""S3 does what `Storage` promises, as far as moto knows S3."""

from __future__ import annotations

import time
from collections.abc import Iterator

import boto3
import pytest
from moto import mock_aws

from egress_etl import s3_storage
from egress_etl.s3_storage import S3Storage
from egress_etl.storage import Storage, storage_of

FOLDER = "s3://tables/_ledger/"


@pytest.fixture
def storage(monkeypatch: pytest.MonkeyPatch) -> Iterator[Storage]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    with mock_aws():
        boto3.client("s3").create_bucket(Bucket="tables")
        yield storage_of("s3://tables/")


def test_a_file_is_created_once(storage: Storage) -> None:
    assert isinstance(storage, S3Storage)
    assert storage.create(f"{FOLDER}1.json", "first")
    assert not storage.create(f"{FOLDER}1.json", "second")
    assert storage.read(f"{FOLDER}1.json") == "first"
    assert storage.read(f"{FOLDER}2.json") is None


def test_a_copy_replaces_what_is_there(storage: Storage) -> None:
    storage.create(f"{FOLDER}1.json", "old")
    storage.create("s3://tables/staging/a.json", "new")
    assert storage.copy("s3://tables/staging/a.json", f"{FOLDER}1.json")
    assert storage.read(f"{FOLDER}1.json") == "new"
    assert not storage.copy("s3://tables/staging/gone.json", f"{FOLDER}1.json")


def test_a_large_result_is_copied_in_one_request(storage: Storage) -> None:
    assert isinstance(storage, S3Storage)
    storage.create("s3://tables/staging/a.parquet", "x" * 9 * 1024**2)
    asked: list[str] = []
    storage._client.meta.events.register("before-call.s3", lambda model, **_: asked.append(model.name))
    assert storage.copy("s3://tables/staging/a.parquet", "s3://tables/a.parquet")
    assert asked == ["HeadObject", "CopyObject"]


def test_files_are_listed_by_folder_and_deleted_whether_they_are_there_or_not(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(s3_storage, "_DELETED_AT_ONCE", 2)
    paths = [f"{FOLDER}{number}.json" for number in range(6)]
    for path in paths:
        storage.create(path, "some text")
    storage.create("s3://tables/other/1.json", "")
    listed = storage.list(FOLDER)
    assert [file.path for file in listed] == paths
    assert {file.size for file in listed} == {len("some text")}
    assert all(abs(file.modified / 1000 - time.time()) < 60 for file in listed)
    storage.delete([*paths[1:], f"{FOLDER}gone.json"])
    assert storage.list(FOLDER) == listed[:1]
    assert [file.path for file in storage.list("s3://tables/other/")] == ["s3://tables/other/1.json"]
