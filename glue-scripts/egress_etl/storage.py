"""The few things that exact results need of storage: list files, create one only if it is not there, replace one at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from egress_etl.file import File
from egress_etl.local_storage import LocalStorage


class Storage(Protocol):
    """Whole files by their paths; folders end with a slash and need not be made."""

    def list(self, folder: str) -> list[File]:
        """All files below a folder, sorted by their paths."""
        ...

    def read(self, path: str) -> str | None:
        """None where the file is not there."""
        ...

    def create(self, path: str, text: str) -> bool:
        """False, and nothing changed, where the file is there already. Of two at once one wins."""
        ...

    def copy(self, source: str, target: str) -> bool:
        """Replaces the target: readers see the old file or the new one. False where the source is not there."""
        ...

    def delete(self, paths: Iterable[str]) -> None:
        """Those that are not there are fine."""
        ...


def storage_of(folder: str) -> Storage:
    """Raises ValueError for a folder that is neither in S3 nor of this machine."""
    scheme, separator, _ = folder.partition("://")
    if not separator or scheme == "file":
        return LocalStorage()
    if scheme in ("s3", "s3a"):
        # Runs on one machine need no boto3.
        from egress_etl.s3_storage import S3Storage

        return S3Storage()
    raise ValueError(f"{folder}: must be in S3 (s3://) or a folder of this machine")
