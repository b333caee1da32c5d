import { detectAnomalies } from '@egress/anomalies/tables';
import { SCENARIO_NAMES } from '@egress/simulator';
import { SqlEngine } from '@egress/sql-engine';
import type { Alert, EntityHour } from './alerts';
import { PEERS } from './peers';
import { simulatedTables, type Simulation, type SimulationSize } from './simulated-egress';
import { judge, sumOf, type Verdict } from './verdict';

const HOURS_PER_WEEK = 168;
const PRODUCT = 'egress detect';

export interface EgressRun extends SimulationSize {
  /** A seed is one quiet organisation and one for each scenario. */
  readonly seeds: readonly number[];
  /** Simulations stay in this folder for the next run. */
  readonly keep: string;
}

/** Prints how well anomalies are found in simulated egress, beside simpler detectors on the same hours. */
export async function measureEgress({ seeds, keep, ...size }: EgressRun): Promise<void> {
  const verdicts = new Map<string, Verdict[]>();
  for (const simulation of seeds.flatMap(simulationsOf)) {
    const scenario = simulation.scenario ?? 'quiet';
    for (const [name, verdict] of await verdictsOn(simulation, size, keep)) {
      for (const key of [name, `${name} | ${scenario}`]) {
        verdicts.set(key, [...(verdicts.get(key) ?? []), verdict]);
      }
      if (name === PRODUCT) {
        process.stderr.write(`${scenario} ${simulation.seed}: ${JSON.stringify(verdict)}\n`);
      }
    }
  }
  const names = [PRODUCT, ...Object.keys(PEERS)];
  const ofProduct = [...verdicts.keys()].filter((name) => name.startsWith(`${PRODUCT} | `));
  console.table(
    Object.fromEntries(
      [...names, ...ofProduct].map((name) => [name, figures(name, sumOf(verdicts.get(name) ?? []))]),
    ),
  );
}

function simulationsOf(seed: number): Simulation[] {
  return [null, ...SCENARIO_NAMES].map((scenario) => ({ seed, scenario }));
}

async function verdictsOn(
  simulation: Simulation,
  size: SimulationSize,
  keep: string,
): Promise<Map<string, Verdict>> {
  const { tables, truth } = await simulatedTables(simulation, size, keep);
  const engine = await SqlEngine.open();
  try {
    const { anomalies } = await detectAnomalies(engine, { tables: [tables] });
    const own: Alert[] = anomalies.map(({ resource, egressClass, onset, anomalyType }) => ({
      resource,
      egressClass,
      onset: Date.parse(onset),
      type: anomalyType,
    }));
    const entities = await entityHours(engine);
    const entityWeeks = entities.reduce((sum, hours) => sum + hours.length, 0) / HOURS_PER_WEEK;
    const peers = Object.entries(PEERS).map(
      ([name, detector]) => [name, judge(entities.flatMap(detector), truth, entityWeeks)] as const,
    );
    return new Map([[PRODUCT, judge(own, truth, entityWeeks)], ...peers]);
  } finally {
    engine.close();
  }
}

async function entityHours(engine: SqlEngine): Promise<EntityHour[][]> {
  const rows = await engine.query<EntityHour & { entity: string }>(
    `SELECT h.entity, any_value(t.resource) AS resource, any_value(t.egress_class) AS "egressClass",
       h.hour_start * 1000 AS time, any_value(h.bytes) AS bytes, any_value(h.usd) AS usd
     FROM entity_hours AS h JOIN (SELECT DISTINCT entity, resource, egress_class FROM entity_traffic) AS t USING (entity)
     GROUP BY h.entity, h.hour_start ORDER BY h.entity, h.hour_start`,
  );
  const byEntity = new Map<string, EntityHour[]>();
  for (const row of rows) {
    const hours = byEntity.get(row.entity);
    if (hours === undefined) byEntity.set(row.entity, [row]);
    else hours.push(row);
  }
  return [...byEntity.values()];
}

function figures(name: string, verdict: Verdict) {
  const share = (part: number) => (verdict.anomalies > 0 ? (part / verdict.anomalies).toFixed(3) : '-');
  return {
    anomalies: verdict.anomalies,
    recall: share(verdict.found),
    'onset within 1 h': share(verdict.onsetsRight),
    'type right': name.startsWith(PRODUCT) ? share(verdict.typesRight) : '-',
    'false alarms': verdict.falseAlarms,
    'entity-weeks': Math.round(verdict.entityWeeks),
    'per 100 entity-weeks': ((100 * verdict.falseAlarms) / verdict.entityWeeks).toFixed(2),
  };
}
