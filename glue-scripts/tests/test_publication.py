"""Whatever happens between two steps of a run, in the end the files are those of one clean run."""

from __future__ import annotations

import contextlib
import itertools
import shutil
import threading
from pathlib import Path

import pytest

from egress_etl import ledger
from egress_etl.local_storage import LocalStorage
from egress_etl.storage import storage_of
from interrupted_runs import Bench, KilledError, at, kill, steps_of

FRUIT = {"part-00000": "apple avocado", "part-00001": "banana"}
WITH_A_LATE_ONE = {"part-00000": "apple avocado", "part-00001": "banana", "part-00002": "cherry"}


def test_a_second_run_makes_nothing(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    assert (bench.run(), bench.run()) == (True, False)
    assert bench.table() == FRUIT


def test_what_arrives_late_is_in_the_next_run_and_what_is_gone_leaves_no_file(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.run()
    bench.arrived.append("cherry")
    assert bench.run()
    assert bench.table() == WITH_A_LATE_ONE
    bench.arrived = ["apple"]
    bench.run()
    assert bench.table() == {"part-00000": "apple"}
    assert bench.staged() == []


def test_files_that_no_run_has_written_do_not_stay(tmp_path: Path) -> None:
    stray = tmp_path / "table/date=2026-11-21/part-00007"
    stray.parent.mkdir(parents=True)
    stray.write_text("apple")
    bench = Bench(tmp_path)
    bench.run()
    assert bench.table() == FRUIT


def test_a_run_that_is_killed_at_any_step_is_completed_by_the_next(tmp_path: Path) -> None:
    steps = steps_of(tmp_path / "counted")
    assert steps > 15
    for step in range(steps):
        bench = Bench(tmp_path / f"{step}")
        bench.run()
        bench.arrived.append("cherry")
        with pytest.raises(KilledError):
            bench.run(at(step, kill))
        bench.run()
        assert bench.table() == WITH_A_LATE_ONE, step
        assert not bench.run()


def test_runs_that_are_killed_one_after_another_are_completed_too(tmp_path: Path) -> None:
    for first, second in itertools.product(range(3, 18, 2), repeat=2):
        bench = Bench(tmp_path / f"{first}-{second}")
        for step in (first, second):
            try:
                bench.run(at(step, kill))
            except KilledError:
                bench.arrived.append("cherry")
        bench.arrived = [*bench.arrived[:3], "cherry"]
        bench.run()
        assert bench.table() == WITH_A_LATE_ONE, (first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (["apple"], ["apple"]),
        (["apple", "cherry"], ["apple", "cherry", "damson"]),
        (["apple"], ["apple", "avocado", "banana", "cherry"]),
        (["apple", "avocado", "banana", "cherry"], ["apple"]),
    ],
)
def test_a_run_within_another_one_leaves_what_the_last_would(tmp_path: Path, first: list[str], second: list[str]) -> None:
    for step in range(steps_of(tmp_path / "counted")):
        bench, clean = Bench(tmp_path / f"{step}"), Bench(tmp_path / f"clean-{step}")
        bench.run()
        bench.arrived = first

        def other(bench: Bench = bench) -> None:
            bench.arrived = second
            bench.run()

        bench.run(at(step, other))
        clean.arrived = bench.arrived
        clean.run()
        assert bench.table() == clean.table(), step
        assert bench.staged() == []


def test_a_run_that_is_killed_within_another_one_harms_nothing(tmp_path: Path) -> None:
    steps = range(steps_of(tmp_path / "counted"))
    for step, last_step in itertools.product(steps[::2], steps[2::3]):
        bench, clean = Bench(tmp_path / f"{step}-{last_step}"), Bench(tmp_path / f"clean-{step}-{last_step}")
        bench.run()
        bench.arrived = ["apple", "cherry"]

        def other(bench: Bench = bench, last_step: int = last_step) -> None:
            bench.arrived = ["apple", "avocado", "damson"]
            with contextlib.suppress(KilledError):
                bench.run(at(last_step, kill))

        bench.run(at(step, other))
        bench.run()
        clean.arrived = bench.arrived
        clean.run()
        assert bench.table() == clean.table(), (step, last_step)


def test_a_run_that_sleeps_while_its_entry_becomes_too_old_to_be_kept_counts_for_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "_KEPT_ENTRIES", 1)
    for step in range(steps_of(tmp_path / "counted")):
        bench = Bench(tmp_path / f"{step}")
        bench.run()
        bench.arrived = ["banana"]

        def others(bench: Bench = bench) -> None:
            for fruit in ("cherry", "damson", "elderberry"):
                bench.arrived = [fruit]
                bench.run()

        bench.run(at(step, others))
        assert bench.table() == {"part-00000": bench.arrived[0]}, step


def test_many_runs_at_once_make_the_table_of_one(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    runs = [threading.Thread(target=bench.run) for _ in range(8)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert bench.table() == FRUIT
    assert bench.staged() == []


@pytest.mark.parametrize("is_killed", [False, True])
def test_a_result_whose_staged_files_were_deleted_is_made_anew(tmp_path: Path, is_killed: bool) -> None:
    for step in range(3, steps_of(tmp_path / "counted")):
        bench = Bench(tmp_path / f"{step}")

        def delete(bench: Bench = bench) -> None:
            for path in bench.staged():
                path.unlink()
            if is_killed:
                kill()

        with contextlib.suppress(KilledError):
            bench.run(at(step, delete))
        if is_killed:
            bench.run()
        assert bench.table() == FRUIT, step


def test_only_the_newest_entries_of_a_ledger_are_kept(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    for number in range(30):
        bench.arrived = [f"apple{number}"]
        bench.run()
    assert len(list(tmp_path.glob("_ledger/day/*.json"))) == 20
    assert bench.table() == {"part-00000": "apple29"}


def test_a_file_is_seen_when_it_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    storage = LocalStorage()
    storage.create(f"{tmp_path}/a", "apple")
    seen: list[str] = []
    copyfile = shutil.copyfile

    def copy_and_look(source: Path, target: Path) -> None:
        copyfile(source, target)
        seen.extend(file.path for file in storage.list(f"{tmp_path}/"))

    monkeypatch.setattr(shutil, "copyfile", copy_and_look)
    assert storage.copy(f"{tmp_path}/a", f"{tmp_path}/b")
    assert seen == [f"{tmp_path}/a"]
    assert [file.path for file in storage.list(f"{tmp_path}/")] == [f"{tmp_path}/a", f"{tmp_path}/b"]


def test_results_can_be_in_s3_or_here_and_nowhere_else() -> None:
    assert isinstance(storage_of("file:///tmp/"), LocalStorage)
    with pytest.raises(ValueError, match="hdfs://x/: must be in S3 \\(s3://\\) or a folder of this machine"):
        storage_of("hdfs://x/")
