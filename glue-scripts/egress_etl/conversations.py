"""Folds flow-log records to conversations, each record once however many logs have it."""

from egress_etl.workspace import Workspace


def aggregate_flows(workspace: Workspace) -> int:
    """
    Makes `flow_conversations` of `flow_records`; returns how many records were copies of others. Copies are rare, and
    comparing whole records is dear: only those whose 64-bit fingerprint occurs twice are compared.
    """
    records = workspace.define("fingerprinted_flow_records")
    workspace.materialize("flow_conversations")
    workspace.materialize("record_fingerprints")
    duplicates = workspace.materialize("duplicate_fingerprints")
    if duplicates.isEmpty():
        return 0

    candidates = records.join(duplicates, "fingerprint", "left_semi").drop("fingerprint")
    workspace.define("flow_records", candidates)
    originals = workspace.materialize("deduplicated_flow_records")
    copies = candidates.count() - originals.count()
    # Records that differ in what the fingerprint leaves out are no copies: then the first reading stands.
    if copies > 0:
        others = records.join(duplicates, "fingerprint", "left_anti").drop("fingerprint")
        workspace.define("flow_records", others.unionByName(originals))
        workspace.define("fingerprinted_flow_records")
        workspace.materialize("flow_conversations")
    return copies
