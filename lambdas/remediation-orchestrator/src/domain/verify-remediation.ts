import type { Anomaly, RemediationOutcome } from '@egress/contracts';
import { findPlaybook } from './choose-playbook';
import { outcomeOf, savedStateOf } from './outcome';
import type { RemediationContext } from './remediation-context';

/** Reads the resource back and says whether the change is in effect. */
export async function verifyRemediation(
  anomaly: Anomaly,
  { playbooks, access, trail, now }: RemediationContext,
): Promise<RemediationOutcome> {
  const change = await trail.find(anomaly.id);
  const playbook = change && findPlaybook(change.playbook, playbooks);
  if (!change || !playbook)
    return outcomeOf(anomaly, 'not_verified', 'No change is on record for this anomaly.');
  if (change.status === 'undone') return outcomeOf(anomaly, 'not_verified', 'The change was undone.');

  const { done, reason } = await playbook.verify(change.parameters, change.before, access, change);
  const status = done ? 'verified' : 'not_verified';
  await trail.record(anomaly.id, { status, reason, at: now });
  return { ...outcomeOf(anomaly, status, reason), savedState: savedStateOf(anomaly) };
}
