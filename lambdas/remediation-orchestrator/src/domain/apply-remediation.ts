import {
  type Anomaly,
  type Approval,
  EXEMPTION_TAG,
  type PlannedRemediation,
  type RemediationOutcome,
} from '@egress/contracts';
import type { Change } from './audit-trail';
import { choosePlaybook } from './choose-playbook';
import { fingerprint } from './fingerprint';
import { outcomeOf, savedStateOf } from './outcome';
import type { Playbook } from './playbook';
import type { RemediationContext } from './remediation-context';

export interface ApplyRequest {
  readonly anomaly: Anomaly;
  readonly plan: PlannedRemediation;
  readonly approval?: Approval | null;
}

/**
 * Makes the planned change once, if it is allowed and the resource is still as it was when the plan was made. The change
 * and the state before it are on record first; a second call finishes what a first one began and repeats nothing.
 */
export async function applyRemediation(
  request: ApplyRequest,
  context: RemediationContext,
): Promise<RemediationOutcome> {
  const { anomaly, plan } = request;
  if (plan.anomalyId !== anomaly.id) {
    return outcomeOf(anomaly, 'precondition_failed', `The plan is for the anomaly ${plan.anomalyId}.`);
  }
  const choice = await choosePlaybook(anomaly, { id: plan.playbook, parameters: plan.parameters }, context);
  if (!choice.chosen) return outcomeOf(anomaly, 'precondition_failed', choice.reason);

  const earlier = await context.trail.find(anomaly.id);
  if (earlier && earlier.status !== 'applying') return alreadyDone(anomaly, earlier);

  const refusal = await refusalOf(request, context);
  if (refusal) return refusal;

  const begun = earlier ?? (await beginChange(request, choice.playbook, context));
  if ('reason' in begun) return begun;

  const { parameters, before } = begun;
  const { done, reason } = await choice.playbook.apply(parameters, before, context.access, begun);
  await context.trail.record(anomaly.id, { status: done ? 'applied' : 'abandoned', reason, at: context.now });
  return done
    ? { ...outcomeOf(anomaly, 'applied', reason), savedState: savedStateOf(anomaly) }
    : outcomeOf(anomaly, 'precondition_failed', reason);
}

function alreadyDone(anomaly: Anomaly, { status, playbook }: Change): RemediationOutcome {
  return status === 'undoing' || status === 'undone' || status === 'abandoned'
    ? outcomeOf(anomaly, 'precondition_failed', `${playbook} was ${status} for this anomaly before.`)
    : {
        ...outcomeOf(anomaly, 'applied', `${playbook} was applied before.`),
        savedState: savedStateOf(anomaly),
      };
}

async function refusalOf(
  { anomaly, plan, approval }: ApplyRequest,
  { modeOf, trail }: RemediationContext,
): Promise<RemediationOutcome | undefined> {
  const mode = modeOf(plan.playbook);
  if (mode === 'observe') return outcomeOf(anomaly, 'observed', `The mode of ${plan.playbook} is observe.`);
  if (mode === 'approve' && approval?.status !== 'approved') {
    return outcomeOf(anomaly, 'stopped', `${plan.playbook} needs a person’s approval, and there is none.`);
  }
  const stopReason = await trail.stopReason();
  return stopReason === undefined
    ? undefined
    : outcomeOf(anomaly, 'stopped', `The stop switch is on: ${stopReason}`);
}

/** The change on record, ready to be made; or why it may not be made. */
async function beginChange(
  { anomaly, plan, approval }: ApplyRequest,
  playbook: Playbook,
  { access, trail, maxChangesPerHour, now }: RemediationContext,
): Promise<Change | RemediationOutcome> {
  const refuse = (reason: string) => outcomeOf(anomaly, 'precondition_failed', reason);
  const draft = await playbook.plan(plan.parameters, access);
  if (!draft) return refuse(`${plan.resource} does not exist any more.`);
  if (draft.tagKeys.includes(EXEMPTION_TAG))
    return refuse(`${plan.resource} is now tagged ${EXEMPTION_TAG}.`);
  if (fingerprint(draft.before) !== plan.fingerprint) {
    return refuse(`Someone else changed ${plan.resource} after the plan was made. Plan again.`);
  }
  const change: Change = {
    anomalyId: anomaly.id,
    startedAt: now,
    playbook: playbook.id,
    parameters: plan.parameters,
    resource: plan.resource,
    before: draft.before,
    fingerprint: plan.fingerprint,
    allowedBy: approval?.by ?? 'mode auto',
    status: 'applying',
  };
  if (!(await trail.countChange(anomaly.account, change, maxChangesPerHour))) {
    const reason = `Account ${anomaly.account} has had its ${maxChangesPerHour} changes of this hour.`;
    return outcomeOf(anomaly, 'capped', reason);
  }
  return trail.begin(change);
}
