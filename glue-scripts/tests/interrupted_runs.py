"""Runs that replace a small table, and are watched, killed or disturbed between any two of their steps."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from pathlib import Path

from egress_etl.file import File
from egress_etl.ledger import Draft, Ledger
from egress_etl.local_storage import LocalStorage
from egress_etl.publication import replace_unit


class KilledError(Exception):
    pass


class Watched:
    """Storage that calls `before` ahead of each step that it takes."""

    def __init__(self, before: Callable[[], None]) -> None:
        self._storage = LocalStorage()
        self._before = before

    def list(self, folder: str) -> list[File]:
        self._before()
        return self._storage.list(folder)

    def read(self, path: str) -> str | None:
        self._before()
        return self._storage.read(path)

    def create(self, path: str, text: str) -> bool:
        self._before()
        return self._storage.create(path, text)

    def copy(self, source: str, target: str) -> bool:
        self._before()
        return self._storage.copy(source, target)

    def delete(self, paths: Iterable[str]) -> None:
        for path in paths:
            self._before()
            self._storage.delete([path])


class Bench:
    """A day whose table has one row for each word that has arrived, in as many files as there are letters in use."""

    def __init__(self, folder: Path) -> None:
        self._folder = f"{folder}/"
        self._runs = itertools.count()
        self.arrived = ["apple", "avocado", "banana"]

    def run(self, before: Callable[[], None] = lambda: None) -> bool:
        storage, staging = Watched(before), f"{self._folder}staging/{next(self._runs)}/"

        def make(made_of: Draft | None) -> Draft | None:
            words = sorted(self.arrived)
            if made_of is not None and made_of.inputs == words:
                return None
            files = {}
            for number, (letter, some) in enumerate(itertools.groupby(words, key=lambda word: word[0])):
                before()
                (Path(staging)).mkdir(parents=True, exist_ok=True)
                (Path(staging) / letter).write_text(" ".join(some))
                files[f"{self._folder}table/date=2026-11-21/part-{number:05}"] = f"{staging}{letter}"
            return Draft(words, files, [f"{self._folder}table/date=2026-11-21/"], staging)

        return replace_unit(Ledger(storage, f"{self._folder}_ledger/day/"), make)

    def table(self) -> dict[str, str]:
        return {path.name: path.read_text() for path in Path(self._folder).glob("table/*/*")}

    def staged(self) -> list[Path]:
        return [path for path in Path(self._folder).glob("staging/*/*") if path.is_file()]


def at(step: int, action: Callable[[], None]) -> Callable[[], None]:
    """Takes the action ahead of the n-th step."""
    steps = itertools.count()

    def before() -> None:
        if next(steps) == step:
            action()

    return before


def kill() -> None:
    raise KilledError


def steps_of(tmp_path: Path) -> int:
    """How many steps a run takes that replaces a table."""
    bench, steps = Bench(tmp_path), list[None]()
    bench.run()
    bench.arrived.append("cherry")
    bench.run(lambda: steps.append(None))
    return len(steps)
