"""Replaces a unit of results as a whole, whatever other runs do and wherever this one is killed."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from egress_etl.ledger import Draft, Entry, Ledger
from egress_etl.storage import storage_of

# A copy in S3 is a request of some 100 ms, all of it waiting.
_COPIES_AT_ONCE = 16
_NOTHING = Draft([])


def ledger_of(output: str, unit: str) -> Ledger:
    """The ledger of a unit, beside the tables in `output`: `_ledger/egress_hourly/2026-11-21/`, which no query reads."""
    return Ledger(storage_of(output), f"{output}_ledger/{unit}/")


def replace_unit(ledger: Ledger, make: Callable[[Draft | None], Draft | None]) -> bool:
    """
    Publishes what `make` drafts, given what the unit is made of so far; it returns None where nothing has changed. Where
    another run was faster, its result is published and `make` is asked again. False: nothing had to be made.
    """
    while True:
        newest = ledger.newest()
        if newest is not None and not newest.is_published:
            _publish(ledger, newest)
            continue
        draft = make(newest.draft if newest else None)
        if draft is None:
            return False
        entry = Entry(newest.number + 1 if newest else 1, draft, is_published=False)
        if not ledger.append(entry):
            _discard(ledger, draft)
        elif _publish(ledger, entry):
            return True


def _publish(ledger: Ledger, entry: Entry) -> bool:
    """
    Puts the files of an entry in their places. Any run may, at the same time too: all do the same. False where the outcome
    is another's, or not the result of the entry.
    """
    is_whole = _place(ledger, entry)
    # Without its staged files, which somebody else has deleted, the unit has to be made anew.
    outcome = replace(entry.draft, files={}) if is_whole else _NOTHING
    if ledger.append(Entry(entry.number + 1, outcome, is_published=True)):
        _discard(ledger, entry.draft)
        return is_whole
    newest = ledger.newest()
    if newest is not None and newest.number > entry.number + 1:
        # Another result was published meanwhile, and what was done here since may have harmed it.
        ledger.append(Entry(newest.number + 1, _NOTHING, is_published=True))
    return False


def _place(ledger: Ledger, entry: Entry) -> bool:
    storage, draft = ledger.storage, entry.draft
    with ThreadPoolExecutor(_COPIES_AT_ONCE) as copiers:
        copies = list(copiers.map(lambda place: storage.copy(draft.files[place], place), sorted(draft.files)))
    surplus = [file.path for folder in draft.folders for file in storage.list(folder) if file.path not in draft.files]
    newest = ledger.newest()
    if newest is not None and newest.number == entry.number and all(copies):
        storage.delete(surplus)
    return all(copies)


def _discard(ledger: Ledger, draft: Draft) -> None:
    if draft.staging:
        ledger.storage.delete(file.path for file in ledger.storage.list(draft.staging))
