import { ANOMALY_THRESHOLD, detectSeries } from '@egress/detector';
import { writeWhole } from '../write-whole';
import { readSeriesCsv, type SeriesCsvRow } from './series-csv';

/**
 * Scores a CSV file of `timestamp,value` and writes `timestamp,value,anomaly_score`, a row for each row. A row's score (0 to
 * 1) depends on no later row. Throws an error that names the line that is not understood, and where the newest row comes first.
 */
export function scoreSeries(file: string, scoresOut: string, json: boolean): void {
  const rows = readSeriesCsv(file);
  checkOrder(file, rows);
  const scored = detectSeries(rows.map(({ time, number }) => ({ timestamp: time, value: number })));
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

function checkOrder(file: string, rows: readonly SeriesCsvRow[]): void {
  const older = rows.filter(({ time }, i) => time < (rows[i - 1]?.time ?? time));
  const [first] = older;
  if (first === undefined) return;
  const where = `${file}:${first.line}: ${older.length} of ${rows.length} rows are older than the row before, this one first`;
  if (older.length >= rows.length / 2) throw new Error(`${where}; put the oldest row first`);
  process.stderr.write(`warning: ${where}; at such a row the rows of later times are forgotten\n`);
}
