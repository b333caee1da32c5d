import { mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { SqlEngine } from '@egress/sql-engine';
import { discoverInputs } from '../discover';
import {
  DEFAULT_HEADER,
  readFlowLogs,
  record,
  text,
  writeBytes,
  writeLines,
} from '../testing/flow-log-files';

/** Records whose bytes are 0, 1, 2 …, with addresses that do not compress away. */
const RECORDS = Array.from({ length: 5000 }, (_, i) =>
  record({
    bytes: i,
    dstaddr: `52.${(i * 7919) % 256}.${(i * 104729) % 256}.${i % 256}`,
    srcport: 1024 + ((i * 31337) % 60000),
  }),
);

describe('flow logs that are damaged or joined', () => {
  let engine: SqlEngine;
  let folder: string;

  beforeEach(async () => {
    engine = await SqlEngine.open({ threads: 2 });
    folder = mkdtempSync(path.join(os.tmpdir(), 'egress-sound-'));
  });
  afterEach(() => {
    engine.close();
    rmSync(folder, { recursive: true });
  });

  it('reads the complete lines of truncated gzip data and says so', async () => {
    const file = writeLines(folder, 'a.log.gz', [DEFAULT_HEADER, ...RECORDS]);
    truncateSync(file, Math.floor(0.8 * statSync(file).size));
    const { records, reports } = await readFlowLogs(engine, [file]);
    expect(records.length).toBeGreaterThan(1000);
    expect(records.length).toBeLessThan(5000);
    const bytes = records.map((row) => Number(row.bytes)).sort((a, b) => a - b);
    expect(bytes).toEqual(bytes.map((_, i) => i));
    expect(reports).toMatchObject([{ path: file, records: records.length, malformed: 0 }]);
    expect(reports[0]!.notes).toEqual([
      expect.stringMatching(/a\.log\.gz: truncated gzip, \d+ bytes \(\d+ records\) were readable/),
    ]);
  });

  it('says that gzip data which ends at once holds nothing', async () => {
    const file = writeLines(folder, 'a.log.gz', [DEFAULT_HEADER, ...RECORDS]);
    truncateSync(file, 12);
    const { files } = await discoverInputs(engine, [file], { keepGoing: false });
    expect(files).toMatchObject([
      { detection: { kind: 'unrecognised', format: 'gzip data without any text' } },
    ]);
  });

  /** Not compressed: one digit is another, and only the checksum can tell. */
  function writeFlipped(name: string): string {
    const data = gzipSync(text([DEFAULT_HEADER, ...RECORDS]), { level: 0 });
    const at = data.indexOf(' 10 ', 300_000) + 1;
    data.writeUInt8(data.readUInt8(at) ^ 0x02, at);
    return writeBytes(folder, name, data);
  }

  it('names files whose checksum is wrong, and reads none of them', async () => {
    const a = writeFlipped('a.log.gz');
    const b = writeFlipped('b.log.gz');
    const reading = readFlowLogs(engine, [folder]);
    await expect(reading).rejects.toThrow(`${a}: the gzip data is corrupt (incorrect data check)`);
    await expect(reading).rejects.toThrow(`${b}: the gzip data is corrupt`);
    await expect(reading).rejects.toThrow('--keep-going');
  });

  it('reads what it can of corrupt files when it is to keep going, and says so', async () => {
    const corrupt = writeFlipped('a.log.gz');
    const sound = writeLines(folder, 'b.log.gz', [DEFAULT_HEADER, record()]);
    const { records, reports } = await readFlowLogs(engine, [corrupt, sound], { keepGoing: true });
    expect(records.length).toBeGreaterThan(3000);
    expect(reports).toMatchObject([{ path: corrupt }, { path: sound, records: 1, notes: [] }]);
    expect(reports[0]!.notes).toEqual([expect.stringContaining(`${corrupt}: corrupt gzip`)]);
  });

  it('finds flips in compressed data too', async () => {
    const data = gzipSync(text([DEFAULT_HEADER, ...RECORDS]));
    data.writeUInt8(data.readUInt8(40_000) ^ 0x10, 40_000);
    const file = writeBytes(folder, 'a.log.gz', data);
    await expect(readFlowLogs(engine, [file])).rejects.toThrow(`${file}: the gzip data is corrupt`);
  });

  it('reads joined gzip files, whose header comes again', async () => {
    const part = gzipSync(text([DEFAULT_HEADER, record()]));
    const file = writeBytes(folder, 'a.log.gz', Buffer.concat([part, part, part]));
    const { records, reports } = await readFlowLogs(engine, [file]);
    expect(records).toHaveLength(3);
    expect(reports).toMatchObject([{ records: 3, malformed: 0, samples: [], notes: [] }]);
  });

  it('ignores the same header in the middle, also spelt with underscores', async () => {
    const file = writeLines(folder, 'a.log', [
      DEFAULT_HEADER,
      record(),
      DEFAULT_HEADER.replaceAll('-', '_'),
      record(),
      DEFAULT_HEADER,
      'x',
    ]);
    const { records, reports } = await readFlowLogs(engine, [file]);
    expect(records).toHaveLength(2);
    expect(reports).toMatchObject([{ records: 2, malformed: 1, samples: [{ line: 6 }] }]);
  });

  it.each(['a.log', 'a.log.gz'])('reads records by the header that they stand under, %s', async (name) => {
    const other = 'srcaddr dstaddr packets bytes start end action log-status';
    const file = writeLines(folder, name, [
      DEFAULT_HEADER,
      record({ packets: 1, bytes: 2 }),
      other,
      record({ packets: 3, bytes: 4 }, other),
      'x',
      DEFAULT_HEADER,
      record({ packets: 5, bytes: 6 }),
      record({ bytes: -6 }),
    ]);
    const { records, reports } = await readFlowLogs(engine, [file]);
    const found = records
      .filter(({ log_status }) => log_status === 'OK')
      .map(({ packets, bytes }) => `${packets} ${bytes}`);
    expect(found.sort()).toEqual(['1 2', '3 4', '5 6']);
    expect(reports).toMatchObject([{ path: file, records: 3, malformed: 2 }]);
    expect(reports[0]!.samples.map(({ line }) => line).sort()).toEqual([5, 8]);
  });

  it('reads a header that swaps two columns of the same type by its own order', async () => {
    const swapped = DEFAULT_HEADER.replace('packets bytes', 'bytes packets');
    const file = writeLines(folder, 'a.log', [
      DEFAULT_HEADER,
      record({ packets: 1, bytes: 2 }),
      swapped,
      record({ packets: 3, bytes: 4 }, swapped),
    ]);
    const { records } = await readFlowLogs(engine, [file]);
    expect(records.map(({ packets, bytes }) => [packets, bytes]).sort()).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it('says that padding after the gzip data was ignored', async () => {
    const data = gzipSync(text([DEFAULT_HEADER, record()]));
    const file = writeBytes(folder, 'a.log.gz', Buffer.concat([data, Buffer.alloc(7)]));
    const { records, reports } = await readFlowLogs(engine, [file]);
    expect(records).toHaveLength(1);
    expect(reports[0]!.notes).toEqual([
      `${file}: 7 bytes after the gzip data are no gzip data and were ignored.`,
    ]);
  });

  it('takes other bytes after the gzip data for damage', async () => {
    const data = gzipSync(text([DEFAULT_HEADER, ...RECORDS.slice(0, 20)]));
    const file = writeBytes(folder, 'a.log.gz', Buffer.concat([data, Buffer.from('garbage')]));
    await expect(readFlowLogs(engine, [file])).rejects.toThrow(`${file}: the gzip data is corrupt`);
    const { records, reports } = await readFlowLogs(engine, [file], { keepGoing: true });
    expect(records.length).toBeGreaterThan(15);
    expect(reports[0]!.notes).toEqual([expect.stringContaining('corrupt gzip')]);
  });

  it('says that a last line may have been cut off', async () => {
    const file = writeBytes(folder, 'a.log', `${DEFAULT_HEADER}\n${record()}\n${record()}`);
    const { records, reports } = await readFlowLogs(engine, [file]);
    expect(records).toHaveLength(2);
    expect(reports[0]!.notes).toEqual([expect.stringContaining('no line end')]);
  });

  it('says that a file holds no records', async () => {
    const file = writeLines(folder, 'a.log.gz', [DEFAULT_HEADER]);
    const { records, reports } = await readFlowLogs(engine, [file]);
    expect(records).toEqual([]);
    expect(reports).toMatchObject([{ records: 0, notes: [`${file}: holds no records.`] }]);
  });
});
