import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { SqlEngine } from '@egress/sql-engine';
import {
  DEFAULT_HEADER,
  readFlowLogs,
  record,
  START,
  writeBytes,
  writeLines,
} from '../testing/flow-log-files';

describe('what is said about flow logs', () => {
  let engine: SqlEngine;
  let folder: string;

  beforeEach(async () => {
    engine = await SqlEngine.open({ threads: 2 });
    folder = mkdtempSync(path.join(os.tmpdir(), 'egress-reports-'));
  });
  afterEach(() => {
    engine.close();
    rmSync(folder, { recursive: true });
  });

  it('does not call NODATA and SKIPDATA malformed', async () => {
    const hidden = {
      srcaddr: '-',
      dstaddr: '-',
      srcport: '-',
      dstport: '-',
      protocol: '-',
      packets: '-',
      bytes: '-',
      action: '-',
    };
    const file = writeLines(folder, 'a.log', [
      DEFAULT_HEADER,
      record({ ...hidden, 'log-status': 'NODATA' }),
      record({ ...hidden, 'log-status': 'SKIPDATA' }),
      record(),
    ]);
    const { records, reports } = await readFlowLogs(engine, [file]);
    expect(records.map(({ log_status }) => log_status).sort()).toEqual(['NODATA', 'OK', 'SKIPDATA']);
    expect(reports).toMatchObject([{ records: 3, malformed: 0, samples: [] }]);
  });

  it('does not call rejected records without bytes malformed', async () => {
    const file = writeLines(folder, 'a.log', [
      DEFAULT_HEADER,
      record({ action: 'REJECT', bytes: '-', packets: '-' }),
    ]);
    const { records, reports } = await readFlowLogs(engine, [file]);
    expect(records).toMatchObject([{ action: 'REJECT', log_status: 'OK' }]);
    expect(reports).toMatchObject([{ records: 1, malformed: 0 }]);
  });

  it('believes a record that lasts an hour', async () => {
    const file = writeLines(folder, 'a.log', [DEFAULT_HEADER, record({ end: START + 3600 })]);
    const { reports } = await readFlowLogs(engine, [file]);
    expect(reports).toMatchObject([{ records: 1, malformed: 0 }]);
  });

  it.each([
    ['too few columns', 'eni-0a1 10.0.0.5', /expected number of columns: 14 found: 2/i],
    ['too many columns', `${record()} surplus`, /expected number of columns: 14/i],
    [
      'an empty field',
      record().replace(' ACCEPT', '  ACCEPT').replace(/ OK$/, ' -'),
      /expected number of columns/i,
    ],
    ['letters for bytes', record({ bytes: 'many' }), /bytes/],
    ['a fraction for bytes', record({ bytes: '1.5' }), /bytes 1\.5$/],
    ['an exponent for packets', record({ packets: '1e3' }), /packets 1e3$/],
    ['a hexadecimal number of bytes', record({ bytes: '0x1F' }), /bytes 0x1F$/],
    ['letters for the bytes of a rejected record', record({ action: 'REJECT', bytes: 'x' }), /bytes x$/],
    ['a number of bytes beyond 64 bits', record({ bytes: '99999999999999999999' }), /bytes/],
    ['a port beyond 65535', record({ dstport: 70000 }), /impossible record: dstport 70000$/],
    ['negative bytes', record({ bytes: -1 }), /bytes -1/],
    ['negative packets', record({ packets: -10 }), /packets -10/],
    ['more bytes than can be', record({ bytes: '9223372036854775807' }), /bytes 9223372036854775807/],
    ['an end before the start', record({ end: START - 1 }), new RegExp(`record: end ${START - 1}$`)],
    ['a window of more than an hour', record({ end: START + 3601 }), /impossible record: lasts 3601 s$/],
    [
      'a window of more than an hour in milliseconds',
      record({ start: `${START}000`, end: `${START + 3601}000` }),
      /lasts 3601 s$/,
    ],
    ['a start before AWS', record({ start: 12 }), /start 12$/],
    ['an end in the far future', record({ end: 9999999999 }), /end 9999999999/],
    [
      'a start that no subtraction bears',
      record({ start: '-9223372036854775808' }),
      /start -9223372036854775808/,
    ],
    ['no address', record({ srcaddr: '-', dstaddr: '-' }), /impossible record: no address/],
    ['an unknown action', record({ action: 'MAYBE' }), /action MAYBE/],
    ['an unknown status', record({ 'log-status': 'FINE' }), /status FINE/],
    ['bytes that are no UTF-8', record({ 'interface-id': 'eni-\u00ff' }), /utf-?8|unicode/i],
    ['a NUL character', record({ bytes: '80\u000000' }), /bytes/],
  ])('counts and shows records with %s', async (_, bad, reason) => {
    const alsoBad = bad.replace('40000', '40001');
    const lines = [DEFAULT_HEADER, record(), bad, record({ bytes: 5 }), alsoBad];
    const file = writeBytes(
      folder,
      'a.log',
      Buffer.from(lines.map((line) => `${line}\n`).join(''), 'latin1'),
    );
    const { records, reports } = await readFlowLogs(engine, [file]);
    const sound = records.filter(({ log_status }) => log_status === 'OK');
    expect(sound.map(({ bytes }) => bytes).sort()).toEqual([5, 8000]);
    expect(reports).toMatchObject([{ records: 2, malformed: 2 }]);
    expect(reports[0]!.samples.map(({ line }) => line)).toEqual([3, 5]);
    for (const sample of reports[0]!.samples) {
      expect(sample.file).toBe(file);
      expect(sample.reason).toMatch(reason);
    }
  });

  it('goes on after a line of megabytes', async () => {
    const file = writeLines(folder, 'a.log', [
      DEFAULT_HEADER,
      record(),
      record({ 'interface-id': `eni-${'x'.repeat(5_000_000)}` }),
      record({ bytes: 5 }),
    ]);
    const { reports } = await readFlowLogs(engine, [file]);
    expect(reports).toMatchObject([{ records: 2, malformed: 1, samples: [{ line: 3 }] }]);
    expect(reports[0]!.samples[0]!.reason.length).toBeLessThan(500);
  });

  it('counts all malformed records and shows twenty of a file', async () => {
    const bad = Array.from({ length: 30 }, () => 'x');
    const file = writeLines(folder, 'a.log.gz', [DEFAULT_HEADER, record(), ...bad]);
    const { reports } = await readFlowLogs(engine, [file]);
    expect(reports).toMatchObject([{ records: 1, malformed: 30 }]);
    expect(reports[0]!.samples).toHaveLength(20);
  });

  it('keeps the malformed records of several files apart', async () => {
    const a = writeLines(folder, 'a.log', [DEFAULT_HEADER, 'x', record()]);
    const b = writeLines(folder, 'b.log', [DEFAULT_HEADER, record(), record({ bytes: -1 }), 'y']);
    const c = writeLines(folder, 'c.log', [DEFAULT_HEADER, record()]);
    const { reports } = await readFlowLogs(engine, [a, b, c]);
    expect(reports.map(({ path: file, records, malformed }) => [file, records, malformed])).toEqual([
      [a, 1, 1],
      [b, 1, 2],
      [c, 1, 0],
    ]);
    expect(reports.flatMap(({ samples }) => samples).map(({ file, line }) => [file, line])).toEqual([
      [a, 2],
      [b, 3],
      [b, 4],
    ]);
  });

  it('says what a log lacks that no bytes can be counted without', async () => {
    const header = 'interface-id srcaddr dstaddr action log-status';
    const file = writeLines(folder, 'a.log', [header, record({}, header)]);
    const { reports } = await readFlowLogs(engine, [file]);
    expect(reports).toMatchObject([{ records: 0, malformed: 1 }]);
    expect(reports[0]!.samples).toEqual([
      { file, line: 2, reason: 'impossible record: bytes missing, start missing, end missing' },
    ]);
  });
});
