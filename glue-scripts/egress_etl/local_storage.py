"""Folders of this machine as `Storage`."""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
from collections.abc import Iterable
from pathlib import Path

# As with S3, nobody sees a file before it is whole: who tidies up must not take what another run is about to put in place.
UNFINISHED = ".unfinished-"


class LocalStorage:
    def list(self, folder: str) -> list[str]:
        root = _path(folder)
        files = (path for path in root.rglob("*") if path.is_file() and not path.name.startswith(UNFINISHED))
        return sorted(f"{folder}{path.relative_to(root).as_posix()}" for path in files)

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


def _path(path: str) -> Path:
    # Spark calls local files by URI: file:/tmp/a or file:///tmp/a.
    return Path("/" + path.removeprefix("file:").lstrip("/")) if path.startswith("file:") else Path(path)
