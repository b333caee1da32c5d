import { sqlList, type SqlEngine } from '@egress/sql-engine';
import { isoHour } from '../anomaly-of';
import { detectHour } from '../detect-hour';
import type { DetectionDocument, FoundAnomaly } from '../detection-document';
import { entityOfAnomaly, type Episode, episodesOf } from '../episodes';
import { DEFAULT_MIN_USD_PER_DAY } from '../judgement';
import { learntThreshold } from '../threshold';
import { exportFeatures } from './export-features';
import { featureHours, makeFeatures, makeTraffic } from './feature-hours';
import { openHistory } from './history';
import { defineResultTables } from './result-tables';
import { writeModel } from './write-model';

export interface DetectOptions {
  /** Folders of tables as `egress analyze --out` writes them. */
  readonly tables: readonly string[];
  /** File that carries what was learnt from one run to the next. @default nothing is carried */
  readonly state?: string;
  /** Folder for the feature table as Parquet; with `state` only the new hours are replaced. @default it is not written */
  readonly out?: string;
  /** File for the forest, with its threshold in a second one: see `writeModel`. @default it is not written */
  readonly modelOut?: string;
  /** Anomalous hours that cost less do not count, those that the state holds neither. @default 2 */
  readonly minUsdPerDay?: number;
  readonly onProgress?: (label: string, done: number, total: number) => void;
}

/**
 * Finds the anomalies in the hours that the state does not know yet; without a state, in all hours. The hours must be
 * whole: one that was scored is not scored again.
 */
export async function detectAnomalies(engine: SqlEngine, options: DetectOptions): Promise<DetectionDocument> {
  const { tables, state, out, modelOut, minUsdPerDay = DEFAULT_MIN_USD_PER_DAY } = options;
  const history = await openHistory(engine, state);
  const { scoredUntil, scorer } = history.detector;
  await defineResultTables(engine, tables, scoredUntil);
  await makeTraffic(engine);
  await history.extendTable('entity_traffic');
  await history.extendTable('bucket_requests_hourly');
  await history.fillOpenRuns();
  const end = await makeFeatures(engine, scoredUntil);
  await history.extendTable('scored_hours');

  let { memory } = history.detector;
  let scoredRows = 0;
  let hours = 0;
  const window = await spanOfTraffic(engine, scoredUntil);
  for await (const hour of featureHours(engine)) {
    memory = await detectHour(hour, scorer, memory);
    scoredRows += hour.rows.length;
    options.onProgress?.('scoring', ++hours, window?.hours ?? hours);
  }
  const threshold = learntThreshold(memory.distribution);
  if (out !== undefined) await exportFeatures(engine, out, state !== undefined);
  if (modelOut !== undefined) {
    const trainedUntil = new Date((end ?? scoredUntil) * 1000).toISOString();
    writeModel(modelOut, scorer, { threshold, trainedUntil });
  }
  const worthIt = memory.anomalies.filter(({ usdPerDay }) => usdPerDay >= minUsdPerDay);
  const anomalies = await withSeries(engine, episodesOf(worthIt, hourAt((end ?? scoredUntil) - 3600)));
  if (state !== undefined && end !== null) await history.keep({ scoredUntil: end, memory, scorer });
  return {
    schemaVersion: '1.0',
    window,
    scoredRows,
    threshold,
    minUsdPerDay,
    anomalies: anomalies.sort((a, b) => b.usdPerDay - a.usdPerDay || a.id.localeCompare(b.id)),
  };
}

async function spanOfTraffic(engine: SqlEngine, since: number): Promise<DetectionDocument['window']> {
  const { start, end, hours } = await engine.queryOne<{ start: number | null; end: number; hours: number }>(
    `SELECT min(hour_start) AS start, max(hour_start) + 3600 AS "end", count(DISTINCT hour_start) AS hours
     FROM entity_traffic WHERE hour_start >= ${since}`,
  );
  if (start === null) return null;
  return { start: hourAt(start), end: hourAt(end), hours };
}

const HOURS_BEFORE_ONSET = 3 * 24;

/** In one query: the table is read once, however many there are. */
async function withSeries(engine: SqlEngine, episodes: readonly Episode[]): Promise<FoundAnomaly[]> {
  const series = new Map<string, FoundAnomaly['series']>();
  const rows = await engine.query<FoundAnomaly['series'][number] & { entity: string }>(
    `SELECT entity, timestamp_seconds(hour_start) AS hour, bytes, expected_bytes AS "expectedBytes", band_bytes AS "bandBytes", usd
     FROM scored_hours WHERE entity IN ${sqlList(episodes.map(entityOfAnomaly))} ORDER BY entity, hour_start`,
  );
  for (const { entity, ...row } of rows) {
    const hours = series.get(entity) ?? [];
    hours.push({ ...row, hour: isoHour(new Date(row.hour)) });
    series.set(entity, hours);
  }
  return episodes.map((episode) => {
    const from = hourAt(Date.parse(episode.onset) / 1000 - HOURS_BEFORE_ONSET * 3600);
    const hours = series.get(entityOfAnomaly(episode)) ?? [];
    return { ...episode, series: hours.filter(({ hour }) => hour >= from) };
  });
}

function hourAt(secondsSince1970: number): string {
  return isoHour(new Date(secondsSince1970 * 1000));
}
