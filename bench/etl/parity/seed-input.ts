import { copyFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { FORMATS, LOG_LEVELS, SCENARIO_NAMES, simulate, type Format } from '@egress/simulator';
import { randomOf } from '../../fuzz/random';
import { badRecords } from './bad-records';
import { readLogText } from './log-text';
import { moveByDays, writeCrossing } from './misplaced-records';

const DEFAULT_FIELDS =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status'.split(
    ' ',
  );
/** As `describe-flow-logs` prints it; for the logs without a header. */
export const LOG_FORMAT = DEFAULT_FIELDS.map((field) => `\${${field}}`).join(' ');
const FLOW_FORMATS: readonly Format[] = ['v5', 'v2', 'custom', 'headerless', 'plain', 'parquet'];
const HOUR = 3600;
const DAY = 24 * HOUR;
/** A log that is delivered two days late, or before its day begins. */
const MISPLACED_BY_DAYS = [2, -1];
/** A Monday's midnight. */
const START = Date.UTC(2026, 10, 2) / 1000;
const RECORDS_PER_HOUR = 100;

export interface SeedInput {
  readonly name: string;
  readonly logs: string;
  readonly bills: string;
  readonly inventory: string;
}

/**
 * One hour of a made-up organisation, the same for every seed, with every scenario, its bill, and logs in a format and at a
 * level that the seed chooses, beside the transit gateway's; among them bad records of every kind, the same file twice, and
 * files without records, a log in another day's folder, and, but for the first day, a record that crosses the midnight before the
 * hour's day, in the folder of the day before. `hour` counts from a midnight.
 */
export async function makeSeedInput(seed: number, hour: number, folder: string): Promise<SeedInput> {
  const random = randomOf(seed);
  const format = FLOW_FORMATS[seed % FLOW_FORMATS.length] ?? 'v5';
  const logLevel = LOG_LEVELS[Math.floor(seed / FLOW_FORMATS.length) % LOG_LEVELS.length] ?? 'vpc';
  const formats = FORMATS.filter((each) => [format, 'tgw', 'cur2-parquet'].includes(each));
  await simulate({
    ...{ out: folder, seed, hours: 1, formats, logLevel, scenarios: SCENARIO_NAMES },
    ...{ recordsPerHour: RECORDS_PER_HOUR, start: START + hour * HOUR, discount: random.below(3) / 10 },
  });
  const logs = path.join(folder, 'flow-logs');
  const texts = filesBelow(logs).filter((file) => !file.endsWith('.parquet'));
  for (const kind of [format, 'tgw']) {
    const files = texts.filter((file) => file.startsWith(path.join(logs, kind, path.sep)));
    if (files.length === 0) continue;
    const file = random.pick(files);
    writeFileSync(besides(file, 'bad'), badRecords(file, DEFAULT_FIELDS, random));
    writeFileSync(besides(file, 'empty'), '');
    const day = Math.floor((hour * HOUR) / DAY);
    if (kind === format && day > 0) {
      writeCrossing(file, readLogText(file, DEFAULT_FIELDS), START + day * DAY);
    }
  }
  const originals = filesBelow(logs).filter((file) => !/_(bad|empty|crossing)\.log$/.test(file));
  const twice = random.pick(originals);
  // Each flow log has an identifier of its own, and one format.
  copyFileSync(twice, twice.replace(/_fl-[^_]+_/, `_fl-${seed.toString(16).padStart(17, '0')}_`));
  moveByDays(
    random.pick(originals.filter((file) => file !== twice)),
    MISPLACED_BY_DAYS[seed % MISPLACED_BY_DAYS.length] ?? 0,
  );
  return {
    name: `${format}, level ${logLevel}`,
    logs,
    bills: path.join(folder, 'bills'),
    inventory: path.join(folder, 'inventory'),
  };
}

/** Another file of the same hour, not compressed. */
function besides(file: string, name: string): string {
  return file.replace(/_[^_]+$/, `_${name}.log`);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
