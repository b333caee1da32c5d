import type { Anomaly, RemediationOutcome } from '@egress/contracts';
import { isOver } from './audit-trail';
import { findPlaybook } from './choose-playbook';
import { fingerprint } from './fingerprint';
import { outcomeOf, savedStateOf } from './outcome';
import type { RemediationContext } from './remediation-context';

/**
 * Reads the resource back and says whether the change is in effect. `not_verified` may be a matter of time: AWS may show the
 * state before a change for a while after it, so that whoever asks should ask again.
 */
export async function verifyRemediation(
  anomaly: Anomaly,
  { playbooks, access, trail, now }: RemediationContext,
): Promise<RemediationOutcome> {
  const change = await trail.find(anomaly.id);
  const playbook = change && findPlaybook(change.playbook, playbooks);
  if (!change || !playbook)
    return outcomeOf(anomaly, 'not_verified', 'No change is on record for this anomaly.');
  if (isOver(change)) return outcomeOf(anomaly, 'not_verified', `The change was ${change.status}.`);

  const { done, reason } = await playbook.verify(change.parameters, change.before, access, change);
  const status = done ? 'verified' : 'not_verified';
  const after = done ? await playbook.plan(change.parameters, access) : undefined;
  const known = after && { afterFingerprint: fingerprint(after.before) };
  await trail.record(anomaly.id, { status, reason, at: now }, known);
  return { ...outcomeOf(anomaly, status, reason), savedState: savedStateOf(anomaly) };
}
