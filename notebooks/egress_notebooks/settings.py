"""Where the notebooks find their data: `settings.json` beside them, written by whatever installed them."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from pathlib import Path

SETTINGS_FILE = "settings.json"


@dataclass(frozen=True)
class Settings:
    """Locations are paths on this machine or `s3://…`."""

    tables: str
    """Folder of the tables that `egress analyze --out` and `egress detect --out`, or the Glue jobs, have written."""
    analysis: str
    """What `egress analyze --json` printed."""
    endpoint: str
    """Name of the SageMaker endpoint that scores."""
    incidents: str = ""
    """A document like the simulator's truth.json, of what is known to have happened; empty where nothing is known."""


def load_settings(file: str | Path = SETTINGS_FILE) -> Settings:
    """Reads the settings; raises ValueError that names the file and every key that is missing or unknown."""
    path = Path(file)
    if not path.exists():
        raise FileNotFoundError(f"{path.resolve()} is not there; 'npm start -w notebooks' writes it")
    values = json.loads(path.read_text("utf-8"))
    known = {field.name for field in fields(Settings)}
    missing = sorted(known - values.keys() - {"incidents"})
    unknown = sorted(values.keys() - known)
    if missing or unknown:
        raise ValueError(f"{path}: missing keys {missing}, unknown keys {unknown}; known are {sorted(known)}")
    return Settings(**values)
