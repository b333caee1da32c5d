import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { SqlEngine } from '@egress/sql-engine';
import { detectionDocumentSchema } from '../detection-document';
import { detectAnomalies, type DetectOptions } from './detect-anomalies';

const HOURS = 8 * 24;
const ONSET = 7 * 24;
const MONDAY = '2026-09-28';

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'egress-anomalies-'));
  await writeTables(path.join(folder, 'all'), 0, HOURS);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Six instances with days and nights and some noise; from the onset on, the first sends twenty times as much. */
async function writeTables(target: string, from: number, until: number, more?: string): Promise<void> {
  mkdirSync(target, { recursive: true });
  const engine = await SqlEngine.open();
  await engine.fillTable('egress_hourly');
  await engine.run(
    `INSERT INTO egress_hourly BY NAME
     SELECT TIMESTAMP '${MONDAY}' + to_hours(n::INTEGER) AS hour, '111122223333' AS account_id, 'us-east-1' AS region,
       'i-' || host AS instance_id, 'internet_gateway' AS resource_type, 'internet' AS egress_class,
       'public' AS remote_address_kind, 15169 AS remote_asn, 443 AS service_port, 10 AS flows, 4 AS distinct_destinations,
       (1e9 * (1 + 0.5 * sin(n * pi() / 12)) * (0.9 + (hash(host, n) % 1000) / 5000)
         * CASE WHEN host = 0 AND n >= ${ONSET} THEN 20 ELSE 1 END)::BIGINT AS bytes, bytes / 1073741824 * 0.09 AS usd
     FROM range(${from}, ${until}) AS hours (n), range(6) AS hosts (host)`,
  );
  if (more !== undefined) await engine.run(more);
  await engine.run(
    `COPY (SELECT *, CAST(hour AS DATE) AS date FROM egress_hourly) TO '${target}/egress_hourly'
     (FORMAT parquet, PARTITION_BY (date))`,
  );
  engine.close();
}

async function detect(options: DetectOptions) {
  const engine = await SqlEngine.open();
  try {
    const document = await detectAnomalies(engine, options);
    const { bytes } = await engine.queryOne<{ bytes: number | null }>(
      'SELECT sum(bytes) AS bytes FROM egress_hourly',
    );
    const { features } = await engine.queryOne<{ features: number }>(
      'SELECT count(*) AS features FROM egress_features_hourly',
    );
    return { document, bytes, features };
  } finally {
    engine.close();
  }
}

it('finds the one entity that changed, from its first hour, and nothing else', async () => {
  const { document } = await detect({ tables: [path.join(folder, 'all')] });
  expect(detectionDocumentSchema.parse(document)).toEqual(document);
  expect(document.anomalies).toMatchObject([
    {
      resource: 'i-0',
      onset: '2026-10-05T00:00:00Z',
      hour: '2026-10-05T23:00:00Z',
      hours: 24,
      status: 'ongoing',
    },
  ]);
  const [anomaly] = document.anomalies;
  expect(anomaly!.features.reduce((sum, { attribution }) => sum + attribution, 0)).toBeCloseTo(1, 6);
  expect(anomaly!.series).toHaveLength(4 * 24);
  expect(anomaly!.series.filter(({ bytes, bandBytes }) => bytes > bandBytes)).toHaveLength(24);
});

it('finds the same hour by hour with a state as all at once, and does no hour twice', async () => {
  const state = path.join(folder, 'new-folder/state.duckdb');
  const whole = await detect({ tables: [path.join(folder, 'all')] });
  await writeTables(path.join(folder, 'first'), 0, HOURS - 26);
  await detect({ tables: [path.join(folder, 'first')], state });
  let last = whole;
  for (const until of [HOURS - 24, HOURS - 23, HOURS]) {
    const tables = [path.join(folder, `until-${until}`)];
    await writeTables(tables[0]!, 0, until);
    last = await detect({ tables, state });
  }
  expect(last.document.anomalies).toEqual(whole.document.anomalies);
  expect(last.document.threshold).toBe(whole.document.threshold);
  expect(last.document.window).toMatchObject({ hours: 23 });
  expect(last.features).toBe(23 * 6);

  const again = await detect({ tables: [path.join(folder, 'all')], state });
  expect(again.document).toMatchObject({ window: null, scoredRows: 0 });
  expect(again.bytes).toBeNull();
  expect(again.document.anomalies).toEqual(whole.document.anomalies);
});

it('finds in a bucket the same with a state as all at once, also when there is another account on the way', async () => {
  // Access logs do not tell the account.
  const bucket = `INSERT INTO egress_hourly BY NAME
    SELECT * REPLACE (NULL AS account_id, NULL AS instance_id, 'bucket' AS resource_type, 'photos' AS name)
    FROM egress_hourly WHERE instance_id = 'i-0'`;
  const otherAccount = `UPDATE egress_hourly SET account_id = '222233334444' WHERE instance_id = 'i-5'`;
  const [before, after] = [path.join(folder, 'one-account'), path.join(folder, 'two-accounts')] as const;
  await writeTables(before, 0, ONSET - 12, bucket);
  await writeTables(after, ONSET - 12, HOURS, `${bucket}; ${otherAccount}`);
  const state = path.join(folder, 'accounts.duckdb');
  await detect({ tables: [before], state });
  const inTwoRuns = await detect({ tables: [after], state });
  const atOnce = await detect({ tables: [before, after] });
  expect(atOnce.document.anomalies.map(({ resource }) => resource).sort()).toEqual(['i-0', 'photos']);
  expect(inTwoRuns.document.anomalies).toEqual(atOnce.document.anomalies);
});

it('asks for other sums of what the state holds', async () => {
  const tables = [path.join(folder, 'all')];
  const state = path.join(folder, 'sums.duckdb');
  const { document } = await detect({ tables });
  const sum = document.anomalies[0]!.usdPerDay;
  expect((await detect({ tables, state, minUsdPerDay: 1000 * sum })).document.anomalies).toEqual([]);
  expect((await detect({ tables, state })).document.anomalies).toEqual(document.anomalies);
  expect((await detect({ tables, state, minUsdPerDay: 1000 * sum })).document.anomalies).toEqual([]);
});

it('tells no more of an anomaly that ended 64 days ago', async () => {
  const state = path.join(folder, 'old.duckdb');
  const later = path.join(folder, 'later');
  await writeTables(later, HOURS + 65 * 24, HOURS + 65 * 24 + 2);
  await detect({ tables: [path.join(folder, 'all')], state });
  const { document } = await detect({ tables: [later], state });
  expect(document.anomalies).toMatchObject([{ resource: 'i-0', status: 'ended' }]);
  expect((await detect({ tables: [later], state })).document.anomalies).toEqual([]);
});

it('says that a state is of another version, or damaged', async () => {
  const state = path.join(folder, 'damaged.duckdb');
  const tables = [path.join(folder, 'all')];
  await detect({ tables, state });
  const engine = await SqlEngine.open();
  await engine.run(
    `ATTACH '${state}' AS kept; UPDATE kept.detector SET content = replace(content, 'A', 'B')`,
  );
  engine.close();
  await expect(detect({ tables, state })).rejects.toThrow(
    /damaged\.duckdb: is the state of another version of "egress detect", or damaged: delete it/,
  );
});

it('says which file is no state, and leaves it alone', async () => {
  const state = path.join(folder, 'notes.txt');
  writeFileSync(state, 'not a database');
  await expect(detect({ tables: [path.join(folder, 'all')], state })).rejects.toThrow(
    /notes\.txt: is not the state of an earlier "egress detect"/,
  );
});

it('says which folder holds no hours', async () => {
  await expect(detect({ tables: [path.join(folder, 'none')] })).rejects.toThrow(
    /none\/egress_hourly: holds no Parquet file/,
  );
});
