import { loadAsn, loadIpRanges } from '@egress/addresses';
import { exportTables, loadInputs, loadListRates } from '@egress/analysis';
import { exportFeatures } from '@egress/anomalies/tables';
import { classificationSteps, featureSteps, type SqlEngine } from '@egress/sql-engine';
import type { EtlOptions } from './run-etl';

/** Makes the tables on DuckDB, by the transformations that the Glue jobs run. Returns how many records are malformed. */
export async function makeTablesOnDuckDb(
  engine: SqlEngine,
  options: EtlOptions,
  _staging: string,
  tables: string,
): Promise<number> {
  const onProgress = options.onProgress ?? (() => {});
  const loaded = await loadInputs(engine, { ...options, keepGoing: false }, onProgress);
  loaded.notes.forEach((note) => options.onWarning?.(note));
  await loadIpRanges(engine, options.dataFolder);
  await loadAsn(engine);
  await loadListRates(engine, options.dataFolder);
  const steps = [...classificationSteps(), 'bill_rates', 'ref_rates', 'egress_hourly', 'egress_cost_daily'];
  for (const [done, step] of steps.entries()) {
    onProgress('classing', done, steps.length);
    await engine.materialize(step);
  }
  await makeFeatures(engine);
  await exportTables(engine, tables);
  await exportFeatures(engine, tables, false);
  return loaded.inputs
    .filter(({ kind }) => kind.endsWith('flow-logs'))
    .reduce((sum, { malformed }) => sum + malformed, 0);
}

/** Every hour is made anew, so nothing is known of runs that began before. */
async function makeFeatures(engine: SqlEngine): Promise<void> {
  await engine.fillTable('open_runs');
  const { end } = await engine.queryOne<{ end: number | null }>(
    'SELECT max(unix_timestamp(hour)) + 3600 AS "end" FROM egress_hourly',
  );
  await engine.fillTable('feature_window', [{ start_time: 0, end_time: end ?? 0 }]);
  for (const step of featureSteps()) await engine.materialize(step);
}
