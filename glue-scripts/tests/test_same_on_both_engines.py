"""Every transformation gives the same rows on DuckDB and on Spark, from the same unchanged file."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from pyspark.sql import SparkSession

from engines import STEPS, TABLES, DuckDb, Row, Spark

HOUR = 1_790_002_800


def record(src: str, dst: str, size: int, direction: str | None, **rest: object) -> Row:
    return {
        "record_kind": "vpc", "account_id": "111111111111", "interface_id": "eni-i", "srcaddr": src, "dstaddr": dst,
        "srcport": 50000, "dstport": 443, "protocol": 6, "packets": 3, "bytes": size, "start_time": HOUR - 20,
        "end_time": HOUR + 40, "action": "ACCEPT", "log_status": "OK", "vpc_id": "vpc-1", "subnet_id": "subnet-a",
        "instance_id": "i-1", "pkt_srcaddr": src, "pkt_dstaddr": dst, "region": "us-east-1", "az_id": "use1-az1",
        "flow_direction": direction, **rest,
    }  # fmt: skip


NAT: Row = {
    "interface_id": "eni-n", "instance_id": None, "interface_type": "nat_gateway", "resource_id": "nat-1",
    "az_id": "use1-az2",
}  # fmt: skip
BILLED: Row = {
    "usage_start": HOUR, "usage_end": HOUR + 3600, "account_id": "111111111111", "region": "us-east-1",
    "line_kind": "transfer", "egress_class": "internet", "usage_type": "DataTransfer-Out-Bytes",
    "operation": "RunInstances", "bytes": 2.0**30, "cost": 0.09, "quantity": 1.0, "unit": "GB",
}  # fmt: skip

ROWS: dict[str, list[Row]] = {
    "flow_records": [
        record("10.0.1.10", "8.8.8.8", 600, "egress", traffic_path=1),
        record("10.0.1.10", "8.8.8.8", 600, None, pkt_srcaddr=None, pkt_dstaddr=None),
        record("8.8.8.8", "10.0.1.10", 4001, "ingress"),
        record("10.0.1.10", "8.8.8.8", 70, "egress", srcport=443, dstport=50000, traffic_path=8),
        record("10.0.1.10", "3.80.0.10", 1001, "egress", traffic_path=8),
        record("3.80.0.10", "10.0.1.10", 9, "ingress"),
        record("10.0.1.10", "10.0.2.21", 300, "egress"),
        record("10.0.1.10", "10.2.1.5", 40, "egress"),
        record("10.0.1.10", "10.0.0.5", 600, "ingress", **NAT | {"pkt_dstaddr": "8.8.8.8"}),
        record("10.0.0.5", "10.0.1.10", 4001, "egress", **NAT | {"pkt_srcaddr": "8.8.8.8", "traffic_path": 1}),
        record("10.0.1.10", "52.216.1.1", 77, "egress", traffic_path=7),
        record("10.0.1.10", "2600:1f18::1", 13, "egress", traffic_path=8),
        record("10.0.1.10", "10.0.2.20", 500, None, pkt_srcaddr=None, pkt_dstaddr=None),
        record("10.0.1.10", "10.0.2.20", 500, None, pkt_srcaddr=None, pkt_dstaddr=None),
        record("1.2.3.4", "10.0.1.10", 1, "ingress", action="REJECT"),
        record("10.9.0.1", "10.0.1.10", 40, "ingress", record_kind="tgw", interface_id="tgw-attach-1", resource_id="tgw-1"),
    ],
    "ref_subnets": [
        {"region": "us-east-1", "vpc_id": "vpc-1", "subnet_id": "subnet-b", "az_id": "use1-az4",
         "range_start": "40A000200", "range_end": "40A0002FF"},
        {"region": "us-west-2", "vpc_id": "vpc-3", "subnet_id": "subnet-w", "az_id": "usw2-az1",
         "range_start": "40A020100", "range_end": "40A0201FF"},
    ],
    "ref_addresses": [
        {"address": "10.0.1.10", "vpc_id": "vpc-1", "interface_id": "eni-i", "is_public": False},
        {"address": "10.0.2.21", "vpc_id": "vpc-1", "interface_id": "eni-l", "is_public": False},
    ],
    "ref_interfaces": [
        {"interface_id": "eni-i", "vpc_id": "vpc-1", "region": "us-east-1", "interface_type": "interface"},
        {"interface_id": "eni-l", "vpc_id": "vpc-1", "region": "us-east-1", "interface_type": "load_balancer"},
    ],
    "ref_routes": [
        {"vpc_id": "vpc-1", "subnet_id": "subnet-a", "range_start": "400000000", "range_end": "4FFFFFFFF",
         "prefix_length": 0, "target_type": "nat_gateway", "target_id": "nat-1"},
        {"vpc_id": "vpc-1", "subnet_id": "subnet-a", "range_start": "40A020000", "range_end": "40A02FFFF",
         "prefix_length": 16, "target_type": "transit_gateway", "target_id": "tgw-1"},
    ],
    "ref_ip_ranges": [
        {"range_start": "403500000", "range_end": "4035FFFFF", "service": "EC2", "region": "us-east-1"},
        {"range_start": "434D80000", "range_end": "434D9FFFF", "service": "S3", "region": "us-east-1"},
        {"range_start": "626001F18" + "0" * 24, "range_end": "626001F18" + "F" * 24, "service": "EC2", "region": "us-west-2"},
    ],
    "ref_asn": [{"range_start": "408000000", "range_end": "408FFFFFF", "asn": 15169, "org": "Google LLC"}],
    "ref_rates": [
        {"egress_class": "internet", "region": "us-east-1", "peer_region": "", "usd_per_gb": 0.09, "rate_source": "list"},
        {"egress_class": "cross_az", "region": "us-east-1", "peer_region": "", "usd_per_gb": 0.02, "rate_source": "list"},
    ],
    "analysis_window": [{"start_time": HOUR - 3600, "end_time": HOUR + 3600}],
    "bill_lines": [BILLED, BILLED | {"egress_class": "cross_az", "cost": 0.5, "usage_end": HOUR + 86400}],
    "s3_requests": [
        {"bucket": "site", "remote_ip": "8.8.4.4", "bucket_region": "us-east-1", "request_time": HOUR, "bytes_sent": 77},
        {"bucket": "data", "remote_ip": "52.216.1.1", "bucket_region": None, "request_time": HOUR, "bytes_sent": 78},
    ],
    "cloudfront_requests": [{"distribution_id": "E1", "request_time": HOUR, "sc_bytes": 5}],
}  # fmt: skip


@pytest.fixture(scope="module")
def engines(spark_session: SparkSession, tmp_path_factory: pytest.TempPathFactory) -> tuple[DuckDb, Spark]:
    folder = tmp_path_factory.mktemp("tables")
    laptop, glue = DuckDb(), Spark(spark_session, folder)
    for table in TABLES:
        laptop.create(table, ROWS.get(table, []))
        glue.read(table, laptop.export(table, folder))
    for name in ["deduplicated_flow_records", *STEPS]:
        laptop.materialize(name)
        glue.materialize(name)
    return laptop, glue


def comparable(rows: Iterable[Iterable[object]]) -> list[tuple[str, ...]]:
    """Rows in a fixed order, sums of doubles to 12 digits."""
    digits = [tuple(f"{value:.12g}" if isinstance(value, float) else str(value) for value in row) for row in rows]
    return sorted(digits)


# Hashes differ between the engines by design; their use is compared through the deduplicated records.
@pytest.mark.parametrize("name", ["deduplicated_flow_records", *STEPS[4:]])
def test_same_rows(engines: tuple[DuckDb, Spark], name: str) -> None:
    laptop, glue = engines
    expected = comparable(laptop.rows(name))
    assert comparable(glue.rows(name, laptop.columns(name))) == expected
    assert expected or name == "egress_cost_daily"


def test_both_engines_find_the_copies_by_their_fingerprints(engines: tuple[DuckDb, Spark]) -> None:
    laptop, glue = engines
    assert len(laptop.rows("duplicate_fingerprints")) == 2
    assert len(glue.rows("duplicate_fingerprints", ["fingerprint"])) == 2
