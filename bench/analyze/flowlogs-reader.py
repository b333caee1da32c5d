"""Aggregates gzip flow logs with flowlogs-reader (PyPI), as its `aggregate` command does with files from S3."""

from __future__ import annotations

import gzip
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from csv import DictReader

from flowlogs_reader import FlowRecord, aggregated_records


def records(paths: Iterable[str]) -> Iterator[FlowRecord]:
    for path in paths:
        with gzip.open(path, "rt") as text:
            reader = DictReader(text, delimiter=" ")
            reader.fieldnames = [name.replace("-", "_") for name in reader.fieldnames or []]
            for row in reader:
                yield FlowRecord(row)


if __name__ == "__main__":
    deque(aggregated_records(records(sys.argv[1:])), maxlen=0)
