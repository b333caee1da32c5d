import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type SeriesRow } from '@egress/detector';

/** The series below a folder by their path, `category/file.csv`: files of `timestamp,value` with a header, UTC. */
export function readSeries(folder: string): Map<string, SeriesRow[]> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.csv'))
    .sort();
  if (files.length === 0) throw new Error(`${folder} holds no .csv file: give the folder of the series.`);
  return new Map(files.map((file) => [file, readRows(path.join(folder, file))]));
}

/** Writes scores where the scorers look for them. */
export function writeScores(
  folder: string,
  file: string,
  rows: readonly SeriesRow[],
  scores: readonly number[],
): void {
  const target = path.join(folder, file);
  mkdirSync(path.dirname(target), { recursive: true });
  const lines = rows.map(({ timestamp, value }, index) => {
    return `${new Date(timestamp).toISOString()},${value},${scores[index]}`;
  });
  writeFileSync(target, ['timestamp,value,anomaly_score', ...lines, ''].join('\n'));
}

function readRows(file: string): SeriesRow[] {
  const [, ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  return lines.map((line, index) => {
    const [time = '', value] = line.split(',');
    const timestamp = Date.parse(`${time.replace(' ', 'T')}Z`);
    if (Number.isNaN(timestamp))
      throw new Error(`${file}:${index + 2}: '${time}' is no time of the form 2014-04-01 00:05:00`);
    return { timestamp, value: Number(value) };
  });
}
