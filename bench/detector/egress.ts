import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { detectAnomalies } from '@egress/anomalies/tables';
import { SCENARIO_NAMES } from '@egress/simulator';
import { SqlEngine } from '@egress/sql-engine';
import type { Alert, EntityHour } from './egress/alerts';
import { PEERS } from './egress/peers';
import { simulatedTables, type Simulation, type SimulationSize } from './egress/simulated-egress';
import { judge, sumOf, type Verdict } from './egress/verdict';

/**
 * How well anomalies are found in simulated egress, beside simpler detectors on the same hours:
 *
 *     npx tsx bench/detector/egress.ts [--seeds 3] [--first-seed 1] [--hours 336] [--rate 200] [--keep DIR]
 *
 * A seed is one quiet organisation and one for each scenario. Simulations stay in DIR for the next run.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '3' },
    'first-seed': { type: 'string', default: '1' },
    hours: { type: 'string', default: '336' },
    rate: { type: 'string', default: '200' },
    keep: { type: 'string', default: path.join(os.tmpdir(), 'egress-bench-detector') },
  },
});
const HOURS_PER_WEEK = 168;
const PRODUCT = 'egress detect';

async function main(): Promise<void> {
  const size = { hours: Number(values.hours), recordsPerHour: Number(values.rate) };
  const verdicts = new Map<string, Verdict[]>();
  for (const simulation of simulations()) {
    const label = `${simulation.scenario ?? 'quiet'} ${simulation.seed}`;
    for (const [name, verdict] of await verdictsOn(simulation, size)) {
      const key = `${name} | ${simulation.scenario ?? 'quiet'}`;
      verdicts.set(name, [...(verdicts.get(name) ?? []), verdict]);
      verdicts.set(key, [...(verdicts.get(key) ?? []), verdict]);
      if (name === PRODUCT) process.stderr.write(`${label}: ${JSON.stringify(verdict)}\n`);
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

function* simulations(): Generator<Simulation> {
  const first = Number(values['first-seed']);
  for (let seed = first; seed < first + Number(values.seeds); seed += 1) {
    for (const scenario of [null, ...SCENARIO_NAMES]) yield { seed, scenario };
  }
}

async function verdictsOn(simulation: Simulation, size: SimulationSize): Promise<Map<string, Verdict>> {
  const { tables, truth } = await simulatedTables(simulation, size, values.keep);
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

void main();
