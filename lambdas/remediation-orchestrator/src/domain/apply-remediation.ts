import { type Anomaly, EXEMPTION_TAG, type RemediationOutcome } from '@egress/contracts';
import { type AllowedChange, allowedChange } from './allowed-change';
import { type Change, isOver } from './audit-trail';
import { fingerprint } from './fingerprint';
import { outcomeOf, savedStateOf } from './outcome';
import type { Draft } from './playbook';
import type { RemediationContext } from './remediation-context';

/**
 * Makes the planned change once, if it is allowed and the resource is still as it was when the plan was made. Plan and
 * approval are those on record. The change and the state before it are on record first; a second call finishes what a first
 * one began and repeats nothing. If it may not finish it, its answer has a `savedState`: the change is to be undone.
 */
export async function applyRemediation(
  anomaly: Anomaly,
  context: RemediationContext,
): Promise<RemediationOutcome> {
  const [order, earlier] = await Promise.all([
    context.findings.find(anomaly.id),
    context.trail.find(anomaly.id),
  ]);
  const brokenOff = earlier?.status === 'applying' ? earlier : undefined;
  const isNewTry = earlier && isOver(earlier) && earlier.executionArn !== order?.executionArn;
  if (earlier && !brokenOff && !isNewTry) return alreadyDone(anomaly, earlier);

  const allowed = await allowedChange(anomaly, order, context);
  const outcome = 'status' in allowed ? allowed : await makeChange(anomaly, allowed, brokenOff, context);
  return brokenOff && outcome.status !== 'applied' ? refusedHalfWay(brokenOff, outcome, context) : outcome;
}

/** Finishes the change that broke off, or begins one; or says why neither is possible. */
async function makeChange(
  anomaly: Anomaly,
  allowed: AllowedChange,
  brokenOff: Change | undefined,
  context: RemediationContext,
): Promise<RemediationOutcome> {
  const { trail, access, now } = context;
  const { plan, playbook } = allowed;
  const refuse = (reason: string) => outcomeOf(anomaly, 'precondition_failed', reason);
  const draft = await playbook.plan(plan.parameters, access);
  if (!draft) return refuse(`${plan.resource} does not exist any more.`);
  const obstacle = obstacleOf(plan, draft, brokenOff);
  if (obstacle !== undefined) return refuse(obstacle);

  const begun = brokenOff ?? (await beginChange(anomaly, allowed, draft, context));
  if ('reason' in begun) return begun;

  const { parameters, before } = begun;
  const { done, reason, created = [] } = await playbook.apply(parameters, before, access, begun);
  if (done) {
    await trail.record(anomaly.id, { status: 'applied', reason, at: now }, { created });
    return { ...outcomeOf(anomaly, 'applied', reason), savedState: savedStateOf(anomaly) };
  }
  if (!brokenOff) await trail.record(anomaly.id, { status: 'abandoned', reason, at: now });
  return refuse(reason);
}

function alreadyDone(anomaly: Anomaly, change: Change): RemediationOutcome {
  const { status, playbook } = change;
  const outcome =
    isOver(change) || status === 'undoing' || status === 'not_undone'
      ? outcomeOf(anomaly, 'precondition_failed', `${playbook} was ${status} for this anomaly before.`)
      : outcomeOf(anomaly, 'applied', `${playbook} was applied before.`);
  return isOver(change) ? outcome : { ...outcome, savedState: savedStateOf(anomaly) };
}

/** Says on record and in the answer that what an earlier try began is not finished. */
async function refusedHalfWay(
  { anomalyId }: Change,
  outcome: RemediationOutcome,
  { trail, now }: RemediationContext,
): Promise<RemediationOutcome> {
  const reason = `A try to finish it was refused: ${outcome.reason}`;
  await trail.record(anomalyId, { status: 'applying', reason, at: now });
  return { ...outcome, savedState: savedStateOf({ id: anomalyId }) };
}

/** Why the resource must not be touched, or not any more; undefined: nothing is in the way. */
function obstacleOf(
  { anomalyId, resource, fingerprint: planned }: AllowedChange['plan'],
  { tagKeys, before }: Draft,
  brokenOff: Change | undefined,
): string | undefined {
  if (tagKeys.includes(EXEMPTION_TAG))
    return `${resource}, or something else that would be changed, is now tagged ${EXEMPTION_TAG}.`;
  // What broke off half-way is not as planned, by our own doing: the playbook looks at each part.
  return brokenOff || fingerprint(before) === planned
    ? undefined
    : `Someone else changed ${resource} after the plan was made. Plan again: egress retry ${anomalyId}`;
}

/** The change on record, ready to be made; or why it may not be made. */
async function beginChange(
  anomaly: Anomaly,
  { plan, playbook, ...leave }: AllowedChange,
  { before }: Draft,
  { trail, maxChangesPerHour, now }: RemediationContext,
): Promise<Change | RemediationOutcome> {
  const change: Change = {
    anomalyId: anomaly.id,
    startedAt: now,
    playbook: playbook.id,
    parameters: plan.parameters,
    resource: plan.resource,
    before,
    fingerprint: plan.fingerprint,
    ...leave,
    status: 'applying',
  };
  if (!(await trail.countChange(anomaly.account, change, maxChangesPerHour))) {
    const reason = `Account ${anomaly.account} has had its ${maxChangesPerHour} changes of this hour.`;
    return outcomeOf(anomaly, 'capped', reason);
  }
  return trail.begin(change);
}
