import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadPriceBook } from '@egress/prices';
import { SqlEngine } from '@egress/sql-engine';
import { writeBills } from './bill/write-bills';
import { chooseFormats, type Format } from './formats';
import { writeInventory } from './inventory/write-inventory';
import { openLedger } from './ledger';
import { openLogOutputs } from './log-outputs';
import { runTraffic } from './run-traffic';
import { scenarioSpan, type ScenarioName } from './scenarios/scenarios';
import { SECONDS_PER_HOUR } from './time';
import { listRates, tellTruth, type Truth } from './truth';
import type { LogLevel } from './writers/flow-log-formats';

export interface SimulationOptions {
  /** The folder to fill; it must be empty or not there. */
  readonly out: string;
  /** The same seed gives the same files, byte for byte. */
  readonly seed: number;
  /** Whole hours. */
  readonly hours: number;
  /** About how many flow-log records the ordinary traffic makes per hour, with one flow log per VPC. */
  readonly recordsPerHour: number;
  readonly scenarios: readonly ScenarioName[];
  /** When they begin, to go on until the end: seconds since 1970, a whole hour. @default they begin and end in the second half */
  readonly onset?: number;
  /** A kind of input of which no format is given is written in its usual one. */
  readonly formats: readonly Format[];
  readonly logLevel: LogLevel;
  /** Seconds since 1970, a whole hour. */
  readonly start: number;
  /** Share of the list price that the bill takes off, 0 to 1. */
  readonly discount: number;
  /** Told after every simulated minute. */
  readonly onProgress?: (doneMinutes: number, totalMinutes: number) => void;
}

/**
 * Simulates the traffic of a small organisation and writes its flow logs, access logs, inventory, bill and
 * `truth.json`: the exact bytes and list-price dollars that an analysis must find. Memory does not grow with the number
 * of records. Throws when the folder is not empty or an option is out of range.
 */
export async function simulate(options: SimulationOptions): Promise<Truth> {
  checkOptions(options);
  const { out, seed, hours, scenarios, onset, start, discount } = options;
  const formats = chooseFormats(options.formats);
  const window = { start, end: start + hours * SECONDS_PER_HOUR };
  const ledger = openLedger();
  const engine = await SqlEngine.open();
  try {
    // The same seed must give the same files, also where DuckDB writes them.
    await engine.run('SET preserve_insertion_order = true');
    mkdirSync(out, { recursive: true });
    const outputs = openLogOutputs(out, formats, options.logLevel, engine);
    const records = await runTraffic({ ...options, window }, ledger, outputs);
    writeInventory(path.join(out, 'inventory'));
    const accounts = ledger.accounts();
    const book = loadPriceBook();
    const rateOf = listRates(book, accounts, hours);
    const bill = { hours: ledger.hours(), rateOf, book, window, discount };
    await writeBills(engine, path.join(out, 'bills'), formats.bills, bill);
    const truth = tellTruth({
      seed,
      window,
      records,
      accounts,
      rateOf,
      scenarios,
      scenarioSpan: scenarioSpan(window, onset),
    });
    writeFileSync(path.join(out, 'truth.json'), `${JSON.stringify(truth, null, 2)}\n`);
    return truth;
  } finally {
    engine.close();
  }
}

function checkOptions({ out, hours, recordsPerHour, start, onset, discount, seed }: SimulationOptions): void {
  const end = start + hours * SECONDS_PER_HOUR;
  const rules: readonly [boolean, string][] = [
    [Number.isInteger(seed), `seed must be a whole number, not ${seed}`],
    [Number.isInteger(hours) && hours > 0, `hours must be a whole number above 0, not ${hours}`],
    [recordsPerHour > 0, `the rate must be above 0 records per hour, not ${recordsPerHour}`],
    [start % SECONDS_PER_HOUR === 0, 'the start must be a full hour, e.g. 2026-11-01T00:00:00Z'],
    [
      onset === undefined || (onset % SECONDS_PER_HOUR === 0 && onset >= start && onset < end),
      'the onset of the scenarios must be a full hour between start and end',
    ],
    [discount >= 0 && discount < 1, `the discount must be at least 0 and below 1, not ${discount}`],
    [
      !existsSync(out) || readdirSync(out).length === 0,
      `${out} is not empty: give a new folder, so that no older logs mix with these`,
    ],
  ];
  const broken = rules.find(([holds]) => !holds);
  if (broken !== undefined) throw new Error(broken[1]);
}
