"""Defines the records of flow-log files, judged and in one shape."""

from collections.abc import Iterable, Set

from egress_etl import files
from egress_etl.arguments import FlowLogArguments
from egress_etl.file import File
from egress_etl.flow_log_files import group_files
from egress_etl.logged_records import read_logged_records
from egress_etl.workspace import Workspace


def define_flow_records(workspace: Workspace, arguments: FlowLogArguments, of: Iterable[File], truncated: Set[str]) -> None:
    """Defines `judged_records` and `flow_records`; of truncated files what can be read. Needs at least one file."""
    groups = group_files(workspace.session, files.paths(of), arguments.log_format, truncated)
    workspace.define("logged_records", read_logged_records(workspace.session, groups))
    workspace.define("judged_records")
    workspace.define("flow_records")
