import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ANOMALY_THRESHOLD, detectSeries, type SeriesRow } from '@egress/detector';
import { type JavaForest } from './java-forest';
import { writeScores } from './series-files';

type Series = ReadonlyMap<string, readonly SeriesRow[]>;

/** Writes what `egress` says of each series to `folder`. */
export function writeOurScores(series: Series, folder: string, seed: number): void {
  for (const [file, rows] of series) {
    writeScores(
      folder,
      file,
      rows,
      detectSeries(rows, { seed }).map(({ score }) => score),
    );
  }
}

/** Writes the scores of AWS's plain forest at shingle 1 to `folder`. */
export function writeLibraryScores(java: JavaForest, series: Series, folder: string, seed: number): void {
  for (const [file, rows] of series) {
    const setting = { trees: 100, samples: 256, decay: 1 / 2560, seed };
    writeScores(
      folder,
      file,
      rows,
      java.scores(
        rows.map(({ value }) => [value]),
        setting,
      ),
    );
  }
}

/** What the scorer says of the NAB corpus, at the threshold that is best over all its files. */
export function nabScore(scorer: string, data: string, folder: string): string {
  const first = python([scorer, '--results', folder, '--nab', data]).split('\n')[0] as string;
  return first.replace(path.basename(folder), '').trim();
}

/** Composite F1 on the hourly series at a threshold, or at the best one. */
export function hourlyScore(scorer: string, data: string, folder: string, threshold?: number): string {
  const at = threshold === undefined ? [] : ['--threshold', String(threshold)];
  return python([scorer, folder, '--data', data, ...at]).trim();
}

/** The same with each family's threshold taken from the other families. */
export function hourlyScoreByFamily(scorer: string, data: string, folder: string): string {
  return python([path.join(__dirname, 'leave-one-family-out.py'), scorer, data, folder]).trim();
}

export const OWN_THRESHOLD = ANOMALY_THRESHOLD;

function python(args: readonly string[]): string {
  const { error, status, stdout, stderr } = spawnSync('python3', args, { encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new Error(`python3 ${args[0]} failed: ${stderr.trim()}`);
  return stdout;
}
