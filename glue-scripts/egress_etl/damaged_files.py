"""Finds the files over which Spark has failed: of a truncated gzip file it does not say which one it is."""

from __future__ import annotations

from collections.abc import Callable, Set
from typing import TypeVar

from py4j.protocol import Py4JJavaError
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

_FAILURES = (Py4JJavaError, PySparkException)
_Made = TypeVar("_Made")


def despite_damage(session: SparkSession, paths: list[str], make: Callable[[Set[str]], _Made]) -> _Made:
    """
    What `make` returns. It is told of which files it shall take what can be read: of none at first, and where Spark fails, of
    those that are truncated gzip files. Raises ValueError that names the files that are damaged in another way.
    """
    try:
        return make(frozenset())
    except _FAILURES:
        faults = {**_faults(session, _of_kind(paths, is_parquet=True)), **_faults(session, _of_kind(paths, is_parquet=False))}
        truncated = {path for path, fault in faults.items() if path.endswith(".gz") and "java.io.EOFException" in fault}
        if faults.keys() > truncated:
            raise ValueError("\n".join(unreadable(path, faults[path]) for path in sorted(faults.keys() - truncated))) from None
        if not truncated:
            raise
    return make(truncated)


def unreadable(path: str, fault: str) -> str:
    """The sentence about a file that cannot be read, given what Java says of it."""
    return f"{path}: cannot be read ({cause_of(fault)}); get the file again, or take it away"


def cause_of(fault: str) -> str:
    """The line of a Java stack trace that says what happened."""
    lines = [line.strip() for line in fault.splitlines() if line.strip()]
    causes = [line.removeprefix("Caused by: ") for line in lines if line.startswith("Caused by: ")]
    return causes[-1] if causes else lines[0]


def _of_kind(paths: list[str], is_parquet: bool) -> list[str]:
    return [path for path in paths if path.endswith(".parquet") == is_parquet]


def _faults(session: SparkSession, paths: list[str]) -> dict[str, str]:
    """
    What Spark says of each file that it cannot read. It reads all of them, and those that it cannot read together again by
    halves, so that one damaged file of thousands costs as much as reading all of them three times.
    """
    fault = _fault(session, paths) if paths else None
    if fault is None:
        return {}
    if len(paths) == 1:
        return {paths[0]: fault}
    half = len(paths) // 2
    return {**_faults(session, paths[:half]), **_faults(session, paths[half:])}


def _fault(session: SparkSession, paths: list[str]) -> str | None:
    try:
        rows = session.read.parquet(*paths) if paths[0].endswith(".parquet") else session.read.text(paths)
        rows.write.format("noop").mode("overwrite").save()
    except _FAILURES as error:
        return str(error)
    return None
