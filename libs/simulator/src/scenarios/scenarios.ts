import type { TimeSpan } from '../traffic/pattern';
import { SECONDS_PER_HOUR } from '../time';
import { crossAzChatter } from './cross-az-chatter';
import { instanceExfiltrating } from './instance-exfiltrating';
import { natToS3Job } from './nat-to-s3-job';
import { publicBucketDrained } from './public-bucket-drained';
import { replicationMisconfigured } from './replication-misconfigured';
import type { Scenario } from './scenario';
import { securityGroupOpened } from './security-group-opened';

export const SCENARIOS = {
  'public-bucket-drained': publicBucketDrained,
  'instance-exfiltrating': instanceExfiltrating,
  'nat-to-s3-job': natToS3Job,
  'cross-az-chatter': crossAzChatter,
  'replication-misconfigured': replicationMisconfigured,
  'security-group-opened': securityGroupOpened,
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof SCENARIOS;

export const SCENARIO_NAMES = Object.keys(SCENARIOS) as readonly ScenarioName[];

const ONSET = 0.6;
const LENGTH = 0.25;

/**
 * When scenarios happen: from the onset to the end of the window; without an onset, whole hours in its second half, so that
 * there is a before and an after.
 */
export function scenarioSpan(window: TimeSpan, given?: number): TimeSpan {
  if (given !== undefined) return { start: given, end: window.end };
  const hours = (window.end - window.start) / SECONDS_PER_HOUR;
  const onset = Math.floor(hours * ONSET);
  const end = Math.min(hours, onset + Math.max(1, Math.round(hours * LENGTH)));
  return { start: window.start + onset * SECONDS_PER_HOUR, end: window.start + end * SECONDS_PER_HOUR };
}
