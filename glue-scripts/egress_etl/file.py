"""A file as a listing tells of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class File:
    path: str
    size: int
    modified: int
    """Milliseconds since 1970."""

    @property
    def stamp(self) -> str:
        """Another one for another file, and for another content in the same place."""
        return hashlib.sha256(f"{self.path}\n{self.size}\n{self.modified}".encode()).hexdigest()[:16]
