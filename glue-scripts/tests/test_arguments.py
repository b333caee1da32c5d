from datetime import date, datetime, timedelta, timezone

import pytest

from egress_etl.arguments import next_month, parse_bill_arguments, parse_flow_log_arguments

FOLDERS = ["--output", "s3://p/", "--reference", "s3://p/reference/", "--staging", "s3://p/staging/"]
FLOWS = ["--flow-logs", "s3://raw/flow-logs/", *FOLDERS]
BILLS = ["--bills", "s3://raw/bills/", *FOLDERS]


def test_flow_logs_are_of_yesterday_and_today_unless_told_otherwise():
    today = datetime.now(timezone.utc).date()
    assert parse_flow_log_arguments(FLOWS).dates == [today - timedelta(days=1), today]


def test_every_day_of_a_range_is_made():
    arguments = parse_flow_log_arguments([*FLOWS, "--from-date", "2026-02-27", "--to-date", "2026-03-01"])
    assert arguments.dates == [date(2026, 2, 27), date(2026, 2, 28), date(2026, 3, 1)]


def test_bills_are_of_last_month_and_this_one_unless_told_otherwise():
    months = parse_bill_arguments(BILLS).months
    this_month = datetime.now(timezone.utc).date().replace(day=1)
    assert months[-1] == this_month
    assert next_month(months[0]) == this_month


def test_every_month_of_a_range_is_made_across_the_year():
    arguments = parse_bill_arguments([*BILLS, "--from-month", "2026-11", "--to-month", "2027-02"])
    assert [f"{month:%Y-%m}" for month in arguments.months] == ["2026-11", "2026-12", "2027-01", "2027-02"]


def test_what_glue_adds_for_itself_is_let_pass():
    arguments = parse_flow_log_arguments([*FLOWS, "--JOB_NAME", "x", "--enable-metrics", "true", "--out", "no/"])
    assert arguments.output == "s3://p/"


def test_an_empty_log_format_is_none():
    assert parse_flow_log_arguments([*FLOWS, "--log-format", ""]).log_format is None


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (FLOWS[2:], "the following arguments are required: --flow-logs"),
        ([*FLOWS, "--output", "s3://p"], "argument --output: 's3://p' must be a folder, with a slash at the end"),
        ([*FLOWS, "--from-date", "21.11.2026"], "argument --from-date: '21.11.2026' must be a day such as 2026-11-21"),
        (
            [*FLOWS, "--from-date", "2026-11-21", "--to-date", "2026-11-20"],
            "argument --from-date: 2026-11-21 is after --to-date 2026-11-20",
        ),
    ],
)
def test_wrong_arguments_end_the_job_with_what_is_allowed(argv, message, capsys):
    with pytest.raises(SystemExit, match="2"):
        parse_flow_log_arguments(argv)
    assert message in capsys.readouterr().err
