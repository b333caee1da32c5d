import type { Reconciliation } from '@egress/contracts';
import type { SqlEngine } from '@egress/sql-engine';

/** Flows beside the bill per region and class, largest difference first. */
export async function reconcile(engine: SqlEngine): Promise<Reconciliation[]> {
  await engine.materialize('reconciliation');
  return engine.query(
    `SELECT region, egress_class AS class, flow_bytes AS "flowBytes", bill_bytes AS "billBytes", flow_usd AS "flowUsd",
       bill_usd AS "billUsd", unexplained_usd AS "unexplainedUsd"
     FROM reconciliation
     ORDER BY abs(coalesce(unexplained_usd, flow_usd)) DESC, region, class`,
  );
}
