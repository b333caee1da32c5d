import { edgeGeography, edgeShares, type EdgeShares } from '@egress/prices';
import type { SqlEngine } from '@egress/sql-engine';

/** Where CloudFront's edges served from, as far as prices go. */
export interface EdgeMix {
  readonly shares: EdgeShares;
  /** Bytes of which it cannot be told; they are taken as from the US. */
  readonly unknownBytes: number;
}

/** Reads the edge locations of CloudFront's access logs. */
export async function measureEdges(engine: SqlEngine): Promise<EdgeMix> {
  const rows = await engine.query<{ location: string; bytes: number }>(
    `SELECT coalesce(edge_location, '') AS location, sum(sc_bytes) AS bytes FROM cloudfront_requests GROUP BY ALL`,
  );
  const served = rows.map(({ location, bytes }) => ({ geography: edgeGeography(location), bytes }));
  return {
    shares: edgeShares(served.map(({ geography, bytes }) => ({ geography: geography ?? 'US', bytes }))),
    unknownBytes: served.reduce((sum, { geography, bytes }) => sum + (geography === null ? bytes : 0), 0),
  };
}
