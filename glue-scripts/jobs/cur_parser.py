"""
Turns a CUR 2.0 bill into `egress_cost_daily`, and into the effective price of each class that `flow_log_aggregator` takes.
Runs on Glue, with spark-submit, or with python where pyspark is installed:

    cur_parser.py --bills s3://raw/bills/ --output s3://processed/ --reference s3://processed/reference/ \
      --staging s3://processed/staging/ [--from-month 2026-10] [--to-month 2026-11]
"""

import sys

from egress_etl.arguments import parse_bill_arguments
from egress_etl.egress_cost_daily import make_months
from egress_etl.metrics import say
from egress_etl.session import open_session


def main(argv: list[str]) -> None:
    arguments = parse_bill_arguments(argv)
    session = open_session("cur_parser")
    say("cur_parser", make_months(session, arguments))


if __name__ == "__main__":
    main(sys.argv[1:])
