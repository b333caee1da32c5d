import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { sqlLiteral, type SqlEngine } from '@egress/sql-engine';
import { isoHour } from '../anomaly-of';
import { withoutEpisodesBefore } from '../episodes';
import { detectorOf, newDetector, textOf, type Detector } from '../memory';

/** Baselines look back as far as this. */
const KEPT_SECONDS = 64 * 86_400;
/** What the transformations need of earlier hours, and what is shown of them. */
const KEPT_TABLES = ['entity_traffic', 'bucket_requests_hourly', 'scored_hours'] as const;
type KeptTable = (typeof KEPT_TABLES)[number];

/**
 * What is known of earlier hours, in a DuckDB database `history` that is a file or, without one, empty and forgotten again.
 */
export interface History {
  readonly detector: Detector;
  /** Adds the earlier hours to a table of the new ones. */
  readonly extendTable: (table: KeptTable) => Promise<void>;
  readonly fillOpenRuns: () => Promise<void>;
  /** Keeps the new hours and the detector, all or nothing, and lets go of what is too old. */
  readonly keep: (detector: Detector) => Promise<void>;
}

/** Makes the file, and its folder, where it is not there. Throws where it is of something else, or in use. */
export async function openHistory(engine: SqlEngine, file: string | undefined): Promise<History> {
  await attach(engine, file);
  const detector = await readDetector(engine, file);
  const isOld = detector !== undefined;
  return {
    detector: detector ?? newDetector(),
    extendTable: async (table) => {
      if (isOld) await engine.run(`INSERT INTO ${table} BY NAME SELECT * FROM history.${table}`);
    },
    fillOpenRuns: async () => {
      await engine.fillTable('open_runs');
      if (isOld) await engine.run('INSERT INTO open_runs BY NAME SELECT * FROM history.open_runs');
    },
    keep: (newDetector) => keep(engine, detector?.scoredUntil ?? 0, newDetector),
  };
}

async function attach(engine: SqlEngine, file: string | undefined): Promise<void> {
  if (file !== undefined) mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  try {
    await engine.run(`ATTACH ${sqlLiteral(file ?? ':memory:')} AS history`);
  } catch (cause) {
    throw new Error(`${file}: is not the state of an earlier "egress detect", or is in use by another`, {
      cause,
    });
  }
}

async function readDetector(engine: SqlEngine, file: string | undefined): Promise<Detector | undefined> {
  await engine.run('CREATE TABLE IF NOT EXISTS history.detector (content VARCHAR)');
  const [row] = await engine.query<{ content: string }>('SELECT content FROM history.detector');
  try {
    return row && detectorOf(row.content);
  } catch (cause) {
    throw new Error(
      `${file}: is the state of another version of "egress detect", or damaged: delete it and run over all tables again`,
      { cause },
    );
  }
}

async function keep(engine: SqlEngine, scoredUntil: number, detector: Detector): Promise<void> {
  const keptSince = detector.scoredUntil - KEPT_SECONDS;
  await engine.run('BEGIN');
  for (const table of KEPT_TABLES) {
    await engine.run(`CREATE TABLE IF NOT EXISTS history.${table} AS SELECT * FROM ${table} LIMIT 0`);
    await engine.run(
      `INSERT INTO history.${table} BY NAME SELECT * FROM ${table} WHERE hour_start >= ${scoredUntil}`,
    );
    await engine.run(`DELETE FROM history.${table} WHERE hour_start < ${keptSince}`);
  }
  await engine.run(
    `CREATE OR REPLACE TABLE history.open_runs AS
     SELECT concat_ws('/', account, region, egress_class, resource) AS entity, unix_timestamp(onset) AS onset,
       unix_timestamp(hour) AS last_hour
     FROM egress_features_hourly
     WHERE onset IS NOT NULL AND hour = (SELECT max(hour) FROM egress_features_hourly)`,
  );
  const anomalies = withoutEpisodesBefore(detector.memory.anomalies, isoHour(new Date(keptSince * 1000)));
  const content = textOf({ ...detector, memory: { ...detector.memory, anomalies } });
  await engine.run(`CREATE OR REPLACE TABLE history.detector AS SELECT ${sqlLiteral(content)} AS content`);
  await engine.run('COMMIT');
}
