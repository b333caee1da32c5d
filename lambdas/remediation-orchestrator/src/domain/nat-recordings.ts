import type { OwnershipMark } from './ownership-mark';

/** A flow log that brings records of a resource to the product's own destination. */
export interface Recording {
  readonly flowLogId: string;
  readonly resourceId: string;
  /** The anomaly that it was started for by a playbook; null: it is somebody else's. */
  readonly anomalyId: string | null;
  /** Why AWS cannot deliver its records; null: it can. */
  readonly failure: string | null;
}

export interface NatGateway {
  readonly tagKeys: readonly string[];
  /** What flow logs can be taken of: its network interfaces, or itself where it is a regional NAT gateway. */
  readonly recordableIds: readonly string[];
  readonly recordings: readonly Recording[];
}

/** What playbooks need of NAT gateways and flow logs. */
export interface NatRecordings {
  /** Where the records go: ARN of a bucket, with a prefix. */
  readonly destination: string;
  /** USD per GB of records, their conversion to Parquet included. */
  readonly usdPerGb: number;
  /** undefined: no such NAT gateway in this account and region. */
  find(natGatewayId: string): Promise<NatGateway | undefined>;
  /** Starts recording each resource, marked, and free to be deleted from the ISO time `expiresAt` on. Returns the flow logs. */
  start(resourceIds: readonly string[], mark: OwnershipMark, expiresAt: string): Promise<readonly string[]>;
  /** Does nothing about those that are gone. */
  stop(flowLogIds: readonly string[]): Promise<void>;
}
