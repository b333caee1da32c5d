"""Aggregates gzip flow logs with flowlogs-reader (PyPI), as its `aggregate` command does with files from S3."""

import gzip
import sys
from csv import DictReader
from collections import deque

from flowlogs_reader import FlowRecord, aggregated_records


def records(paths):
    for path in paths:
        with gzip.open(path, "rt") as text:
            reader = DictReader(text, delimiter=" ")
            reader.fieldnames = [name.replace("-", "_") for name in reader.fieldnames]
            for row in reader:
                yield FlowRecord(row)


deque(aggregated_records(records(sys.argv[1:])), maxlen=0)
