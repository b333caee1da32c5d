"""Folders of this machine as `Storage`."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
import uuid
from collections.abc import Iterable
from pathlib import Path

from egress_etl.file import File

# As with S3, nobody sees a file before it is whole: who tidies up must not take what another run is about to put in place.
UNFINISHED = ".unfinished-"


class LocalStorage:
    def list(self, folder: str) -> list[File]:
        root = _path(folder)
        finished = (path for path in root.rglob("*") if not path.name.startswith(UNFINISHED))
        found = (_file(path, f"{folder}{path.relative_to(root).as_posix()}") for path in finished)
        return sorted(file for file in found if file is not None)

    def read(self, path: str) -> str | None:
        try:
            return _path(path).read_text("utf-8")
        except FileNotFoundError:
            return None

    def create(self, path: str, text: str) -> bool:
        target = _path(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=target.parent, prefix=UNFINISHED, encoding="utf-8") as whole:
            whole.write(text)
            whole.flush()
            try:
                os.link(whole.name, target)
            except FileExistsError:
                return False
        return True

    def copy(self, source: str, target: str) -> bool:
        place = _path(target)
        place.parent.mkdir(parents=True, exist_ok=True)
        whole = place.with_name(f"{UNFINISHED}{uuid.uuid4().hex}")
        try:
            shutil.copyfile(_path(source), whole)
        except FileNotFoundError:
            return False
        whole.replace(place)
        return True

    def delete(self, paths: Iterable[str]) -> None:
        for path in paths:
            _path(path).unlink(missing_ok=True)


def _file(path: Path, name: str) -> File | None:
    """None where it is no file, or has been deleted since it was seen."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return File(name, status.st_size, status.st_mtime_ns // 1_000_000) if stat.S_ISREG(status.st_mode) else None


def _path(path: str) -> Path:
    # Spark calls local files by URI: file:/tmp/a or file:///tmp/a.
    return Path("/" + path.removeprefix("file:").lstrip("/")) if path.startswith("file:") else Path(path)
