import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CONFIGURATIONS, exampleWith } from '../configurations';
import { emit, resourcesOf } from '../emitted-environment';
import type { Stacks } from '../policy/rule';
import { metricsOfDetector, metricsOfJob } from './reported-metrics';
import { HOURS_OF_MONTH, jobRunsPerMonth, runsPerMonth } from './scheduled-runs';

const ROOT = path.resolve(__dirname, '../../..');
const { stacks } = emit(CONFIGURATIONS['the example']!);

/** USD, list prices of us-east-1. */
const PRICE = { dpuHour: 0.44, spareDpuHour: 0.29, metric: 0.3, alarm: 0.1, gbSecond: 0.0000133334 };
/** What the READMEs take a run to last. */
const DURATION = { jobHours: 3 / 60, detectorSeconds: 10 };
const HOURS_OF_DAY = 24;

/** The last cell of the row of a README's tables that begins with the text. */
function published(readme: string, begin: string): string | undefined {
  const lines = readFileSync(path.join(ROOT, readme), 'utf8').split('\n');
  const cells = lines.find((line) => line.startsWith(`| ${begin}`))?.split('|');
  return cells?.at(-2)?.trim();
}

const usd = (amount: number): string => (Math.round(amount * 100 + 1e-6) / 100).toFixed(2);
const bold = (text: string): string => `**${text}**`;

function jobRuns(of: Stacks): readonly number[] {
  return resourcesOf(of, 'aws_glue_job').map((job) => jobRunsPerMonth(of, job));
}

function jobsUsd(of: Stacks, dpuHour = PRICE.dpuHour): number {
  const dpus = resourcesOf(of, 'aws_glue_job').map(({ block }) => Number(block.number_of_workers));
  return jobRuns(of).reduce(
    (sum, runs, index) => sum + runs * Number(dpus[index]) * DURATION.jobHours * dpuHour,
    0,
  );
}

describe('the costs that the README of etl publishes', () => {
  const readme = 'stacks/etl/README.md';
  const hourly = [...metricsOfJob('egress_hourly'), ...metricsOfJob('egress_features_hourly')];
  const daily = metricsOfJob('egress_cost_daily');
  const metricsUsd = (hourly.length + daily.length / HOURS_OF_DAY) * PRICE.metric;

  it('are those of the runs that the triggers start', () => {
    expect(
      jobRuns(stacks)
        .map((runs) => runs.toFixed(1))
        .sort(),
    ).toEqual(['30.4', '730.0', '730.0']);
    expect(published(readme, '730 runs of `flow-log-aggregator`, 730 of `feature-builder`, 30.4 of')).toBe(
      usd(jobsUsd(stacks)),
    );
    expect(published(readme, 'the same runs on spare capacity')).toBe(
      usd(jobsUsd(stacks, PRICE.spareDpuHour)),
    );
  });

  it('are those of daily runs where the schedule says so', () => {
    const { stacks: once } = emit(exampleWith({ etl: { flowLogSchedule: 'cron(20 5 * * ? *)' } }));
    expect(published(readme, 'flow logs once a day: 30.4 runs of each job')).toBe(usd(jobsUsd(once)));
  });

  it('are those of the metrics that the jobs report', () => {
    const row = `metrics of the jobs, ${hourly.length} each hour and ${daily.length} once a day`;
    expect(published(readme, row)).toBe(usd(metricsUsd));
  });

  it('add up', () => {
    const total = usd(jobsUsd(stacks) + metricsUsd);
    expect(published(readme, '**by default**')).toBe(bold(total));
    expect(published('README.md', '[etl](stacks/etl/README.md)')).toContain(` ${total} USD`);
  });
});

describe('the costs that the README of ai-orchestration publishes', () => {
  const readme = 'stacks/ai-orchestration/README.md';
  const own = { 'ai-orchestration': stacks['ai-orchestration']! };
  const alarms = resourcesOf(own, 'aws_cloudwatch_metric_alarm').length;
  const [schedule] = resourcesOf(own, 'aws_cloudwatch_event_rule').flatMap(({ block }) =>
    typeof block.schedule_expression === 'string' ? [block.schedule_expression] : [],
  );
  const runs = runsPerMonth(String(schedule));
  const [detector] = resourcesOf(own, 'aws_lambda_function').filter(({ address }) =>
    address.includes('AnomalyDetectorTrigger'),
  );
  const memory = Number(detector?.block.memory_size);
  const runsUsd = runs * DURATION.detectorSeconds * (memory / 1024) * PRICE.gbSecond;
  const { always, scoring } = metricsOfDetector();

  it('are those of its alarms, of the runs that its schedule starts, and of their metrics', () => {
    expect(published(readme, `${alarms} alarms at 0.10`)).toBe(usd(alarms * PRICE.alarm));
    expect(published(readme, `${runs} runs of the detector, 10 s at ${memory} MB`)).toBe(usd(runsUsd));
    expect(runs).toBe(HOURS_OF_MONTH);
    expect(published(readme, `${always.length} metrics of the detector, each hour`)).toBe(
      usd(always.length * PRICE.metric),
    );
    expect(published(readme, `${scoring.length} more metrics when it scores`)).toBe(
      usd(scoring.length * PRICE.metric),
    );
  });

  it('add up', () => {
    const total = usd(alarms * PRICE.alarm + runsUsd + always.length * PRICE.metric);
    expect(published(readme, '**total**')).toBe(bold(total));
    expect(published('README.md', '[ai-orchestration](stacks/ai-orchestration/README.md)')).toBe(
      `${total} USD`,
    );
  });
});

it.each(['ml-platform', 'monitoring'])('the README of %s counts its alarms', (name) => {
  const alarms = resourcesOf({ [name]: stacks[name]! }, 'aws_cloudwatch_metric_alarm').length;
  expect(published(`stacks/${name}/README.md`, `${alarms} alarms at 0.10`)).toBe(usd(alarms * PRICE.alarm));
});
