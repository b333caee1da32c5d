import type { Anomaly } from '@egress/contracts';
import { BUCKET_ANOMALY } from '@egress/contracts/testing';
import type { RemediationResources } from '../remediation/remediation-resources';
import { remediationWorkflow } from '../remediation/remediation-workflow';
import { REMEDIATION } from './example-resources';
import { type Answer, runWorkflow } from './run-workflow';

export const PLAN = {
  status: 'planned',
  playbook: 'block-s3-public-access',
  changes: [{ action: 'block', target: 'photos', before: 'public', after: 'private' }],
  blastRadius: 'Anonymous readers lose access.',
  usdPerMonth: 0,
};
const ours: Answer = { result: { Attributes: { executionArn: { S: 'arn:execution' } } } };
/** Answers of everything that is called, by state: all goes well but for those given. */
export const answers = (more: Readonly<Record<string, Answer | readonly Answer[]>> = {}) => ({
  'Record finding': ours,
  'Plan remediation': { result: PLAN },
  'Wait for approval': { result: { status: 'approved', by: 'ann', reason: '' } },
  'Apply plan': { result: { status: 'applied' } },
  'Verify change': { result: { status: 'verified', reason: 'Public access is blocked.' } },
  'Undo change': { result: { status: 'undone', reason: 'The saved state was restored.' } },
  'End it': { result: { status: 'undone', reason: 'The recording was stopped.' } },
  ...more,
});

/** Runs the workflow with settings and answers of a test on {@link BUCKET_ANOMALY}, some of it replaced. */
export function run(
  resources: Partial<RemediationResources>,
  more?: Readonly<Record<string, Answer | readonly Answer[]>>,
  anomaly: Partial<Anomaly> = {},
) {
  const machine = remediationWorkflow({ ...REMEDIATION, ...resources });
  return runWorkflow(machine, { ...BUCKET_ANOMALY, ...anomaly }, answers(more));
}

/** What the finding is left with. */
export const statusOf = (calls: ReadonlyMap<string, Record<string, unknown>>) =>
  calls.get('Record outcome')?.['ExpressionAttributeValues'] as Record<string, { S: string }>;
/** What is told in the end. */
export const messageOf = (calls: ReadonlyMap<string, Record<string, unknown>>) =>
  calls.get('Notify outcome') as { Subject: string; Message: string };
