import { readFileSync } from 'node:fs';
import { ANOMALY_THRESHOLD, detectSeries } from '@egress/detector';
import { writeWhole } from '../write-whole';

interface CsvRow {
  /** As the file has them: they are written back unchanged. */
  readonly timestamp: string;
  readonly value: string;
  /** Milliseconds since 1970. */
  readonly time: number;
}

/**
 * Scores a CSV file of `timestamp,value` and writes `timestamp,value,anomaly_score`, a row for each row. A row's score (0 to
 * 1) depends on no later row. Throws an error that names the line that is not understood.
 */
export function scoreSeries(file: string, scoresOut: string, json: boolean): void {
  const rows = readSeries(file);
  const scored = detectSeries(rows.map(({ time, value }) => ({ timestamp: time, value: numberOf(value) })));
  const lines = scored.map(({ score }, i) => `${rows[i]?.timestamp},${rows[i]?.value},${score.toFixed(6)}`);
  writeWhole(scoresOut, `${['timestamp,value,anomaly_score', ...lines].join('\n')}\n`);
  const anomalies = scored.filter(({ score }) => score >= ANOMALY_THRESHOLD).length;
  const summary = { rows: rows.length, anomalies, threshold: ANOMALY_THRESHOLD, scores: scoresOut };
  process.stdout.write(
    json
      ? `${JSON.stringify(summary)}\n`
      : `${rows.length} rows, ${anomalies} anomalies (anomaly_score of at least ${ANOMALY_THRESHOLD})\n`,
  );
  process.stderr.write(`scores: ${scoresOut}\n`);
}

function readSeries(file: string): CsvRow[] {
  const [header = '', ...lines] = readFileSync(file, 'utf8')
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split(/\r?\n/);
  const names = header.split(',').map((name) => name.trim());
  const [timestampAt, valueAt] = [names.indexOf('timestamp'), names.indexOf('value')];
  if (timestampAt < 0 || valueAt < 0) {
    throw new Error(`${file}:1: the header must name the columns timestamp and value, not '${header}'`);
  }
  return lines.map((line, index) => {
    const fields = line.split(',').map((field) => field.trim());
    const [timestamp = '', value = ''] = [fields[timestampAt], fields[valueAt]];
    const time = timeOf(timestamp);
    const place = `${file}:${index + 2}`;
    if (Number.isNaN(time)) {
      throw new Error(`${place}: timestamp must be a time such as 2026-11-21 07:00:00, not '${timestamp}'`);
    }
    if (Number.isNaN(numberOf(value)) && !MISSING.test(value)) {
      throw new Error(`${place}: value must be a number, or empty where it is missing, not '${value}'`);
    }
    return { timestamp, value, time };
  });
}

const MISSING = /^(nan)?$/i;

/** NaN for what is missing: the detector scores it 0 and learns nothing from it. */
function numberOf(value: string): number {
  return value === '' ? Number.NaN : Number(value);
}

const HAS_ZONE = /(z|[+-]\d\d:?\d\d)$/i;
const HAS_TIME = /\d[ T]\d\d:/;

/** Without a zone it is UTC, on every machine. NaN where it is no time. */
function timeOf(timestamp: string): number {
  const isLocal = HAS_TIME.test(timestamp) && !HAS_ZONE.test(timestamp);
  return Date.parse(isLocal ? `${timestamp.replace(' ', 'T')}Z` : timestamp);
}
