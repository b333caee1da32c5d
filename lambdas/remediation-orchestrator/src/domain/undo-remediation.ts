import type { Anomaly, RemediationOutcome } from '@egress/contracts';
import { findPlaybook } from './choose-playbook';
import { outcomeOf, savedStateOf } from './outcome';
import type { RemediationContext } from './remediation-context';

/**
 * Restores the saved state, unless someone else has changed the resource since. Neither the mode nor the stop switch nor the
 * exemption tag holds it back: it is the way out. Trail and finding say who asked for it.
 */
export async function undoRemediation(
  anomaly: Anomaly,
  by = 'nobody on record',
  { playbooks, access, trail, findings, now }: RemediationContext,
): Promise<RemediationOutcome> {
  const change = await trail.find(anomaly.id);
  if (!change || change.status === 'abandoned')
    return outcomeOf(anomaly, 'undone', 'Nothing had been changed.');
  const savedState = savedStateOf(anomaly);
  if (change.status === 'undone') {
    const reason = 'Was undone before.';
    await findings.recordUndo(anomaly.id, { status: 'undone', reason, by, at: now });
    return { ...outcomeOf(anomaly, 'undone', reason), savedState };
  }
  const playbook = findPlaybook(change.playbook, playbooks);
  if (!playbook)
    throw new Error(`Cannot undo ${anomaly.id}: the playbook ${change.playbook} is not in the registry.`);

  await trail.record(anomaly.id, { status: 'undoing', reason: `Undo was asked for by ${by}.`, at: now });
  const { done, reason } = await playbook.undo(change.parameters, change.before, access, change);
  await trail.record(anomaly.id, { status: done ? 'undone' : 'not_undone', reason, at: now });
  await findings.recordUndo(anomaly.id, { status: done ? 'undone' : 'undo_refused', reason, by, at: now });
  return { ...outcomeOf(anomaly, done ? 'undone' : 'precondition_failed', reason), savedState };
}
