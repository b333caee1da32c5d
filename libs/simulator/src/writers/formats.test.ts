import path from 'node:path';
import { sqlLiteral, SqlEngine } from '@egress/sql-engine';
import { FLOW_FORMATS, FORMATS } from '../formats';
import { TRANSIT_GATEWAY_FIELDS } from '../records/transit-gateway-record';
import { bytesWhere, flowRecords, type TextFlowFormat } from '../testing/flow-records';
import { filesBelow, linesBelow, simulatedFolder, type SimulatedFolder } from '../testing/simulated-folder';

const TEXT_FORMATS = FLOW_FORMATS.filter((format): format is TextFlowFormat => format !== 'parquet');

describe('the formats', () => {
  let simulated: SimulatedFolder;
  let engine: SqlEngine;
  const below = (...names: string[]): string => path.join(simulated.folder, ...names);

  beforeAll(async () => {
    engine = await SqlEngine.open();
    simulated = await simulatedFolder({ formats: FORMATS, scenarios: ['public-bucket-drained'] });
  });
  afterAll(() => {
    engine.close();
    simulated.remove();
  });

  it.each(TEXT_FORMATS)('tell the same flows in %s', (format) => {
    const records = flowRecords(simulated.folder, format);
    expect(records).toHaveLength(simulated.truth.records.total);
    expect(bytesWhere(records, () => true)).toBe(bytesWhere(flowRecords(simulated.folder, 'v5'), () => true));
  });

  it("tells the same flows in Parquet, with AWS's types and NULL for what is absent", async () => {
    const files = sqlLiteral(below('flow-logs', 'parquet', '**', '*.parquet'));
    const records = `read_parquet(${files}, hive_partitioning = false)`;
    const totals = await engine.queryOne(`SELECT count(*) AS n, sum(bytes) AS bytes FROM ${records}`);
    expect(totals).toEqual({
      n: simulated.truth.records.total,
      bytes: bytesWhere(flowRecords(simulated.folder, 'v5'), () => true),
    });
    const types = await engine.query<{ column_name: string; column_type: string }>(
      `DESCRIBE SELECT * FROM ${records}`,
    );
    expect(Object.fromEntries(types.map((row) => [row.column_name, row.column_type]))).toMatchObject({
      pkt_dst_aws_service: 'VARCHAR',
      traffic_path: 'INTEGER',
      bytes: 'BIGINT',
      start: 'BIGINT',
    });
    const { dashes } = await engine.queryOne<{ dashes: number }>(
      `SELECT count(*) FILTER (instance_id = '-') AS dashes FROM ${records}`,
    );
    expect(dashes).toBe(0);
  });

  it('puts files where AWS delivers them, plain and hive', () => {
    const [plain] = filesBelow(below('flow-logs', 'v5'));
    expect(plain).toMatch(
      /^AWSLogs\/111122223333\/vpcflowlogs\/us-east-1\/2026\/11\/02\/111122223333_vpcflowlogs_us-east-1_fl-0[0-9a-f]{16}_20261102T\d{4}Z_[0-9a-f]{8}\.log\.gz$/,
    );
    const [hive] = filesBelow(below('flow-logs', 'parquet'));
    expect(hive).toContain(
      'aws-account-id=111122223333/aws-service=vpcflowlogs/aws-region=us-east-1/year=2026/month=11/day=02/',
    );
  });

  it('tells the transit gateway both as packets come in and as they go out', () => {
    const records = linesBelow(below('flow-logs', 'tgw'), 1).map((line) => {
      const values = line.split(' ');
      return Object.fromEntries(TRANSIT_GATEWAY_FIELDS.map((field, i) => [field, values[i]]));
    });
    const bytes = (direction: string): number =>
      records
        .filter((r) => r['flow-direction'] === direction)
        .reduce((sum, r) => sum + Number(r['bytes']), 0);
    const truth = simulated.truth.classes.find((each) => each.class === 'transit_gateway')?.bytes;
    expect([bytes('ingress'), bytes('egress')]).toEqual([truth, truth]);
  });

  it.each([
    ['s3-18', 18],
    ['s3-26', 26],
    ['s3-27', 27],
  ])('writes S3 access logs as %s, with the bytes that strangers got', (format, fieldCount) => {
    const requests = linesBelow(below('s3-access-logs', format), 0).map(
      (line) => line.match(/\[[^\]]*\]|"[^"]*"|\S+/g) ?? [],
    );
    expect(new Set(requests.map((fields) => fields.length))).toEqual(new Set([fieldCount]));
    const anonymous = requests.filter((fields) => fields[4] === '-');
    expect(anonymous.reduce((sum, fields) => sum + Number(fields[11]), 0)).toBe(
      bytesOfSenders('storefront-'),
    );
  });

  it('writes CloudFront logs as W3C, JSON and Parquet, with the bytes that viewers got', async () => {
    const viewers = bytesOfSenders('E2QWRUHEXAMPLE');
    const w3c = linesBelow(below('cloudfront', 'cloudfront-w3c'), 2).map((line) => line.split('\t'));
    expect(new Set(w3c.map((fields) => fields.length))).toEqual(new Set([33]));
    expect(w3c.reduce((sum, fields) => sum + Number(fields[3]), 0)).toBe(viewers);
    const json = linesBelow(below('cloudfront', 'cloudfront-json'), 0).map((line) => JSON.parse(line));
    expect(json.reduce((sum, request) => sum + Number(request['sc-bytes']), 0)).toBe(viewers);
    const files = sqlLiteral(below('cloudfront', 'cloudfront-parquet', '**', '*.parquet'));
    expect(await engine.queryOne(`SELECT sum(sc_bytes) AS bytes FROM read_parquet(${files})`)).toEqual({
      bytes: viewers,
    });
  });

  function bytesOfSenders(prefix: string): number {
    return simulated.truth.senders
      .filter(({ name, interfaceId }) => interfaceId === null && name.startsWith(prefix))
      .reduce((sum, { bytes }) => sum + bytes, 0);
  }
});
