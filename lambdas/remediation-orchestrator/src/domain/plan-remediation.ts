import { type Anomaly, EXEMPTION_TAG, type ProposedPlaybook, type RemediationPlan } from '@egress/contracts';
import { choosePlaybook } from './choose-playbook';
import { fingerprint } from './fingerprint';
import type { RemediationContext } from './remediation-context';

/** Says what would be changed, and changes nothing. */
export async function planRemediation(
  anomaly: Anomaly,
  proposed: ProposedPlaybook | undefined,
  context: Pick<RemediationContext, 'playbooks' | 'access'>,
): Promise<RemediationPlan> {
  const about = { anomalyId: anomaly.id, resource: anomaly.resource };
  const choice = await choosePlaybook(anomaly, proposed, context);
  if (!choice.chosen) return { status: 'not_possible', ...about, reason: choice.reason };

  const { playbook, parameters } = choice;
  const draft = await playbook.plan(parameters, context.access);
  if (!draft) {
    const reason = `${playbook.id}: account ${anomaly.account} has no such resource in ${anomaly.region}.`;
    return { status: 'not_possible', ...about, reason };
  }
  const { resource, changes, blastRadius, usdPerMonth, endsAfterHours } = draft;
  if (draft.tagKeys.includes(EXEMPTION_TAG)) {
    return {
      status: 'exempt',
      anomalyId: anomaly.id,
      resource,
      reason: `${resource}, or something else that would be changed, is tagged ${EXEMPTION_TAG}.`,
    };
  }
  if (changes.length === 0) {
    const reason = `${resource} is already as ${playbook.id} would leave it.`;
    return { status: 'nothing_to_do', anomalyId: anomaly.id, resource, reason };
  }
  return {
    status: 'planned',
    anomalyId: anomaly.id,
    playbook: playbook.id,
    parameters,
    resource,
    changes: [...changes],
    blastRadius,
    usdPerMonth,
    fingerprint: fingerprint(draft.before),
    ...(endsAfterHours !== undefined && { endsAfterHours }),
  };
}
