import type { Anomaly } from '@egress/contracts';
import type { Gap, Observation, Source } from './observation';
import { ownChanges } from './own-changes';

/** As many entries as the detector writes at most. */
const MOST_EVIDENCE = 13;

/** A service that may know why. Its observations come most telling first. */
export interface EvidenceSource {
  readonly source: Source;
  readonly gather: (anomaly: Anomaly, limits: EvidenceLimits) => Promise<readonly Observation[]>;
}

export interface EvidenceLimits {
  /** Ends the time that evidence may take. */
  readonly budget: AbortSignal;
  /** Told of each request that is billed, before it is made, in USD. */
  readonly spend: (usd: number) => void;
}

/**
 * Asks all sources at once, none longer than the budget lasts. A source that fails, is late or is empty becomes an
 * observation that says so: evidence is never a reason to fail.
 */
export async function gatherEvidence(
  anomaly: Anomaly,
  sources: readonly EvidenceSource[],
  limits: EvidenceLimits,
): Promise<readonly Observation[]> {
  const gathered = await Promise.all(sources.map((source) => askSource(anomaly, source, limits)));
  const told: readonly Observation[] = [{ kind: 'anomaly', anomaly }, ...detectorEvidence(anomaly)];
  const everything = [...told, ...gathered.flat()];
  const own = sources.flatMap(({ source }, index) => {
    const found = ownChanges(anomaly, gathered[index] ?? [], everything);
    return found.length > 0 ? found : [gap(source, 'it has nothing about this resource and time')];
  });
  return [...told, ...own];
}

async function askSource(
  anomaly: Anomaly,
  { source, gather }: EvidenceSource,
  limits: EvidenceLimits,
): Promise<readonly Observation[]> {
  try {
    return await within(limits.budget, gather(anomaly, limits));
  } catch (error) {
    return [gap(source, reasonOf(error))];
  }
}

const LATE = 'it did not answer in time';

/** For a task that listens to its budget, to hand over what it has when that is used up. */
const GRACE_MS = 200;

/** Fails when the budget is used up, even if the task does not listen to it. */
export function within<T>(budget: AbortSignal, task: Promise<T>): Promise<T> {
  const usedUp = new Promise<never>((_resolve, reject) => {
    const fail = () => setTimeout(() => reject(new Error(LATE)), GRACE_MS);
    if (budget.aborted) fail();
    else budget.addEventListener('abort', fail, { once: true });
  });
  return Promise.race([task, usedUp]);
}

/** What a person needs to know of an error, without stack or request. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // The SDK's word for a budget that is used up.
  if (error.name === 'AbortError') return LATE;
  return error.name === 'Error' ? error.message : `${error.name}: ${error.message}`;
}

function gap(source: Source, reason: string): Gap {
  return { kind: 'gap', source, reason };
}

function detectorEvidence({ evidence }: Anomaly): readonly Observation[] {
  return Object.entries(evidence)
    .slice(0, MOST_EVIDENCE)
    .map(([name, value]) => ({ kind: 'evidence', name, value }));
}
