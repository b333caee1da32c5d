"""Files and folders, on this machine or in S3, by one way of writing: `./tables` or `s3://bucket/prefix`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pyarrow import fs


def resolve(location: str) -> tuple[fs.FileSystem, str]:
    """The file system of a location, and the path in it without a slash at the end."""
    if "://" in location:
        filesystem, path = fs.FileSystem.from_uri(location)
        return filesystem, path.rstrip("/")
    return fs.LocalFileSystem(), str(Path(location).resolve())


def read_json(location: str, made_by: str) -> Any:
    """The document there; raises FileNotFoundError that says which command makes it."""
    filesystem, path = resolve(location)
    if filesystem.get_file_info(path).type != fs.FileType.File:
        raise FileNotFoundError(f"{location} is not there; it is made by: {made_by}")
    with filesystem.open_input_stream(path) as stream:
        return json.loads(stream.read())
