import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { sqlLiteral, SqlEngine } from '@egress/sql-engine';
import { loadInputs } from './load-inputs';

/** `count` records of as many bytes each. */
function records(count: number): string {
  return `SELECT 2 AS version, concat('eni-', hash(i)) AS interface_id, '10.0.0.5' AS srcaddr, '8.8.8.8' AS dstaddr,
    1795168800 AS start, 1795168860 AS "end", ${count} AS bytes, 'ACCEPT' AS action, 'OK' AS log_status
    FROM range(${count}) AS t(i)`;
}

describe('Parquet flow logs', () => {
  let engine: SqlEngine;
  let folder: string;
  beforeEach(async () => {
    engine = await SqlEngine.open({ threads: 1 });
    folder = mkdtempSync(path.join(os.tmpdir(), 'egress-load-'));
  });
  afterEach(() => {
    engine.close();
    rmSync(folder, { recursive: true });
  });

  const write = async (name: string, select: string): Promise<string> => {
    const file = path.join(folder, name);
    await engine.run(`COPY (${select}) TO ${sqlLiteral(file)} (FORMAT parquet, COMPRESSION snappy)`);
    return file;
  };
  const load = (keepGoing: boolean) =>
    loadInputs(engine, { paths: [folder], bills: [], keepGoing }, () => {});
  /** The footer stays as it is. */
  const damageData = (file: string): void => {
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0xff, 4, bytes.length >> 2));
  };

  it('are named where their data is damaged', async () => {
    await write('sound.parquet', records(3));
    const damaged = await write('damaged.parquet', records(1000));
    damageData(damaged);
    await expect(load(false)).rejects.toMatchObject({
      name: 'UnreadableInputError',
      message: expect.stringContaining(`${damaged}: the Parquet data is damaged`),
    });
  });

  it('are read without the damaged ones by keepGoing, with a note', async () => {
    await write('sound.parquet', records(3));
    const damaged = await write('damaged.parquet', records(1000));
    damageData(damaged);
    const { inputs, notes } = await load(true);
    expect(notes).toContainEqual(expect.stringMatching(`^${damaged}: .* damaged .* left out`));
    expect(inputs).toHaveLength(2);
    expect(await engine.query('SELECT bytes FROM flow_conversations')).toEqual([
      { bytes: 3 },
      { bytes: 3 },
      { bytes: 3 },
    ]);
  });

  it('have a note where they hold no records', async () => {
    const empty = await write('empty.parquet', records(0));
    expect((await load(false)).notes).toContain(`${empty}: holds no records.`);
  });
});

describe('files that are no inputs', () => {
  let engine: SqlEngine;
  let folder: string;
  beforeEach(async () => {
    engine = await SqlEngine.open({ threads: 1 });
    folder = mkdtempSync(path.join(os.tmpdir(), 'egress-load-'));
    writeFileSync(path.join(folder, 'diary.txt'), 'Dear diary');
  });
  afterEach(() => {
    engine.close();
    rmSync(folder, { recursive: true });
  });
  const load = (keepGoing: boolean) =>
    loadInputs(engine, { paths: [folder], bills: [], keepGoing }, () => {});

  it('are an error where there is nothing else', async () => {
    await expect(load(false)).rejects.toThrow('diary.txt: not recognised');
  });

  it('are noted where there are others, or where it is to keep going', async () => {
    const leftOut = expect.stringMatching(/diary\.txt: not recognised .* left out/) as unknown as string;
    expect((await load(true)).notes).toContainEqual(leftOut);
    writeFileSync(path.join(folder, 'vpcs.json'), '{"Vpcs": []}');
    expect((await load(false)).notes).toContainEqual(leftOut);
  });
});
