/** Folders of the raw bucket, one for each kind of source. */
export const RAW_PREFIXES = {
  flowLogs: 'flow-logs/',
  /** What the delivery stream could not deliver; apart from the flow logs, so that nobody reads it as such. */
  flowLogErrors: 'flow-log-errors/',
  /** Recordings of NAT gateways; apart from the flow logs, which hold the same traffic, so that no table counts it twice. */
  natRecordings: 'nat-recordings/',
  accessLogs: 's3-access-logs/',
  cloudFront: 'cloudfront/',
  bills: 'bills/',
} as const;
