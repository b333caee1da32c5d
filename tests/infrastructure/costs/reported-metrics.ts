import { readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../../..');
/** Names in the reports of jobs that are no whole numbers, or are there only after damage. */
const NO_METRICS = [
  'status',
  'counted_before',
  'truncated',
  'missing_reference_tables',
  'unplaced',
  'unplaced_files',
];

const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

function names(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(([, name = '']) => name);
}

/** The whole numbers that the job behind a table reports: each is a metric. */
export function metricsOfJob(table: string): readonly string[] {
  const reports = names(read(`glue-scripts/egress_etl/${table}.py`), /report\.update\(([\s\S]*?)\)\n/g);
  const reported = new Set(reports.flatMap((report) => names(report, /(\w+)=/g)));
  return [...reported].filter((name) => !NO_METRICS.includes(name));
}

/** The metrics of the detector's runs: of each, and of those alone that score. */
export function metricsOfDetector(): {
  readonly always: readonly string[];
  readonly scoring: readonly string[];
} {
  const text = read('lambdas/anomaly-detector-trigger/src/adapters/run-metrics.ts');
  const all = [...new Set(names(text, /(?:addMetric\('|^ +)([A-Z]\w+)(?:',|: )/gm))];
  const isAlways = (name: string) => name === 'RunsWithoutScores' || name.endsWith('Faults');
  return { always: all.filter(isAlways), scoring: all.filter((name) => !isAlways(name)) };
}
