import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { writeReferenceTables } from '@egress/analysis';
import { readInventory } from '@egress/inventory';
import { simulate } from '@egress/simulator';
import type { SqlEngine } from '@egress/sql-engine';
import { randomOf } from '../../fuzz/random';
import { badRecords } from '../parity/bad-records';

/** The first six hours are of one day, so that the day after has enough history for features. */
const START = Date.UTC(2026, 10, 2, 18) / 1000;
const HOURS = 30;
export const DAYS = ['2026-11-02', '2026-11-03'] as const;
/** One record of so many comes late. */
const LATE = 10;

export interface KilledInput {
  /** A copy of the jobs as they are at the start: what is edited meanwhile must not be in the later runs. */
  readonly scripts: string;
  readonly logs: string;
  readonly bills: string;
  /** Adds each day's late file to the logs, or takes it away again; the files themselves stay as they are. */
  readonly setLate: (areThere: boolean) => void;
  /** Makes an output folder with the reference tables in it, where the job of the bill adds its prices. */
  readonly makeOutput: (folder: string) => string;
}

/** Two days of logs with bad records, a file a day and one that comes late, and their bill. */
export async function makeInput(engine: SqlEngine, seed: number, folder: string): Promise<KilledInput> {
  const simulated = path.join(folder, 'simulated');
  await simulate({
    ...{ out: simulated, seed, hours: HOURS, recordsPerHour: 20, start: START, discount: 0.1 },
    ...{ scenarios: [], formats: ['v2', 'cur2-parquet'], logLevel: 'vpc' },
  });
  const reference = path.join(folder, 'reference');
  await writeReferenceTables(engine, reference, {
    inventory: readInventory(path.join(simulated, 'inventory')),
  });
  // Half a million networks take half of the time, and add nothing to what is shown here.
  rmSync(path.join(reference, 'ref_asn'), { recursive: true });
  const [logs, late] = [path.join(folder, 'logs'), path.join(folder, 'late')];
  const files = DAYS.map((day) => writeDay(path.join(simulated, 'flow-logs/v2'), logs, day, seed));
  const scripts = path.join(folder, 'glue-scripts');
  cpSync(path.resolve(__dirname, '../../../glue-scripts'), scripts, {
    recursive: true,
    filter: (file) => path.basename(file) !== 'tests',
  });
  let areThere = true;
  const setLate = (shouldBe: boolean) => {
    if (shouldBe === areThere) return;
    mkdirSync(late, { recursive: true });
    for (const file of files) {
      const aside = path.join(late, path.basename(file));
      if (shouldBe) renameSync(aside, file);
      else renameSync(file, aside);
    }
    areThere = shouldBe;
  };
  const makeOutput = (output: string) => {
    cpSync(reference, path.join(output, 'reference'), { recursive: true });
    return output;
  };
  return { scripts, logs, bills: path.join(simulated, 'bills/cur2-parquet'), setLate, makeOutput };
}

/** Puts a day's files together, which saves Spark most of its work: one on time, one of bad records, and the late one, returned. */
function writeDay(simulated: string, logs: string, day: string, seed: number): string {
  const folder = day.replaceAll('-', '/');
  const hours = readdirSync(simulated, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.includes(`/${folder}/`) && file.endsWith('.gz'))
    .sort()
    .map((file) =>
      gunzipSync(readFileSync(path.join(simulated, file)))
        .toString()
        .trimEnd()
        .split('\n'),
    );
  const header = hours[0]?.[0] ?? '';
  const records = hours.flatMap(([, ...each]) => each);
  const target = path.join(logs, 'AWSLogs/111122223333/vpcflowlogs/us-east-1', folder);
  mkdirSync(target, { recursive: true });
  const write = (name: string, content: string) => {
    const stem = `111122223333_vpcflowlogs_us-east-1_fl-00000000000000001_${day.replaceAll('-', '')}T0000Z`;
    const file = path.join(target, `${stem}_${name}.log`);
    writeFileSync(file, content);
    return file;
  };
  const logOf = (lines: readonly string[]) => `${[header, ...lines].join('\n')}\n`;
  const onTime = write('day', logOf(records.filter((_, i) => i % LATE > 0)));
  write('bad', badRecords(onTime, [], randomOf(seed)));
  return write('late', logOf(records.filter((_, i) => i % LATE === 0)));
}
