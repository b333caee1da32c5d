"""Names of flow-log fields: text headers write `pkt-srcaddr`, Parquet and Athena `pkt_srcaddr`."""

from __future__ import annotations

import re

# No useful format lacks all of these.
_SAYS_WHAT_MOVED = {"srcaddr", "dstaddr", "pkt_srcaddr", "pkt_dstaddr", "bytes", "interface_id"}
_HEADER = re.compile(r"^[A-Za-z][\w -]*$")


def canonical_field(name: str) -> str:
    return name.lower().replace("-", "_")


def parse_header(line: str) -> tuple[str, ...] | None:
    """Canonical field names of a header line; None where the line is a record."""
    if not _HEADER.match(line.rstrip()):
        return None
    fields = tuple(canonical_field(name) for name in line.split())
    return fields if _SAYS_WHAT_MOVED & set(fields) else None


def parse_log_format(log_format: str) -> tuple[str, ...]:
    """
    Canonical field names of a LogFormat as `describe-flow-logs` prints it: `${version} ${account-id} …`. Raises ValueError
    where it names none.
    """
    names = re.findall(r"[\w-]+", log_format)
    fields = tuple(canonical_field(name) for name in names)
    if not _SAYS_WHAT_MOVED & set(fields):
        raise ValueError(f"--log-format: '{log_format}' is no flow-log format such as '${{interface-id}} ${{srcaddr}} …'")
    return fields
