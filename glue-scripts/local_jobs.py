"""
Runs jobs on this machine, one after another in one Spark session: `python local_jobs.py [--conf KEY=VALUE …]`. A line of JSON
on stdin names a job and its arguments. On stdout come the lines that the job prints, then one of JSON that says how it ended.
"""

from __future__ import annotations

import argparse
import json
import re
import runpy
import sys
from pathlib import Path

from py4j.protocol import Py4JJavaError
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from egress_etl.damaged_files import cause_of

_JOBS = Path(__file__).parent / "jobs"
_SETTINGS = {
    "spark.master": "local[*]",
    "spark.driver.memory": "2g",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.ui.enabled": "false",
    # Two hundred, the default, is for clusters.
    "spark.sql.shuffle.partitions": "8",
}
_FILE = re.compile(r"(?:reading|read) file:? (file:\S+)")


def main(argv: list[str]) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--conf", action="append", default=[], help="a setting of Spark, KEY=VALUE")
    builder = SparkSession.builder
    for key, value in [*_SETTINGS.items(), *(pair.split("=", 1) for pair in parser.parse_args(argv).conf)]:
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    for line in sys.stdin:
        request = json.loads(line)
        print(json.dumps({"ended": request["job"], "error": _run(request["job"], request["arguments"])}), flush=True)
    session.stop()


def _run(job: str, arguments: list[str]) -> str | None:
    """What went wrong, or None."""
    try:
        runpy.run_path(str(_JOBS / f"{job}.py"))["main"](arguments)
    except (ValueError, OSError) as error:
        return str(error)
    except (Py4JJavaError, PySparkException) as error:
        return _of_spark(str(error))
    return None


def _of_spark(text: str) -> str:
    """The line of a stack trace that says what happened, with the file where one is named."""
    file = _FILE.search(text)
    said = cause_of(text)
    return f"{file[1].rstrip('.')}: {said}" if file and file[1] not in said else said


if __name__ == "__main__":
    main(sys.argv[1:])
