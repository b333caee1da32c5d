import type { Anomaly, PlannedRemediation, RootCauseAnalysis } from '@egress/contracts';
import { BUCKET_ANOMALY } from '@egress/contracts/testing';

/** An item of the findings table; what is no text is kept as the table's lists and maps are. */
export type Item = Readonly<Record<string, unknown>> & {
  readonly anomalyId: string;
  readonly record: string;
};

export const EXAMPLE_PLAN: PlannedRemediation = {
  status: 'planned',
  anomalyId: BUCKET_ANOMALY.id,
  playbook: 'block-s3-public-access',
  parameters: { bucket: 'photos' },
  resource: 'photos',
  changes: [
    { action: 'block public access', target: 'bucket photos', before: 'not blocked', after: 'blocked' },
  ],
  blastRadius: 'Whoever reads photos without credentials is refused.',
  usdPerMonth: 0,
  fingerprint: 'f',
};

export const EXAMPLE_ANALYSIS: RootCauseAnalysis = {
  status: 'explained',
  anomalyId: BUCKET_ANOMALY.id,
  confidence: 0.93,
  cause: 's3-public',
  facts: [{ id: 'F1', text: '98 % of requests are anonymous.', source: 'detector', resources: ['photos'] }],
  narrative: 'The bucket photos is read by everyone [F1].',
  recommendations: ['Serve it through CloudFront.'],
  tokens: { input: 900, output: 200 },
  usd: 0.02,
};

/** The item of a finding, as the workflow writes it: `given` replaces attributes, undefined takes them away. */
export function findingItem(anomaly: Anomaly, given: Readonly<Record<string, unknown>> = {}): Item {
  return {
    anomalyId: anomaly.id,
    record: 'finding',
    status: 'recorded',
    anomaly: JSON.stringify(anomaly),
    executionArn: `arn:aws:states:us-east-1:111122223333:execution:egress-example-remediation:${anomaly.id}`,
    recordedAt: '2026-11-21T08:00:00.000Z',
    ...given,
  };
}

/** A finding that waits for an approval by its token, until 2026-11-22. */
export function waitingItem(anomaly: Anomaly, taskToken: string): Item {
  return findingItem(anomaly, {
    status: 'awaiting_approval',
    taskToken,
    remediationPlan: JSON.stringify({ ...EXAMPLE_PLAN, anomalyId: anomaly.id }),
    approvalExpiresAt: '2026-11-22T08:00:00.000Z',
  });
}

/** A finding with a fix in effect, and its change. */
export function fixedItems(anomaly: Anomaly): readonly [Item, Item] {
  const finding = findingItem(anomaly, {
    status: 'remediated',
    reason: 'Public access of photos is blocked. ',
    remediationPlan: JSON.stringify({ ...EXAMPLE_PLAN, anomalyId: anomaly.id }),
    analysis: JSON.stringify({ ...EXAMPLE_ANALYSIS, anomalyId: anomaly.id }),
    endedAt: '2026-11-21T08:01:00.000Z',
  });
  const allowed = { status: 'applying', reason: 'Allowed by ann.', at: '2026-11-21T08:00:30.000Z' };
  const applied = { status: 'applied', reason: 'Blocked.', at: '2026-11-21T08:00:31.000Z' };
  const change = {
    anomalyId: anomaly.id,
    record: 'change',
    playbook: 'block-s3-public-access',
    parameters: '{"bucket":"photos"}',
    resource: 'photos',
    before: '{}',
    fingerprint: 'f',
    allowedBy: 'ann',
    status: 'applied',
    startedAt: allowed.at,
    history: [allowed, applied],
  };
  return [finding, change];
}
