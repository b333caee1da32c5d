"""What is known beside the logs: the inventory, owners of addresses, prices. Parquet folders with the names of the tables."""

from pyspark.sql import SparkSession

from egress_etl import declarations, files
from egress_etl.workspace import Workspace

TABLES = (
    "bill_rates",
    "list_rates",
    "ref_addresses",
    "ref_asn",
    "ref_endpoints",
    "ref_gateway_endpoints",
    "ref_instances",
    "ref_interfaces",
    "ref_ip_ranges",
    "ref_nat_gateways",
    "ref_routes",
    "ref_subnets",
    "ref_vpcs",
)


def reference_stamps(session: SparkSession, folder: str) -> list[str]:
    """Others where anything in the tables has changed."""
    return files.stamps(files.list_files(session, [f"{folder}{table}" for table in TABLES]))


def define_reference_tables(workspace: Workspace, folder: str) -> list[str]:
    """Defines every reference table, and `ref_rates`. Tables without files are empty, and their names are returned."""
    missing = [table for table in TABLES if not files.list_files(workspace.session, [f"{folder}{table}"])]
    workspace.define_empty(missing)
    for table in set(TABLES) - set(missing):
        rows = workspace.session.read.schema(declarations.ddl(table)).parquet(f"{folder}{table}/")
        workspace.define(table, rows)
    workspace.define("ref_rates")
    return missing
