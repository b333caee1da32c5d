"""
The ledger of a unit of results, such as a day of a table: numbered entries that say what the unit was made of and which
files it is. An entry is created only if its number is still free, so of two runs that start from the same entry one
wins; no lock is held, and none can be left behind by a run that was killed (docs/adr/007-exact-results-on-s3.md).
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field

from egress_etl.storage import Storage

_KEPT_ENTRIES = 20


@dataclass(frozen=True)
class Draft:
    """What a run would make of a unit."""

    inputs: list[str]
    """Stamps of all that it is made of."""
    files: dict[str, str] = field(default_factory=dict)
    """The files of the result by their places, and where a copy of each stands ready."""
    folders: list[str] = field(default_factory=list)
    """Folders that hold the result and nothing else."""
    staging: str = ""
    """Folder of the copies."""
    counts: dict[str, int] = field(default_factory=dict)
    """What its run has counted."""


@dataclass(frozen=True)
class Entry:
    number: int
    draft: Draft
    is_published: bool
    """Its files are in their places. Until then whoever comes by puts them there."""


class Ledger:
    """`folder` is the unit's own, with a slash at the end."""

    def __init__(self, storage: Storage, folder: str) -> None:
        self.storage = storage
        self._folder = folder

    def newest(self) -> Entry | None:
        while numbers := self._numbers():
            text = self.storage.read(self._path(numbers[-1]))
            # It may have become too old to be kept since it was listed.
            if text is not None:
                content = json.loads(text)
                return Entry(numbers[-1], Draft(**content["draft"]), content["is_published"])
        return None

    def append(self, entry: Entry) -> bool:
        """False where another run has appended since: the entry does not count then."""
        content = json.dumps({"is_published": entry.is_published, "draft": asdict(entry.draft)})
        if not self.storage.create(self._path(entry.number), content):
            return False
        numbers = self._numbers()
        self.storage.delete(self._path(number) for number in numbers[:-_KEPT_ENTRIES])
        # A number may be free again, long after, because its entry is too old to be kept.
        return numbers[-1] == entry.number

    def _numbers(self) -> list[int]:
        names = (file.path.rpartition("/")[2] for file in self.storage.list(self._folder))
        return sorted(int(name.removesuffix(".json")) for name in names if not name.startswith("."))

    def _path(self, number: int) -> str:
        return f"{self._folder}{number:08}.json"
