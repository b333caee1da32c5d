"""
Turns the history in `egress_hourly` into `egress_features_hourly`, day by day, and into the vectors that the forest is
trained with. Runs on Glue, with spark-submit, or with python where pyspark is installed:

    feature_builder.py --output s3://processed/ --vectors s3://processed/training-vectors/ \
      --staging s3://processed/staging/ [--from-date 2026-11-20] [--to-date 2026-11-21] [--until 2026-11-21T07:00Z]
"""

import sys

from egress_etl.arguments import parse_feature_arguments
from egress_etl.egress_features_hourly import make_features
from egress_etl.metrics import say
from egress_etl.session import open_session


def main(argv: list[str]) -> None:
    arguments = parse_feature_arguments(argv)
    session = open_session("feature_builder")
    for day in arguments.dates:
        say("feature_builder", make_features(session, arguments, day))


if __name__ == "__main__":
    main(sys.argv[1:])
