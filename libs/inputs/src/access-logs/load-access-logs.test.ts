import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { SqlEngine } from '@egress/sql-engine';
import { loadS3AccessLogs } from './load-access-logs';
import { logFile } from './testing/log-files';
import { record } from './testing/s3-record';

describe('loadS3AccessLogs', () => {
  let engine: SqlEngine;
  beforeEach(async () => {
    engine = await SqlEngine.open({ threads: 2 });
  });
  afterEach(() => engine.close());

  const load = async (content: string | Buffer, name = 'log.txt', keepGoing = false) => {
    const [report] = await loadS3AccessLogs(engine, [await logFile(engine, name, content)], { keepGoing });
    const rows = await engine.query('SELECT * FROM s3_requests ORDER BY request_id');
    return { report, rows };
  };

  it('counts malformed lines, and says where and why', async () => {
    const lines = [
      record({ requestId: 'GOOD1' }),
      record({ requestId: 'BAD1', bytes: '-5' }),
      '',
      record({ requestId: 'BAD2', bytes: '1.5' }),
      record({ requestId: 'BAD3', status: '999' }),
      record({ requestId: 'BAD4', time: '31/Foo/2026:00:00:00 +0000' }),
      record({}, 12),
      record({ requestId: 'BAD5', size: '99999999999999999999' }),
      record({ requestId: 'GOOD2' }),
    ];
    const { report, rows } = await load(lines.join('\r\n') + '\r\n');
    expect(rows.map((row) => row.request_id)).toEqual(['GOOD1', 'GOOD2']);
    expect(report).toMatchObject({ records: 2, malformed: 6 });
    expect(report?.samples.map(({ line, reason }) => [line, reason])).toEqual([
      [2, expect.stringContaining("bytes_sent is '-5'")],
      [4, expect.stringContaining("bytes_sent is '1.5'")],
      [5, expect.stringContaining("http_status is '999'")],
      [6, expect.stringContaining('time of the request')],
      [7, expect.stringContaining('no S3 access log record')],
      [8, expect.stringContaining("object_size is '99999999999999999999'")],
    ]);
    expect(report?.samples[0]?.file).toBe(report?.path);
  });

  it('counts lines that are no UTF-8 as malformed, by their numbers', async () => {
    const content = Buffer.concat([Buffer.from(`${record()}\n`), Buffer.from([0xff, 0xfe, 0x0a])]);
    const { report } = await load(content);
    expect(report).toMatchObject({ records: 1, malformed: 1, samples: [{ line: 2 }] });
  });

  it('counts a record that was delivered twice once, in whichever file it is', async () => {
    const first = await logFile(
      engine,
      'a.txt',
      `${record()}\n${record({ operation: 'REST.COPY.OBJECT_GET' })}\n`,
    );
    const second = await logFile(engine, 'b.txt.gz', `${record()}\n${record({ requestId: 'OTHER' })}\n`);
    const third = await logFile(engine, 'c.txt', `${record({ key: '-' })}\n${record({ key: '-' })}\n`);
    const reports = await loadS3AccessLogs(engine, [first, second, third], { keepGoing: false });
    expect(reports.map(({ records, notes }) => ({ records, notes: notes.length }))).toEqual([
      { records: 2, notes: 0 },
      { records: 1, notes: 1 },
      { records: 1, notes: 1 },
    ]);
    expect(reports[1]?.notes[0]).toMatch(
      /b\.txt\.gz: 1 record was delivered more than once and counted once\./,
    );
    expect(await engine.queryOne('SELECT count(*) AS n FROM s3_requests')).toEqual({ n: 4 });
  });

  it('leaves the table with the columns of the data model alone', async () => {
    await load(`${record()}\n`);
    const columns = await engine.query('DESCRIBE s3_requests');
    await engine.fillTable('s3_requests');
    expect(columns).toEqual(await engine.query('DESCRIBE s3_requests'));
  });

  it('makes the table also when there are no files', async () => {
    expect(await loadS3AccessLogs(engine, [], { keepGoing: false })).toEqual([]);
    expect(await engine.query('SELECT * FROM s3_requests')).toEqual([]);
  });

  it('reads what is there of truncated gzip, and says so', async () => {
    const lines = Array.from({ length: 3000 }, (_, i) =>
      record({ requestId: `R${i * 7919}`, bytes: `${i}` }),
    );
    const whole = gzipSync(`${lines.join('\n')}\n`);
    const { report } = await load(whole.subarray(0, whole.length / 2), 'log.gz');
    expect(report?.notes).toEqual([expect.stringContaining('truncated gzip')]);
    expect(report?.records).toBeGreaterThan(100);
    expect(report?.records).toBeLessThan(3000);
  });

  it('refuses a gzip file with a flipped bit, unless it is to keep going', async () => {
    // Keys that do not compress, so that the fault is not in the beginning that tells the kind of file.
    const keys = Array.from({ length: 2000 }, (_, i) => createHash('sha256').update(`${i}`).digest('hex'));
    const whole = gzipSync(keys.map((key) => `${record({ key })}\n`).join(''));
    const at = whole.length - 6;
    whole[at] = (whole[at] ?? 0) ^ 1;
    await expect(load(whole, 'log.gz')).rejects.toThrow(/log\.gz: the gzip data is corrupt/);
    expect((await load(whole, 'log.gz', true)).report?.notes).toEqual([
      expect.stringContaining('corrupt gzip'),
    ]);
  });
});
