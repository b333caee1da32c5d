import { type Account, type Item, type Notification, startAccount } from './account';
import { loadBill } from './bill';
import { type Execution, executionsOf, untilAllEnded } from './executions';
import { putNewestFeatures } from './feature-partition';
import { measureUsage, type Usage } from './usage';
import { deployDetection, deployWorkflow, detect } from './workflow';

export interface AtOnceOptions {
  readonly anomalies: number;
  readonly maxChangesPerHour: number;
  /** Of all functions together. */
  readonly concurrency: number;
  /** How long Step Functions waits between tries, as a share of the time that it should. */
  readonly waitScale: number;
  readonly onProgress?: (text: string) => void;
}

export interface AtOnce {
  /** What detection answered, and what it answered when it was run again. */
  readonly detections: readonly [Detected, Detected];
  readonly executions: readonly Execution[];
  readonly findings: readonly Item[];
  readonly notifications: readonly Notification[];
  /** How many changes the account was counted for in each clock hour. */
  readonly changesByHour: readonly number[];
  /** Names of the buckets that were changed, as often as they were. */
  readonly changedBuckets: readonly string[];
  /** From the hour's event until the last finding, and until detection was run again without a result. */
  readonly seconds: { readonly handling: number; readonly again: number };
  readonly usage: Usage;
}
type Detected = Extract<Awaited<ReturnType<typeof detect>>, { readonly status: 'scored' }>;

/**
 * An hour in which many entities go wrong at once: every other one is a public bucket, which is fixed as far as the cap on
 * changes lets it; the others are instances, whose causes are analysed. Everything is real but AWS itself, the model,
 * and the forest, which finds every row anomalous.
 */
export async function anomaliesAtOnce(options: AtOnceOptions): Promise<AtOnce> {
  const { concurrency, onProgress = () => undefined } = options;
  const account = await startAccount({ score: (_, vectors) => vectors.map(() => 2), concurrency });
  try {
    onProgress('preparing buckets and features');
    await prepare(account, options.anomalies);
    const workflow = await deployWorkflow(account, 'at-once', {
      mode: 'auto',
      maxChangesPerHour: options.maxChangesPerHour,
    });
    const detection = await deployDetection(account, workflow);
    await account.scaleWaits(options.waitScale);

    const began = performance.now();
    const first = await detectAnomalies(account, detection);
    const ended = (count: number) => onProgress(`${count} of ${options.anomalies} handled`);
    const executions = await untilAllEnded(account, workflow, ended);
    const handled = performance.now();
    const usage = await measureUsage(account, executions);
    const beforeAgain = performance.now();
    const second = await detectAnomalies(account, detection);
    await untilAllEnded(account, workflow);
    const again = (performance.now() - beforeAgain) / 1000;
    const items = await account.items();
    return {
      detections: [first, second],
      executions: await executionsOf(account, workflow),
      findings: items.filter(({ record }) => record === 'finding'),
      changesByHour: items.flatMap(({ anomalyId, anomalies }) =>
        anomalyId.startsWith('#changes-') ? [(anomalies as ReadonlySet<string>).size] : [],
      ),
      notifications: await account.notifications(),
      changedBuckets: changedBuckets(account),
      seconds: { handling: (handled - began) / 1000, again },
      usage,
    };
  } finally {
    await account.close();
  }
}

async function detectAnomalies(account: Account, detection: string): Promise<Detected> {
  const answer = await detect(account, detection);
  if (answer.status === 'scored') return answer;
  throw new Error(`detection did not score: ${answer.reason}`);
}

async function prepare(account: Account, anomalies: number): Promise<void> {
  const senders = Array.from({ length: anomalies }, (_, i) =>
    i % 2 === 0 ? { resource: `photos-${i}`, anonymous_share: 0.98 } : { resource: instanceId(i) },
  );
  for (const { resource, anonymous_share: share } of senders) {
    if (share !== undefined) await account.createBucket(resource);
  }
  await putNewestFeatures(account, senders);
  await loadBill(account);
}

function instanceId(i: number): string {
  return `i-${i.toString(16).padStart(17, '0')}`;
}

function changedBuckets({ aws }: Account): readonly string[] {
  return aws.requests
    .filter(({ service, action }) => service === 's3' && action === 'PutPublicAccessBlock')
    .map(({ url }) => url.slice(1).split(/[/?]/)[0] ?? '');
}
