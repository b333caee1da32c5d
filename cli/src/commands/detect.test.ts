import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { InvokeEndpointCommand, SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { anomalyScore, detectionDocumentSchema } from '@egress/anomalies';
import { modelMetadataSchema } from '@egress/contracts';
import { readForest, scoresOfModel } from '@egress/local-aws/forest-scores';
import { decodeScores, encodeVectors } from '@egress/sagemaker-rcf';
import { startRuntimeServer } from '@egress/sagemaker-rcf/runtime-server';
import { SqlEngine } from '@egress/sql-engine';
import { detectCommand } from './detect';

let folder: string;
let tables: string;
let printed: string;

/** Four days of three instances; the first sends fifty times as much in the last three hours. */
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'egress-cli-'));
  tables = path.join(folder, 'tables');
  mkdirSync(tables);
  const engine = await SqlEngine.open();
  await engine.fillTable('egress_hourly');
  await engine.run(
    `INSERT INTO egress_hourly BY NAME
     SELECT TIMESTAMP '2026-11-16' + to_hours(n::INTEGER) AS hour, '111122223333' AS account_id, 'us-east-1' AS region,
       'i-' || host AS instance_id, 'nat_gateway' AS resource_type, 'internet' AS egress_class, 'public' AS remote_address_kind,
       16276 AS remote_asn, 'OVH SAS' AS remote_org, 443 AS service_port, 10 AS flows, 4 AS distinct_destinations,
       (1e9 * (1 + (hash(host, n) % 100) / 500) * CASE WHEN host = 0 AND n >= 93 THEN 50 ELSE 1 END)::BIGINT AS bytes,
       bytes / 1073741824 * 0.09 AS usd
     FROM range(96) AS hours (n), range(3) AS hosts (host)`,
  );
  await engine.run(
    `COPY (SELECT *, CAST(hour AS DATE) AS date FROM egress_hourly) TO '${tables}/egress_hourly'
     (FORMAT parquet, PARTITION_BY (date))`,
  );
  engine.close();
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  printed = '';
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => jest.restoreAllMocks());

const run = (...args: string[]) => detectCommand().exitOverride().parseAsync(args, { from: 'user' });

it('prints the anomalies with their ids, within 80 columns', async () => {
  await run(tables);
  expect(printed).toMatch(/High_Data_Transfer_EC2 +since 2026-11-19 21:00 +\d\d(\.\d)? GB$/m);
  expect(printed).toMatch(/i-0 internet +ongoing +usual 1(\.\d+)? GB$/m);
  expect(printed).toMatch(/^--explain 2026111921-[0-9a-f]{24} {2}i-0$/m);
  expect(printed.split('\n').filter((line) => line.length > 80)).toEqual([]);
});

it('prints a document that keeps to its schema, and explains each anomaly in it', async () => {
  await run(tables, '--json');
  const { anomalies } = detectionDocumentSchema.parse(JSON.parse(printed));
  expect(anomalies).toHaveLength(1);
  printed = '';
  await run(tables, '--explain', anomalies[0]!.id);
  expect(printed).toContain('An instance or its interface sent more than it does at that hour.');
  expect(printed).toMatch(/^deviation +\d+\.\d\d +\d+ %$/m);
  expect(printed).toMatch(/^2026-11-19 20:00 .* [MG]B$/m);
  expect(printed).toMatch(/^2026-11-19 21:00 .*above$/m);
});

it('leaves out what costs less than asked for', async () => {
  await run(tables, '--min-usd', '1000');
  expect(printed).toMatch(/no anomalies\n$/);
});

describe('--model-out', () => {
  /** Scores vectors as the Lambda does, with the endpoint that serves the model. */
  async function scoresFrom(model: string, vectors: readonly (readonly number[])[]) {
    const server = await startRuntimeServer({ score: scoresOfModel(readForest(model)) });
    const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
    const client = new SageMakerRuntimeClient({ endpoint: server.url, region: 'us-east-1', credentials });
    try {
      const Body = encodeVectors(vectors, 'text/csv');
      const request = { EndpointName: 'egress', ContentType: 'text/csv', Accept: 'application/json', Body };
      const answer = await client.send(new InvokeEndpointCommand(request));
      const scores = decodeScores(answer.Body, 'application/json');
      return scores.map((score, i) => anomalyScore(score, vectors[i] ?? []));
    } finally {
      client.destroy();
      await server.close();
    }
  }

  async function readFeatures(folder: string) {
    const engine = await SqlEngine.open();
    const rows = await engine.query<{ resource: string; onset: unknown; vector: number[] }>(
      `SELECT resource, onset, vector FROM read_parquet('${folder}/egress_features_hourly/**/*.parquet')`,
    );
    engine.close();
    return rows;
  }

  it('writes a model and a threshold with which an endpoint tells the same hours apart', async () => {
    const [out, model] = [path.join(folder, 'features'), path.join(folder, 'models/egress.forest')];
    await run(tables, '--out', out, '--model-out', model);
    const { threshold, modelName } = modelMetadataSchema.parse(
      JSON.parse(readFileSync(`${model}.json`, 'utf8')),
    );
    expect(modelName).toBe('egress.forest');
    const rows = await readFeatures(out);
    const scores = await scoresFrom(
      model,
      rows.map(({ vector }) => vector),
    );
    const found = rows.filter(({ onset }, i) => onset !== null && scores[i]! > threshold);
    expect(found.map(({ resource }) => resource)).toEqual(['i-0', 'i-0', 'i-0']);
    expect(rows.length).toBeGreaterThan(250);
  });
});

it('says that there is no anomaly of an id', async () => {
  await expect(run(tables, '--explain', 'x')).rejects.toThrow(/^x: no anomaly has this id/);
});

it.each([
  [[], 'nothing to look at'],
  [['--series', 'a.csv'], '--series and --scores-out go together'],
  [['--series', 'a.csv', '--scores-out', './a.csv'], '--scores-out would overwrite --series'],
  [
    ['--series', 'a.csv', '--scores-out', 'b.csv', '--report', 'r.html'],
    "cannot be used with option '--report <file>'",
  ],
  [['somewhere', '--series', 'a.csv', '--scores-out', 'b.csv'], 'give --series or PATHS, not both'],
  [['somewhere', '--min-usd', 'much'], 'It must be an amount of USD'],
])('calls %j wrong usage', async (args, message) => {
  await expect(run(...args)).rejects.toThrow(message);
});

it('writes a report of the anomalies with their hours', async () => {
  const report = path.join(folder, 'new-folder/anomalies.html');
  await run(tables, '--report', report);
  expect(readFileSync(report, 'utf8')).toContain('1 anomaly costs about');
  expect(readFileSync(report, 'utf8')).toContain('3 of 75 hours are above the expected band');
});
