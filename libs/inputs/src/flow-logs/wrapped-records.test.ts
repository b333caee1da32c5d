import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { SqlEngine } from '@egress/sql-engine';
import {
  DEFAULT_HEADER,
  readFlowLogs,
  record,
  text,
  writeBytes,
  writeLines,
} from '../testing/flow-log-files';

const CUSTOM = 'bytes srcaddr dstaddr interface-id start end instance-tag log-status';
const wrapped = (message: string): string => JSON.stringify({ message });

describe('records that a delivery stream wrapped', () => {
  let engine: SqlEngine;
  let folder: string;
  beforeEach(async () => {
    engine = await SqlEngine.open({ threads: 1 });
    folder = mkdtempSync(path.join(os.tmpdir(), 'egress-wrapped-'));
  });
  afterEach(() => {
    engine.close();
    rmSync(folder, { recursive: true });
  });

  it.each(['a', 'a.gz'])('are read like those that are not, in the default format, %s', async (name) => {
    const lines = [record(), record({ bytes: 7 }), record({ srcport: '-', 'log-status': 'NODATA' })];
    const bare = await readFlowLogs(engine, [writeLines(folder, 'bare', lines)]);
    const { records, reports } = await readFlowLogs(engine, [writeLines(folder, name, lines.map(wrapped))]);
    expect(records).toEqual(bare.records);
    expect(records).toHaveLength(3);
    expect(reports).toMatchObject([
      { format: name === 'a' ? 'text in JSON' : 'text.gz in JSON', records: 3, malformed: 0, notes: [] },
    ]);
  });

  it('are read in the order of --log-format, and refused without it', async () => {
    const file = writeLines(folder, 'firehose', [
      wrapped(`${record({ 'instance-tag': 'café"1"' }, CUSTOM)}\n`),
      wrapped(record({ bytes: 5, 'instance-tag': 'b' }, CUSTOM)),
    ]);
    await expect(readFlowLogs(engine, [file])).rejects.toThrow(
      'it is records of a delivery stream in an unknown order of fields. Give flow logs',
    );
    const { records } = await readFlowLogs(engine, [file], { logFormat: CUSTOM });
    expect(records).toMatchObject([
      { bytes: 5, workload_name: 'b' },
      { bytes: 8000, workload_name: 'café"1"', srcaddr: '10.0.0.5' },
    ]);
  });

  it('are read up to where the gzip data ends, and the malformed ones are counted by their lines', async () => {
    const lines = Array.from({ length: 3000 }, (_, i) => wrapped(record({ srcport: i, bytes: i * i })));
    const broken = lines.with(1, '{"message":"2 1111').with(2, '{"message":7}').with(3, '{"text":"a"}');
    const whole = gzipSync(text(broken));
    const file = writeBytes(folder, 'cut.gz', whole.subarray(0, whole.length - 1000));
    const { records, reports } = await readFlowLogs(engine, [file]);
    expect(records.length).toBeGreaterThan(1000);
    expect(records.length).toBeLessThan(2997);
    expect(reports).toMatchObject([
      {
        records: records.length,
        malformed: 3,
        samples: [{ line: 2 }, { line: 3 }, { line: 4 }],
        notes: [expect.stringContaining('truncated gzip')],
      },
    ]);
  });

  it('are read from a file in which some lines are not wrapped', async () => {
    const file = writeLines(folder, 'mixed', [DEFAULT_HEADER, record(), wrapped(record({ bytes: 7 }))]);
    const { records, reports } = await readFlowLogs(engine, [file]);
    expect(records.map(({ bytes }) => bytes)).toEqual([7, 8000]);
    expect(reports).toMatchObject([{ records: 2, malformed: 0 }]);
  });
});
