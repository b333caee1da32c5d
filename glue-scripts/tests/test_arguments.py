from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from egress_etl.arguments import next_month, parse_bill_arguments, parse_feature_arguments, parse_flow_log_arguments

FOLDERS = ["--output", "s3://p/", "--reference", "s3://p/reference/", "--staging", "s3://p/staging/"]
FLOWS = ["--flow-logs", "s3://raw/flow-logs/", *FOLDERS]
FEATURES = ["--output", "s3://p/", "--vectors", "s3://p/training-vectors/", "--staging", "s3://p/staging/"]
BILLS = ["--bills", "s3://raw/bills/", *FOLDERS]


def test_flow_logs_are_of_today_and_three_days_before_unless_told_otherwise() -> None:
    today = datetime.now(timezone.utc).date()
    days = [today - timedelta(days=number) for number in (3, 2, 1, 0)]
    assert parse_flow_log_arguments(FLOWS).dates == days
    assert parse_feature_arguments(FEATURES).dates == days


def test_features_are_of_hours_that_are_over() -> None:
    hour = datetime.now(timezone.utc).replace(minute=0, second=0, microsecond=0)
    assert parse_feature_arguments(FEATURES).until in (hour, hour + timedelta(hours=1))
    assert parse_feature_arguments([*FEATURES, "--until", "2026-11-21T07:00Z"]).until == datetime(
        2026, 11, 21, 7, tzinfo=timezone.utc
    )


def test_an_hour_that_is_none_ends_the_job(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        parse_feature_arguments([*FEATURES, "--until", "7:30"])
    assert "argument --until: '7:30' must be an hour such as 2026-11-21T07:00Z" in capsys.readouterr().err


def test_every_day_of_a_range_is_made() -> None:
    arguments = parse_flow_log_arguments([*FLOWS, "--from-date", "2026-02-27", "--to-date", "2026-03-01"])
    assert arguments.dates == [date(2026, 2, 27), date(2026, 2, 28), date(2026, 3, 1)]


def test_bills_are_of_last_month_and_this_one_unless_told_otherwise() -> None:
    months = parse_bill_arguments(BILLS).months
    this_month = datetime.now(timezone.utc).date().replace(day=1)
    assert months[-1] == this_month
    assert next_month(months[0]) == this_month


def test_every_month_of_a_range_is_made_across_the_year() -> None:
    arguments = parse_bill_arguments([*BILLS, "--from-month", "2026-11", "--to-month", "2027-02"])
    assert [f"{month:%Y-%m}" for month in arguments.months] == ["2026-11", "2026-12", "2027-01", "2027-02"]


@pytest.mark.parametrize(
    "of_glue",
    [
        "--JOB_NAME x --JOB_ID j_1 --WORKFLOW_NAME w --SECURITY_CONFIGURATION s --TempDir s3://t/ --RedshiftTempDir s3://t/",
        "--enable-metrics true --enable-auto-scaling true --job-bookmark-option=job-bookmark-disable --job-language python",
        "--extra-py-files s3://a.zip --additional-python-modules s3://a.whl --python-modules-installer-option --no-index",
        "--custom-logGroup-prefix /aws-glue/jobs/x --continuous-log-logGroup x --conf spark.a=b --encryption-type sse-s3",
    ],
)
def test_what_is_glues_own_is_let_pass(of_glue: str) -> None:
    arguments = parse_flow_log_arguments([*of_glue.split(), *FLOWS])
    assert arguments.output == "s3://p/"


@pytest.mark.parametrize("misspelt", ["--form-date 2026-06-01", "--to-dat=2026-06-02", "--out no/", "--enable", "--no-index"])
def test_what_nobody_knows_ends_the_job_by_name(misspelt: str, capsys: pytest.CaptureFixture[str]) -> None:
    for parse, known in ((parse_flow_log_arguments, FLOWS), (parse_feature_arguments, FEATURES), (parse_bill_arguments, BILLS)):
        with pytest.raises(SystemExit, match="2"):
            parse([*known, "--enable-metrics", *misspelt.split()])
        said = capsys.readouterr().err
        assert f"unknown arguments: {misspelt.split()[0]}" in said
        assert "--staging STAGING" in said


@pytest.mark.parametrize("unit", ["date", "month"])
def test_the_end_of_a_range_alone_is_refused(unit: str, capsys: pytest.CaptureFixture[str]) -> None:
    parse, known, value = {
        "date": (parse_flow_log_arguments, FLOWS, "2026-06-01"),
        "month": (parse_bill_arguments, BILLS, "2026-06"),
    }[unit]
    with pytest.raises(SystemExit, match="2"):
        parse([*known, f"--to-{unit}", value])
    assert f"argument --to-{unit}: needs --from-{unit}, too" in capsys.readouterr().err


def test_an_empty_log_format_is_none() -> None:
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
def test_wrong_arguments_end_the_job_with_what_is_allowed(
    argv: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        parse_flow_log_arguments(argv)
    assert message in capsys.readouterr().err
