import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { sqlLiteral, SqlEngine } from '@egress/sql-engine';
import { DEFAULT_HEADER, readFlowLogs, record, START, writeLines } from '../testing/flow-log-files';

describe('reading flow logs from Parquet', () => {
  let engine: SqlEngine;
  let folder: string;

  beforeEach(async () => {
    engine = await SqlEngine.open({ threads: 2 });
    folder = mkdtempSync(path.join(os.tmpdir(), 'egress-parquet-'));
  });
  afterEach(() => {
    engine.close();
    rmSync(folder, { recursive: true });
  });

  async function writeParquet(name: string, select: string): Promise<string> {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    await engine.run(`COPY (${select}) TO ${sqlLiteral(file)} (FORMAT parquet)`);
    return file;
  }

  /** As AWS delivers it: INT32 and INT64 numbers, strings else, NULL for what is not there. */
  const DELIVERED = `SELECT 2::INTEGER AS version, '111122223333' AS account_id, 'eni-0a1' AS interface_id,
    '10.0.0.5' AS srcaddr, '52.216.0.1' AS dstaddr, 40000::INTEGER AS srcport, 443::INTEGER AS dstport,
    6::INTEGER AS protocol, 10::BIGINT AS packets, 8000::BIGINT AS bytes, ${START}::BIGINT AS start,
    ${START + 60}::BIGINT AS "end", 'ACCEPT' AS action, 'OK' AS log_status, 'S3' AS pkt_dst_aws_service,
    NULL::VARCHAR AS pkt_src_aws_service, 8::INTEGER AS traffic_path`;

  it('reads it to the same records as text', async () => {
    const header = `${DEFAULT_HEADER} pkt-dst-aws-service traffic-path`;
    await writeParquet('a.log.parquet', DELIVERED);
    writeLines(folder, 'b.log', [header, record({ 'pkt-dst-aws-service': 'S3', 'traffic-path': 8 }, header)]);
    const { records, reports } = await readFlowLogs(engine, [folder]);
    expect(records).toHaveLength(2);
    expect(records[0]).toEqual(records[1]);
    expect(records[0]).toMatchObject({
      bytes: 8000,
      traffic_path: 8,
      pkt_dst_aws_service: 'S3',
      log_status: 'OK',
    });
    expect(reports).toMatchObject([
      { kind: 'vpc-flow-logs', format: 'parquet', records: 1, malformed: 0 },
      {},
    ]);
  });

  it('takes account and region from hive folders, which are no columns', async () => {
    const hive =
      'AWSLogs/aws-account-id=444455556666/aws-service=vpcflowlogs/aws-region=eu-west-1/year=2026/month=11/day=20/hour=10';
    await writeParquet(`${hive}/a.parquet`, `SELECT * EXCLUDE (account_id) FROM (${DELIVERED})`);
    const { records } = await readFlowLogs(engine, [folder]);
    expect(records).toMatchObject([{ account_id: '444455556666', region: 'eu-west-1', bytes: 8000 }]);
  });

  it('reads numbers that were written as text, and names with hyphens', async () => {
    const file = await writeParquet(
      'a.parquet',
      `SELECT srcaddr, dstaddr, bytes::VARCHAR AS bytes, start::VARCHAR AS start, ("end" * 1000)::VARCHAR AS "end",
         '-' AS "instance-id", 'vpc-1' AS "vpc-id", action, log_status AS "log-status", '-' AS srcport FROM (${DELIVERED})`,
    );
    const { records } = await readFlowLogs(engine, [file]);
    expect(records).toMatchObject([
      {
        bytes: 8000,
        start_time: START,
        end_time: START + 60,
        instance_id: null,
        vpc_id: 'vpc-1',
        srcport: null,
        log_status: 'OK',
      },
    ]);
  });

  it('reads transit gateway logs', async () => {
    const file = await writeParquet(
      'a.parquet',
      `SELECT 'TransitGateway' AS resource_type, '111122223333' AS account_id, 'tgw-1' AS tgw_id, 'tgw-attach-1' AS tgw_attachment_id,
         'use1-az1' AS tgw_src_az_id, srcaddr, dstaddr, bytes, packets, start, "end", log_status FROM (${DELIVERED})`,
    );
    const { records, reports } = await readFlowLogs(engine, [file]);
    expect(reports).toMatchObject([{ kind: 'tgw-flow-logs', records: 1 }]);
    expect(records).toMatchObject([
      { record_kind: 'tgw', interface_id: 'tgw-attach-1', az_id: 'use1-az1', bytes: 8000 },
    ]);
  });

  it('reads files of different columns together', async () => {
    await writeParquet('a.parquet', DELIVERED);
    await writeParquet(
      'b.parquet',
      `SELECT * EXCLUDE (traffic_path), 'use1-az1' AS az_id FROM (${DELIVERED})`,
    );
    const { records } = await readFlowLogs(engine, [folder]);
    expect(records).toHaveLength(2);
    expect(records.map(({ traffic_path, az_id }) => traffic_path ?? az_id)).toEqual(
      expect.arrayContaining([8, 'use1-az1']),
    );
  });

  it('counts and shows records that cannot be', async () => {
    const file = await writeParquet(
      'a [1].parquet',
      `${DELIVERED} UNION ALL SELECT * REPLACE (-1 AS bytes) FROM (${DELIVERED})`,
    );
    const { reports } = await readFlowLogs(engine, [file]);
    expect(reports).toMatchObject([{ records: 1, malformed: 1, samples: [{ file, line: null }] }]);
    expect(reports[0]!.samples[0]!.reason).toContain('bytes -1');
  });

  it('names a file that is damaged', async () => {
    const file = path.join(folder, 'a.parquet');
    writeFileSync(file, `PAR1${'x'.repeat(100)}`);
    await expect(readFlowLogs(engine, [file])).rejects.toThrow(`${file}: the Parquet file is damaged`);
    const { problems, files } = await readFlowLogs(engine, [file], { keepGoing: true });
    expect(problems).toEqual([expect.stringContaining(file)]);
    expect(files).toEqual([]);
  });
});
