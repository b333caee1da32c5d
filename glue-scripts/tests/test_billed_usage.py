"""The SQL classes bill lines as the laptop does (libs/prices), on both engines."""

from __future__ import annotations

import itertools
import json
import subprocess
from collections.abc import Iterable
from typing import Any

import pytest
from pyspark.sql import SparkSession

from egress_etl import declarations
from engines import GLUE_SCRIPTS, DuckDb, Spark

PREFIXES = ["", "USE1-", "EUC1-", "EU-", "US-", "JP-", "XYZ9-", "USE1-EUW2-", "APS3-XYZ9-", "EU-US-"]
SUFFIXES = [
    "DataTransfer-In-Bytes", "DataTransfer-Out-Bytes", "DataTransfer-Out-OBytes", "DataTransfer-Regional-Bytes",
    "CloudFront-Out-Bytes", "CloudFront-In-Bytes", "AWS-In-Bytes", "AWS-Out-Bytes", "C3DataTransfer-In-Bytes",
    "C3DataTransfer-Out-Bytes", "DataTransfer-In-ABytes-T1", "DataTransfer-Out-ABytes", "AWS-In-ABytes", "AWS-Out-ABytes-T1",
    "Bytes-Internet", "Bytes-AWS", "DataXfer-Out:dc.1", "DataXfer-In:dc.3", "DataXfer-Outside", "NatGateway-Bytes",
    "RegionalNatGateway-Bytes", "NatGateway-Prvd-Bytes", "VpcEndpoint-Bytes", "VpcEndpoint-GWLBE-Bytes",
    "TransitGateway-Bytes", "NatGateway-Hours", "VpcEndpoint-Hours", "PublicIPv4:IdleAddress", "LCUUsage",
    "VpcPeering-In-Bytes", "VpcPeering-Out-Bytes", "VPCPeering-Out-Bytes", "VpcPeering-Out-Bytes-Old",
    "VpcResource-Consumer-Bytes", "VPCLattice-DataProcessing-Bytes", "TGW-Multicast-Consumer-Bytes", "CloudWAN-Bytes",
    "NewKind-Bytes", "DataProcessing-Bytes", "SomeDataTransfer-Bytes", "CloudFront-Origin-Bytes", "Ingestion-Bytes",
    "BoxUsage:m5.large", "",
]  # fmt: skip
OPERATIONS = [None, "RunInstances", "VPCPeering-In", "TGWPeering-Out", "InterZone-Out"]
SERVICES = [None, "AmazonEC2", "AmazonVPC", "AmazonCloudFront", "AWSELB", "Elastic Load Balancing"]
LINES = [
    {"line_type": "Usage", "usage_type": prefix + suffix or None, "operation": operation, "service": service}
    for prefix, suffix, operation, service in [
        *itertools.product(PREFIXES, SUFFIXES, OPERATIONS, SERVICES),
        *((f"{code}-", "NatGateway-Bytes", None, None) for code in declarations.billing_codes()),
    ]
]
Classes = dict[tuple[Any, ...], tuple[Any, ...]]

PARSE = """
import { readFileSync } from 'node:fs';
import { parseUsageType, regionToBillingCode, REGIONS } from '@egress/prices';
const lines = JSON.parse(readFileSync(0, 'utf8')).map((line) => {
  const usage = parseUsageType(line.usage_type ?? '', line.operation ?? '', line.service ?? '');
  return [usage.lineKind, usage.egressClass, usage.fromRegion, usage.toRegion,
    usage.surcharge ? 0 : usage.movedTwice ? 2 ** 29 : 2 ** 30];
});
console.log(JSON.stringify({ lines, codes: Object.fromEntries(REGIONS.map((region) => [regionToBillingCode(region), region])) }));
"""


@pytest.fixture(scope="module")
def classed(tmp_path_factory: pytest.TempPathFactory, spark_session: SparkSession) -> tuple[Classes, Classes]:
    """(usage type, operation, service) to (kind, class, from, to, bytes per GB), by DuckDB and by Spark."""
    folder = tmp_path_factory.mktemp("bill")
    laptop, glue = DuckDb(), Spark(spark_session, folder)
    codes = [{"code": code, "region": region} for code, region in declarations.billing_codes().items()]
    laptop.create("ref_billing_codes", codes)
    laptop.create("cur_lines", [])
    (folder / "lines.json").write_text(json.dumps(LINES))
    laptop.connection.execute(f"INSERT INTO cur_lines BY NAME SELECT * FROM read_json('{folder}/lines.json')")
    for table in ("ref_billing_codes", "cur_lines"):
        glue.read(table, laptop.export(table, folder))
    laptop.materialize("billed_usage")
    glue.materialize("billed_usage")
    return by_line(laptop.rows("billed_usage")), by_line(glue.rows("billed_usage", laptop.columns("billed_usage")))


def by_line(rows: Iterable[tuple[Any, ...]]) -> Classes:
    return {tuple(row[:3]): tuple(row[3:]) for row in rows}


def test_both_engines_class_alike(classed: tuple[Classes, Classes]) -> None:
    duckdb, spark = classed
    assert spark == duckdb
    assert len(duckdb) == len({(line["usage_type"], line["operation"], line["service"]) for line in LINES})


@pytest.fixture(scope="module")
def laptop_says() -> dict[str, Any]:
    root = GLUE_SCRIPTS.parent
    command = [str(root / "node_modules/.bin/tsx"), "--eval", PARSE]
    run = subprocess.run(command, input=json.dumps(LINES), capture_output=True, text=True, check=True, cwd=root)
    return dict(json.loads(run.stdout))


def test_lines_are_classed_as_on_the_laptop(classed: tuple[Classes, Classes], laptop_says: dict[str, Any]) -> None:
    assert len(laptop_says["lines"]) == len(LINES)
    for line, expected in zip(LINES, laptop_says["lines"], strict=True):
        assert classed[0][line["usage_type"], line["operation"], line["service"]] == tuple(expected), line


def test_every_region_has_its_billing_code(laptop_says: dict[str, Any]) -> None:
    assert laptop_says["codes"].items() <= declarations.billing_codes().items()
