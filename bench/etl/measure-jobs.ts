import path from 'node:path';
import { runEtl, type LocalSpark } from '@egress/etl';
import { simulate } from '@egress/simulator';
import { usageOf } from './process-usage';

const DAY_HOURS = 24;
const START = Date.UTC(2026, 10, 2) / 1000;

export interface JobsUsage {
  readonly seconds: number;
  /** On all cores together: says the same on a machine that others use too. */
  readonly cpuSeconds: number;
  /** Highest since Spark was started. */
  readonly peakMiB: number;
}

/** About so many records of one day, in all 29 fields, as the logs of VPCs. */
export async function simulateDay(out: string, records: number): Promise<void> {
  process.stderr.write(`simulating ${records.toLocaleString('en')} records …\n`);
  await simulate({
    ...{ out, seed: 1, hours: DAY_HOURS, recordsPerHour: records / DAY_HOURS, start: START },
    ...{ scenarios: [], formats: ['v5'], logLevel: 'vpc', discount: 0 },
  });
}

/** Makes the tables of a simulated folder on Spark, with the logs from elsewhere if need be. */
export async function measureJobs(
  spark: LocalSpark,
  input: string,
  out: string,
  logs = path.join(input, 'flow-logs'),
): Promise<JobsUsage> {
  const before = usageOf(spark.processId);
  const inventory = path.join(input, 'inventory');
  const { seconds } = await runEtl({ engine: 'spark', paths: [logs], bills: [], inventory, out, spark });
  const { cpuSeconds, peakMiB } = usageOf(spark.processId);
  return { seconds, cpuSeconds: cpuSeconds - before.cpuSeconds, peakMiB };
}
