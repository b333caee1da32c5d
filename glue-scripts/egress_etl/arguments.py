"""What the jobs are told on their command line, typed and checked. Arguments that are Glue's own are let pass."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

# https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-glue-arguments.html; in capitals what Glue adds to a run
# (JOB_RUN_ID, WORKFLOW_NAME).
_OF_GLUE = re.compile(
    r"--([A-Z][A-Z_]+|(Redshift)?TempDir|scriptLocation|class|conf|datalake-formats|debug|endpoint|mode"
    r"|disable-proxy(-v2)?|encryption-type|executor-cores|python-modules-installer-option|spark-event-logs-path"
    r"|use-postgres-driver|user-jars-first|write-shuffle-(files|spills)-to-s3|customer-(driver|executor)-env-vars"
    r"|(additional|auto-scale|continuation|continuous-log|custom-logGroup|custom-logStream|enable|extra|job)-[\w-]+)"
)
# Its value looks like an argument: --no-index.
_PIP_OPTION = "--python-modules-installer-option"
_LATE_DAYS = 3
"""For so long files that arrive late are looked for without being asked to."""


@dataclass(frozen=True)
class FlowLogArguments:
    flow_logs: str
    """Folder of the logs, in any layout in which AWS delivers them."""
    output: str
    """Folder of the result tables."""
    reference: str
    """Folder of the reference tables, one folder each; those that are not there are empty."""
    staging: str
    """Folder for intermediate tables."""
    log_format: str | None
    """Fields of logs that have no header line, as `describe-flow-logs` prints them."""
    dates: list[date]
    """Days to look at, UTC. By default today and the three days before it."""


@dataclass(frozen=True)
class BillArguments:
    bills: str
    """Folder of the bill exports."""
    output: str
    reference: str
    """Folder of the reference tables; gets `bill_rates`."""
    staging: str
    months: list[date]
    """First days of the billing months to look at. By default last month and this one, which AWS still changes."""


@dataclass(frozen=True)
class FeatureArguments:
    output: str
    """Folder of the result tables, `egress_hourly` among them."""
    vectors: str
    """Folder of the vectors to train with."""
    staging: str
    dates: list[date]
    """Days to look at, UTC and in their order. By default today and the three days before it."""
    until: datetime
    """The end of the last hour that is over. By default the beginning of this one."""


def parse_flow_log_arguments(arguments: Sequence[str]) -> FlowLogArguments:
    """Exits with a message on stderr and code 2 where an argument is missing or wrong."""
    parser = _parser("flow-logs", "output", "reference", "staging")
    parser.add_argument("--log-format", help="fields of logs without a header line, as describe-flow-logs prints them")
    _add_dates(parser)
    parsed = _parsed_arguments(parser, arguments)
    return FlowLogArguments(
        parsed.flow_logs,
        parsed.output,
        parsed.reference,
        parsed.staging,
        parsed.log_format or None,
        _dates(parser, parsed),
    )


def parse_feature_arguments(arguments: Sequence[str]) -> FeatureArguments:
    """Exits with a message on stderr and code 2 where an argument is missing or wrong."""
    parser = _parser("output", "vectors", "staging")
    _add_dates(parser)
    parser.add_argument("--until", type=_hour, help="end of the last hour, YYYY-MM-DDTHH:00Z; default: the current hour")
    parsed = _parsed_arguments(parser, arguments)
    this_hour = datetime.now(timezone.utc).replace(minute=0, second=0, microsecond=0)
    return FeatureArguments(parsed.output, parsed.vectors, parsed.staging, _dates(parser, parsed), parsed.until or this_hour)


def parse_bill_arguments(arguments: Sequence[str]) -> BillArguments:
    """Exits with a message on stderr and code 2 where an argument is missing or wrong."""
    parser = _parser("bills", "output", "reference", "staging")
    parser.add_argument("--from-month", type=_month, help="first billing month, YYYY-MM; default: last month")
    parser.add_argument("--to-month", type=_month, help="last billing month; default: this month")
    parsed = _parsed_arguments(parser, arguments)
    _check_range(parser, parsed, "month")
    this_month = datetime.now(timezone.utc).date().replace(day=1)
    first = parsed.from_month or (this_month - timedelta(days=1)).replace(day=1)
    last = parsed.to_month or max(this_month, first)
    months = [first]
    while months[-1] < last:
        months.append(next_month(months[-1]))
    return BillArguments(parsed.bills, parsed.output, parsed.reference, parsed.staging, months)


def next_month(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


_FOLDERS = {
    "flow-logs": "folder of the flow logs, in any layout in which AWS delivers them",
    "bills": "folder of the bill exports (CUR 2.0)",
    "output": "folder of the result tables",
    "reference": "folder of the reference tables, one folder each",
    "vectors": "folder of the vectors to train with",
    "staging": "folder for intermediate tables",
}


def _parser(*folders: str) -> argparse.ArgumentParser:
    # Glue passes arguments of its own; an abbreviation of ours must not swallow one.
    parser = argparse.ArgumentParser(allow_abbrev=False)
    for name in folders:
        parser.add_argument(f"--{name}", type=_folder, required=True, help=_FOLDERS[name])
    return parser


def _add_dates(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from-date", type=_date, help="first day, YYYY-MM-DD in UTC; default: three days ago")
    parser.add_argument("--to-date", type=_date, help="last day; default: today")


def _dates(parser: argparse.ArgumentParser, parsed: argparse.Namespace) -> list[date]:
    _check_range(parser, parsed, "date")
    today = datetime.now(timezone.utc).date()
    first = parsed.from_date or today - timedelta(days=_LATE_DAYS)
    last = parsed.to_date or max(today, first)
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _parsed_arguments(parser: argparse.ArgumentParser, arguments: Sequence[str]) -> argparse.Namespace:
    """A misspelt argument must not make the job do another range in silence."""
    parsed, others = parser.parse_known_args(arguments)
    values = {number + 1 for number, other in enumerate(others) if other == _PIP_OPTION}
    names = [other for number, other in enumerate(others) if other.startswith("--") and number not in values]
    unknown = [name for name in names if not _OF_GLUE.fullmatch(name.partition("=")[0])]
    if unknown:
        parser.error(f"unknown arguments: {' '.join(unknown)}")
    return parsed


def _check_range(parser: argparse.ArgumentParser, parsed: argparse.Namespace, unit: str) -> None:
    first, last = getattr(parsed, f"from_{unit}"), getattr(parsed, f"to_{unit}")
    if last is not None and first is None:
        parser.error(f"argument --to-{unit}: needs --from-{unit}, too")
    if last is not None and first > last:
        parser.error(f"argument --from-{unit}: {_shown(first, unit)} is after --to-{unit} {_shown(last, unit)}")


def _shown(day: date, unit: str) -> str:
    return f"{day}" if unit == "date" else f"{day:%Y-%m}"


def _folder(text: str) -> str:
    if not text.endswith("/"):
        raise argparse.ArgumentTypeError(f"'{text}' must be a folder, with a slash at the end")
    return text


def _date(text: str) -> date:
    return _parsed(text, "%Y-%m-%d", "a day such as 2026-11-21").date()


def _month(text: str) -> date:
    return _parsed(text, "%Y-%m", "a month such as 2026-11").date()


def _hour(text: str) -> datetime:
    return _parsed(text, "%Y-%m-%dT%H:00Z", "an hour such as 2026-11-21T07:00Z").replace(tzinfo=timezone.utc)


def _parsed(text: str, pattern: str, allowed: str) -> datetime:
    try:
        return datetime.strptime(text, pattern)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' must be {allowed}") from None
