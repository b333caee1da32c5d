"""Amazon S3 as `Storage`, by conditional writes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.exceptions import ClientError

from egress_etl.file import File

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_DELETED_AT_ONCE = 1000
# https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
_CREATED_BY_ANOTHER = ("PreconditionFailed", "ConditionalRequestConflict")

# As far as CopyObject takes a file; without, boto3 copies in parts what is larger than 8 MiB.
_IN_ONE_REQUEST = TransferConfig(multipart_threshold=5 * 1024**3)

_IS_GONE = ("404", "NoSuchKey")


class S3Storage:
    def __init__(self) -> None:
        self._client: S3Client = boto3.client("s3")
        # The boto3 that Glue 5.0 comes with is older than the parameter IfNoneMatch.
        self._creating_client: S3Client = boto3.client("s3")
        self._creating_client.meta.events.register("before-call.s3.PutObject", _only_if_absent)

    def list(self, folder: str) -> list[File]:
        scheme, bucket, prefix = _parts(folder)
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
        found = (each for page in pages for each in page.get("Contents", []))
        return sorted(
            File(f"{scheme}://{bucket}/{each['Key']}", each["Size"], int(each["LastModified"].timestamp() * 1000))
            for each in found
        )

    def read(self, path: str) -> str | None:
        _, bucket, key = _parts(path)
        try:
            return self._client.get_object(Bucket=bucket, Key=key)["Body"].read().decode("utf-8")
        except self._client.exceptions.NoSuchKey:
            return None

    def create(self, path: str, text: str) -> bool:
        _, bucket, key = _parts(path)
        try:
            self._creating_client.put_object(Bucket=bucket, Key=key, Body=text.encode("utf-8"))
        except ClientError as error:
            if error.response["Error"]["Code"] in _CREATED_BY_ANOTHER:
                return False
            raise
        return True

    def copy(self, source: str, target: str) -> bool:
        _, from_bucket, from_key = _parts(source)
        _, bucket, key = _parts(target)
        try:
            self._client.copy({"Bucket": from_bucket, "Key": from_key}, bucket, key, Config=_IN_ONE_REQUEST)
        except ClientError as error:
            if error.response["Error"]["Code"] in _IS_GONE:
                return False
            raise
        return True

    def delete(self, paths: Iterable[str]) -> None:
        places = [_parts(path) for path in paths]
        for bucket in {bucket for _, bucket, _ in places}:
            keys = [key for _, its_bucket, key in places if its_bucket == bucket]
            for first in range(0, len(keys), _DELETED_AT_ONCE):
                some = keys[first : first + _DELETED_AT_ONCE]
                answer = self._client.delete_objects(
                    Bucket=bucket, Delete={"Objects": [{"Key": key} for key in some], "Quiet": True}
                )
                for error in answer.get("Errors", []):
                    raise OSError(f"s3://{bucket}/{error.get('Key')}: could not be deleted: {error.get('Message')}")


def _only_if_absent(params: dict[str, Any], **_: object) -> None:
    params["headers"]["If-None-Match"] = "*"


def _parts(path: str) -> tuple[str, str, str]:
    scheme, _, rest = path.partition("://")
    bucket, _, key = rest.partition("/")
    return scheme, bucket, key
