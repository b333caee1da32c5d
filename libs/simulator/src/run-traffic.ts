import { connectionRates } from './connection-rates';
import type { Ledger } from './ledger';
import type { LogOutputs } from './log-outputs';
import { recordCounter, type RecordCounts } from './record-counts';
import { ordinaryBucketRequests, ordinaryDistributionRequests } from './requests/ordinary-requests';
import { requestSource } from './requests/request-source';
import { SCENARIOS, scenarioSpan, type ScenarioName } from './scenarios/scenarios';
import { SECONDS_PER_HOUR } from './time';
import { connectionSource } from './traffic/connection-source';
import { ordinaryTraffic } from './traffic/ordinary-traffic';
import { STEP_SECONDS } from './traffic/pacing';
import type { TimeSpan } from './traffic/pattern';

export interface TrafficOptions {
  readonly seed: number;
  readonly window: TimeSpan;
  readonly recordsPerHour: number;
  readonly scenarios: readonly ScenarioName[];
  readonly onset?: number;
  /** Told after every simulated minute. */
  readonly onProgress?: (doneMinutes: number, totalMinutes: number) => void;
}

/** Above this many records per hour, files are as short as AWS makes them. */
const MANY_RECORDS_PER_HOUR = 200_000;
const SHORT_FILE_SECONDS = 300;

/** Makes one minute of all traffic. */
type RunStep = (step: number) => Promise<void>;

/** Runs the organisation minute by minute: books its bytes, writes its logs, and returns how many records that made. */
export async function runTraffic(
  options: TrafficOptions,
  ledger: Ledger,
  outputs: LogOutputs,
): Promise<RecordCounts> {
  const { window, recordsPerHour, onProgress } = options;
  const { count, counts } = recordCounter();
  const runStep = prepareSteps(options, ledger, outputs, count);
  const fileSeconds = recordsPerHour > MANY_RECORDS_PER_HOUR ? SHORT_FILE_SECONDS : SECONDS_PER_HOUR;
  const steps = (window.end - window.start) / STEP_SECONDS;
  for (let done = 0; done < steps; done += 1) {
    const step = window.start + done * STEP_SECONDS;
    if (step % fileSeconds === 0) await outputs.beginFiles(step);
    await runStep(step);
    if ((step + STEP_SECONDS) % SECONDS_PER_HOUR === 0)
      ledger.closeHour(step + STEP_SECONDS - SECONDS_PER_HOUR);
    onProgress?.(done + 1, steps);
  }
  await outputs.close();
  return counts();
}

function prepareSteps(
  options: TrafficOptions,
  ledger: Ledger,
  outputs: LogOutputs,
  count: (flow: Parameters<LogOutputs['takeExchange']>[0]) => void,
): RunStep {
  const { seed, window, recordsPerHour } = options;
  const ordinary = ledger.opener(null);
  const extra = options.scenarios.map((name) =>
    SCENARIOS[name].traffic(ledger.opener(name), scenarioSpan(window, options.onset)),
  );
  const patterns = [...ordinaryTraffic(ordinary), ...extra.flatMap(({ connections }) => connections)];
  const translatedPorts = { next: 0 };
  const connections = [...connectionRates(patterns, recordsPerHour)].map(([pattern, perHour]) =>
    connectionSource(pattern, perHour, seed, window, translatedPorts),
  );
  const buckets = [
    ...ordinaryBucketRequests(ordinary),
    ...extra.flatMap(({ bucketRequests }) => bucketRequests),
  ].map((pattern) => requestSource(pattern, seed));
  const distributions = ordinaryDistributionRequests(ordinary).map((pattern) => requestSource(pattern, seed));

  return async (step) => {
    for (const connect of connections) {
      connect(step, (flow, exchange) => {
        count(flow);
        outputs.takeExchange(flow, exchange);
      });
      // One pattern's minute is the most that ever waits in memory.
      await outputs.settled();
    }
    for (const request of buckets) request(step, outputs.takeBucketRequest);
    for (const request of distributions) request(step, outputs.takeViewerRequest);
  };
}
