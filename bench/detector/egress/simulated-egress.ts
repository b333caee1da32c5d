import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { analyzeEgress } from '@egress/analysis';
import { simulate, type ScenarioName, type Truth } from '@egress/simulator';

export interface Simulation {
  readonly seed: number;
  /** Null for a quiet one. */
  readonly scenario: ScenarioName | null;
}

export interface SimulationSize {
  readonly hours: number;
  readonly recordsPerHour: number;
}

/** Days that begin on a Monday, before any month's end. */
const START = Date.parse('2026-11-02T00:00:00Z') / 1000;

/** Folder with the tables of one simulated organisation and its truth; kept below `folder` from run to run. */
export async function simulatedTables(
  { seed, scenario }: Simulation,
  { hours, recordsPerHour }: SimulationSize,
  folder: string,
): Promise<{ readonly tables: string; readonly truth: Truth }> {
  const name = [scenario ?? 'quiet', seed, `${hours}h`, recordsPerHour].join('-');
  const tables = path.join(folder, name);
  const logs = path.join(folder, `${name}-logs`);
  const kept = path.join(folder, `${name}.json`);
  if (!existsSync(kept)) {
    mkdirSync(folder, { recursive: true });
    for (const half of [logs, tables]) rmSync(half, { recursive: true, force: true });
    await simulate({
      out: logs,
      seed,
      hours,
      recordsPerHour,
      scenarios: scenario === null ? [] : [scenario],
      formats: [],
      logLevel: 'vpc',
      start: START,
      discount: 0,
    });
    await analyzeEgress({ paths: [logs], bills: [], keepGoing: false, out: tables });
    // Written last: a run that was stopped is begun anew.
    renameSync(path.join(logs, 'truth.json'), kept);
    rmSync(logs, { recursive: true });
  }
  return { tables, truth: JSON.parse(readFileSync(kept, 'utf8')) as Truth };
}
