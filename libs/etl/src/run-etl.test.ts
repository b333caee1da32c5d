import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { SqlEngine, sqlLiteral } from '@egress/sql-engine';
import type { LocalSpark } from './local-spark';
import { runEtl } from './run-etl';

const HEADER =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status';

/** A Spark whose jobs find a truncated file, and put a row into quarantine. */
const spark: LocalSpark = {
  processId: 0,
  close: () => {},
  run: async (job, args) => {
    if (job !== 'flow_log_aggregator') return [];
    const folder = (name: string) => args[args.indexOf(name) + 1] ?? '';
    const quarantine = path.join(folder('--output'), 'quarantine/quarantined_records/date=2026-11-02');
    mkdirSync(quarantine, { recursive: true });
    const engine = await SqlEngine.open();
    await engine.run(
      `COPY (SELECT 'a' AS file) TO ${sqlLiteral(path.join(quarantine, 'part-00000.parquet'))}`,
    );
    engine.close();
    const names = readdirSync(folder('--flow-logs'), { recursive: true, encoding: 'utf8' });
    const link = path.join(folder('--flow-logs'), names.find((name) => name.endsWith('.log')) ?? '');
    const truncated = [pathToFileURL(link).href.replace('file:///', 'file:/')];
    return [{ job, status: 'written', date: '2026-11-02', quarantined: 1, truncated }];
  },
};

it('says which file of the user a job has read in part, and leaves quarantined tables as folders of their names', async () => {
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'run-etl-')));
  const log = path.join(folder, 'logs/2026/11/02/a.log');
  mkdirSync(path.dirname(log), { recursive: true });
  writeFileSync(
    log,
    `${HEADER}\n2 111122223333 eni-1 10.0.0.1 8.8.8.8 5 443 6 1 40 1793613600 1793613660 ACCEPT OK\n`,
  );
  const warnings: string[] = [];
  const summary = await runEtl({
    engine: 'spark',
    spark,
    paths: [path.join(folder, 'logs')],
    bills: [],
    out: path.join(folder, 'out'),
    onWarning: (message) => warnings.push(message),
  });
  expect(warnings).toEqual([
    `${log}: truncated gzip, its whole lines are in the tables; the rest is missing.`,
  ]);
  expect(summary).toMatchObject({ malformed: 1, tables: [{ table: 'quarantined_records', rows: 1 }] });
  expect(existsSync(path.join(folder, 'out/quarantined_records/date=2026-11-02/part-00000.parquet'))).toBe(
    true,
  );
});
