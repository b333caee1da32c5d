"""
Turns VPC flow logs into `egress_hourly`, day by day: deduplicated, classed and priced. Runs on Glue, with spark-submit, or
with python where pyspark is installed:

    flow_log_aggregator.py --flow-logs s3://raw/flow-logs/ --output s3://processed/ \
      --reference s3://processed/reference/ --staging s3://processed/staging/ [--from-date 2026-11-20] [--to-date 2026-11-21]
"""

import sys

from egress_etl.arguments import parse_flow_log_arguments
from egress_etl.egress_hourly import make_days
from egress_etl.metrics import say
from egress_etl.session import open_session


def main(argv: list[str]) -> None:
    arguments = parse_flow_log_arguments(argv)
    session = open_session("flow_log_aggregator")
    for report in make_days(session, arguments):
        say("flow_log_aggregator", report)


if __name__ == "__main__":
    main(sys.argv[1:])
