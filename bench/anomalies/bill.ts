import path from 'node:path';
import { SqlEngine, sqlLiteral } from '@egress/sql-engine';
import { type Account, ACCOUNT, REGION } from './account';

/** Gives Cost Explorer a bill whose transfer to the internet rose on the day of the anomalies. */
export async function loadBill({ aws }: Account): Promise<void> {
  const usual = {
    account_id: ACCOUNT,
    region: REGION,
    egress_class: 'internet',
    usage_type: 'EU-DataTransfer-Out-Bytes',
  };
  const engine = await SqlEngine.open({ threads: 1 });
  try {
    await engine.fillTable('egress_cost_daily', [
      { ...usual, day: '2026-11-20', usd: 9 },
      { ...usual, day: '2026-11-21', usd: 990 },
    ]);
    const folder = path.join(engine.scratchFolder, 'bill');
    await engine.run(
      `COPY egress_cost_daily TO ${sqlLiteral(folder)} (FORMAT parquet, PARTITION_BY (day), WRITE_PARTITION_COLUMNS)`,
    );
    await aws.loadBill(folder);
  } finally {
    engine.close();
  }
}
