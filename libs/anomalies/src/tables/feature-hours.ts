import { featureSteps, type SqlEngine } from '@egress/sql-engine';
import { z } from 'zod';
import { isoHour } from '../anomaly-of';
import type { HourOfRows } from '../detect-hour';
import { featureRowSchema } from '../feature-row';

/** Made here of the new hours alone. */
const TRAFFIC = ['bucket_requests_hourly', 'entity_traffic'];

/** Makes `entity_traffic` of `egress_hourly`; the tables of earlier hours may be added to it before `makeFeatures`. */
export async function makeTraffic(engine: SqlEngine): Promise<void> {
  await engine.materialize('entity_traffic');
  await engine.run('CREATE OR REPLACE TABLE bucket_requests_hourly AS SELECT * FROM new_bucket_requests');
}

/**
 * Makes `egress_features_hourly` for the hours from `since` on (seconds since 1970), and `scored_hours` for what is shown of
 * them. Returns the end of the newest; null where there is no new hour.
 */
export async function makeFeatures(engine: SqlEngine, since: number): Promise<number | null> {
  const { newest } = await engine.queryOne<{ newest: number | null }>(
    `SELECT max(hour_start) AS newest FROM entity_traffic WHERE hour_start >= ${since}`,
  );
  const end = newest === null ? null : newest + 3600;
  await engine.fillTable('feature_window', [{ start_time: since, end_time: end ?? since }]);
  for (const step of featureSteps().filter((name) => !TRAFFIC.includes(name))) {
    await engine.materialize(step);
  }
  await engine.run(
    `CREATE OR REPLACE TABLE scored_hours AS
     SELECT unix_timestamp(hour) AS hour_start, concat_ws('/', account, region, egress_class, resource) AS entity,
       bytes, expected_bytes, band_bytes, usd
     FROM egress_features_hourly`,
  );
  return end;
}

const rowsSchema = z.array(featureRowSchema.extend({ hour: z.string() }));

/** The rows of `egress_features_hourly`, an hour at a time and in their order; a day of them is in memory. */
export async function* featureHours(engine: SqlEngine): AsyncGenerator<HourOfRows> {
  const days = await engine.query<{ day: string }>(
    "SELECT DISTINCT strftime(hour, '%Y-%m-%d') AS day FROM egress_features_hourly ORDER BY day",
  );
  for (const { day } of days) {
    const found = await engine.query(
      `SELECT * FROM egress_features_hourly WHERE hour >= TIMESTAMP '${day}' AND hour < TIMESTAMP '${day}' + INTERVAL 1 DAY
       ORDER BY hour, account, region, egress_class, resource`,
    );
    const rows = rowsSchema.parse(found);
    for (const time of new Set(rows.map(({ hour }) => hour))) {
      yield { hour: isoHour(new Date(time)), rows: rows.filter(({ hour }) => hour === time) };
    }
  }
}
