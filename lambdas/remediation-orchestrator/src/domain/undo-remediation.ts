import type { Anomaly, RemediationOutcome } from '@egress/contracts';
import { findPlaybook } from './choose-playbook';
import { outcomeOf, savedStateOf } from './outcome';
import type { RemediationContext } from './remediation-context';

/**
 * Restores the saved state, unless someone else has changed the resource since. Neither the mode nor the stop switch holds
 * it back: it is the way out.
 */
export async function undoRemediation(
  anomaly: Anomaly,
  { playbooks, access, trail, now }: RemediationContext,
): Promise<RemediationOutcome> {
  const change = await trail.find(anomaly.id);
  if (!change) return outcomeOf(anomaly, 'undone', 'Nothing had been changed.');
  const savedState = savedStateOf(anomaly);
  if (change.status === 'undone')
    return { ...outcomeOf(anomaly, 'undone', 'Was undone before.'), savedState };
  const playbook = findPlaybook(change.playbook, playbooks);
  if (!playbook)
    throw new Error(`Cannot undo ${anomaly.id}: the playbook ${change.playbook} is not in the registry.`);

  await trail.record(anomaly.id, { status: 'undoing', reason: 'Undo was asked for.', at: now });
  const { done, reason } = await playbook.undo(change.parameters, change.before, access, change);
  await trail.record(anomaly.id, { status: done ? 'undone' : 'abandoned', reason, at: now });
  return { ...outcomeOf(anomaly, done ? 'undone' : 'precondition_failed', reason), savedState };
}
