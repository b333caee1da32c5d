"""
Finds flow logs with records of another day than that of their folder: some records are late, and some cross midnight. Each
file is looked into once. Two ledgers remember it: `flow_logs/` which files of a day's folder were looked into, `strays/`
which files of other folders hold records of a day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

from egress_etl import declarations, files
from egress_etl.arguments import FlowLogArguments
from egress_etl.damaged_files import despite_damage
from egress_etl.file import File
from egress_etl.flow_log_files import flow_log_files
from egress_etl.flow_records import define_flow_records
from egress_etl.ledger import Draft, Entry, Ledger
from egress_etl.publication import ledger_of
from egress_etl.workspace import Workspace


@dataclass(frozen=True)
class Look:
    """Into the files of a day's folder that no run has looked into."""

    days: Set[date]
    """Other days of which they hold records."""
    seen: list[str]
    """Stamps of all files of the folder, and how they were read; empty where there is nothing new."""
    ledger: Ledger

    def remember(self) -> None:
        """To be called when those days are made: where a run is killed before, the next one looks again, and makes them."""
        if self.seen:
            _note(self.ledger, self.seen, keep=False)


def look_into(session: SparkSession, arguments: FlowLogArguments, folder: date) -> Look:
    """Notes which files of a day's folder hold records of other days, of those that no run has looked into."""
    own = flow_log_files(session, arguments.flow_logs, folder)
    reading = [declarations.release(), f"{arguments.log_format}"]
    ledger = ledger_of(arguments.output, f"flow_logs/{folder}")
    seen = _noted(ledger)
    new = [file for file in own if file.stamp not in seen or not seen.issuperset(reading)]
    strays = _strays_among(session, arguments, folder, new) if new else {}
    for day, some in strays.items():
        _note(_strays_ledger(arguments, day), [f"{folder} {file.stamp}" for file in some], keep=True)
    return Look(strays.keys(), [*reading, *files.stamps(own)] if new else [], ledger)


def strays_of(session: SparkSession, arguments: FlowLogArguments, day: date) -> list[File]:
    """The files that lie in other days' folders and hold records of the day, as far as was looked."""
    noted = _noted(_strays_ledger(arguments, day))
    folders = sorted({date.fromisoformat(line.split()[0]) for line in noted})
    return [
        file
        for folder in folders
        for file in flow_log_files(session, arguments.flow_logs, folder)
        if f"{folder} {file.stamp}" in noted
    ]


def _strays_among(session: SparkSession, arguments: FlowLogArguments, folder: date, new: list[File]) -> Mapping[date, list[File]]:
    workspace = Workspace(session, arguments.staging)
    by_path = {file.path: file for file in new}

    def look(truncated: Set[str]) -> Mapping[date, list[File]]:
        define_flow_records(workspace, arguments, new, truncated)
        # The bytes of a record count in the hours of its beginning and of its end.
        ends = (F.col("start_time"), F.greatest(F.col("start_time"), F.col("end_time") - 1))
        days = F.explode(F.array(*(F.to_date(F.timestamp_seconds(end)) for end in ends)))
        named = session.table("judged_records").where("complaint IS NULL").select("file", days.alias("day"))
        found: dict[date, list[File]] = defaultdict(list)
        for row in named.where(F.col("day") != F.lit(folder)).distinct().collect():
            found[row["day"]].append(by_path[unquote(row["file"])])
        return found

    return despite_damage(session, files.paths(new), look)


def _strays_ledger(arguments: FlowLogArguments, day: date) -> Ledger:
    return ledger_of(arguments.output, f"strays/{day}")


def _noted(ledger: Ledger) -> set[str]:
    newest = ledger.newest()
    return set(newest.draft.inputs) if newest else set()


def _note(ledger: Ledger, lines: Iterable[str], *, keep: bool) -> None:
    """Lines beside those that are there, or in their place. Where another run was faster, its lines are looked at first."""
    while True:
        newest = ledger.newest()
        before = set(newest.draft.inputs) if newest else set()
        after = {*lines, *before} if keep else set(lines)
        if after == before:
            return
        if ledger.append(Entry(newest.number + 1 if newest else 1, Draft(sorted(after)), is_published=True)):
            return
