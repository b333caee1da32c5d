import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { sqlLiteral, SqlEngine } from '@egress/sql-engine';
import { detected, writeCsv } from '../bills/testing/bill-files';
import { loadBills } from '../bills/load-bills';
import { DEFAULT_HEADER, readFlowLogs, record, text, writeBytes } from '../testing/flow-log-files';
import { withBrokenEncoding } from './broken-encoding';

describe('text that is no UTF-8', () => {
  let engine: SqlEngine;
  let folder: string;
  beforeEach(async () => {
    engine = await SqlEngine.open({ threads: 1 });
    folder = mkdtempSync(path.join(os.tmpdir(), 'egress-encoding-'));
  });
  afterEach(() => {
    engine.close();
    rmSync(folder, { recursive: true });
  });

  it('loses only the line that is broken, also where few columns are asked for', async () => {
    const file = path.join(folder, 'a.csv');
    writeFileSync(file, Buffer.from('1,a,b,caf\xe9\n2,a,b,c\n', 'latin1'));
    const source = `read_csv(${sqlLiteral(file)}, auto_detect = false, header = false, store_rejects = true,
      columns = {c0: 'INTEGER', c1: 'VARCHAR', c2: 'VARCHAR', c3: 'VARCHAR'})`;
    const columns = ['c0', 'c1', 'c2', 'c3'];
    expect(await engine.query(`SELECT c3 FROM ${withBrokenEncoding(source, columns)}`)).toEqual([
      { c3: 'c' },
    ]);
  });

  it('is malformed in a flow log where it occurs', async () => {
    const header = `tcp-flags type ${DEFAULT_HEADER} vpc-id`;
    const lines = [header, record({ 'vpc-id': 'vpc-\xe9' }, header), record({}, header)];
    writeBytes(folder, 'a.log', Buffer.from(text(lines), 'latin1'));
    const { records, reports } = await readFlowLogs(engine, [folder]);
    expect(records).toMatchObject([{ bytes: 8000 }]);
    expect(reports).toMatchObject([{ records: 1, malformed: 1, samples: [{ line: 2 }] }]);
  });

  it('is malformed in a bill where it occurs', async () => {
    const line = {
      'bill/PayerAccountId': '111122223333',
      'identity/TimeInterval': '-',
      'lineItem/LineItemType': 'Usage',
      'lineItem/UsageStartDate': '2026-11-02T00:00:00Z',
      'lineItem/UsageType': 'NatGateway-Bytes',
      'lineItem/UsageAmount': '2',
      'lineItem/UnblendedCost': '0.09',
      'lineItem/LineItemDescription': 'caf\u00e9',
    };
    const file = writeCsv(folder, 'a.csv', [line, { ...line, 'lineItem/LineItemDescription': 'tea' }]);
    writeFileSync(file, Buffer.from(readFileSync(file, 'utf8'), 'latin1'));
    const [report] = await loadBills(engine, [await detected(engine, file)], { keepGoing: true });
    expect(report).toMatchObject({ records: 1, malformed: 1, samples: [{ line: 2 }] });
    expect(await engine.query('SELECT cost FROM bill_lines')).toEqual([{ cost: 0.09 }]);
  });
});
