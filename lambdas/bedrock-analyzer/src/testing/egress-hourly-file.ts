import { readFileSync } from 'node:fs';
import path from 'node:path';
import { SqlEngine } from '@egress/sql-engine';

/** Rows of the declared table `egress_hourly` as a Parquet file; columns that a row leaves out are NULL. */
export async function egressHourlyFile(rows: readonly object[]): Promise<Buffer> {
  const engine = await SqlEngine.open();
  try {
    const file = path.join(engine.scratchFolder, 'part-0.parquet');
    await engine.fillTable('egress_hourly', rows);
    await engine.run(`COPY egress_hourly TO '${file}' (FORMAT parquet)`);
    return readFileSync(file);
  } finally {
    engine.close();
  }
}
