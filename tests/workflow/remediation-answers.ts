import type { PlannedRemediation, RootCauseAnalysis } from '@egress/contracts';

/** Answers of the functions that the remediation workflow calls. */

export const PLAN: PlannedRemediation = {
  status: 'planned',
  anomalyId: 'any',
  playbook: 'block-s3-public-access',
  parameters: { bucket: 'photos' },
  resource: 'photos',
  changes: [{ action: 'block', target: 'photos', before: 'public', after: 'private' }],
  blastRadius: 'Anonymous readers lose access.',
  usdPerMonth: 0,
  fingerprint: 'any',
};

/** A change that is taken back when its time is over. */
export const TEMPORARY_PLAN: PlannedRemediation = {
  ...PLAN,
  playbook: 'start-nat-recording',
  endsAfterHours: 6,
};

export const ANALYSIS: RootCauseAnalysis = {
  status: 'ranked',
  anomalyId: 'any',
  confidence: 0.9,
  cause: 'nat-s3',
  facts: [{ id: 'F1', text: 'A NAT gateway processed bytes of «S3».', source: 'detector', resources: [] }],
  narrative: 'Most likely S3 of the same region is read through a NAT gateway.',
  recommendations: ['Create an S3 gateway endpoint.'],
  rejectedBecause: 'No model is configured.',
  proposedPlaybook: {
    id: 'create-gateway-endpoint',
    parameters: { vpcId: 'vpc-0123456789abcdef0', service: 's3' },
  },
  tokens: { input: 0, output: 0 },
  usd: 0.01,
};

export const APPLIED = { status: 'applied', reason: 'Access is blocked.' };
export const VERIFIED = { status: 'verified', reason: 'Public access is blocked.' };
export const NOT_VERIFIED = { status: 'not_verified', reason: 'Still open.' };
export const UNDONE = { status: 'undone', reason: 'The saved state was restored.' };
