import type { Anomaly, PlannedRemediation, RemediationOutcome } from '@egress/contracts';
import { choosePlaybook } from './choose-playbook';
import type { RecordedOrder } from './findings';
import { outcomeOf } from './outcome';
import type { Playbook } from './playbook';
import type { RemediationContext } from './remediation-context';

/** A change that may be made, and by whose leave. */
export interface AllowedChange {
  readonly plan: PlannedRemediation;
  readonly playbook: Playbook;
  readonly allowedBy: string;
  readonly allowedBecause?: string;
  readonly executionArn: string;
}

/** What may be done about an anomaly now by what is on record, the playbook's mode and the stop switch; or why nothing may. */
export async function allowedChange(
  anomaly: Anomaly,
  order: RecordedOrder | undefined,
  context: RemediationContext,
): Promise<AllowedChange | RemediationOutcome> {
  const refuse = (reason: string) => outcomeOf(anomaly, 'precondition_failed', reason);
  const { plan, approval, executionArn = '' } = order ?? {};
  if (!order || !plan) return refuse('No plan is on record for this anomaly.');
  const mismatch = mismatchOf(anomaly, order, plan);
  if (mismatch !== undefined) return refuse(mismatch);
  const choice = await choosePlaybook(anomaly, { id: plan.playbook, parameters: plan.parameters }, context);
  if (!choice.chosen) return refuse(choice.reason);
  const refusal = await refusalOf(anomaly, { ...order, plan }, context);
  if (refusal) return refusal;
  return {
    plan,
    playbook: choice.playbook,
    executionArn,
    allowedBy: approval?.by ?? 'mode auto',
    ...(approval?.reason && { allowedBecause: approval.reason }),
  };
}

/** How what is asked for differs from what is on record. */
function mismatchOf(
  anomaly: Anomaly,
  { account, region }: RecordedOrder,
  plan: PlannedRemediation,
): string | undefined {
  if (plan.anomalyId !== anomaly.id) return `The plan is for the anomaly ${plan.anomalyId}.`;
  return account === anomaly.account && region === anomaly.region
    ? undefined
    : `The plan is for account ${account} and region ${region}.`;
}

async function refusalOf(
  anomaly: Anomaly,
  { plan: { playbook }, approval }: RecordedOrder & { readonly plan: PlannedRemediation },
  { modeOf, trail }: RemediationContext,
): Promise<RemediationOutcome | undefined> {
  const mode = modeOf(playbook);
  if (mode === 'observe') return outcomeOf(anomaly, 'observed', `The mode of ${playbook} is observe.`);
  if (mode === 'approve' && approval?.status !== 'approved') {
    return outcomeOf(anomaly, 'stopped', `${playbook} needs a person’s approval, and none is on record.`);
  }
  const stopReason = await trail.stopReason();
  return stopReason === undefined
    ? undefined
    : outcomeOf(anomaly, 'stopped', `The stop switch is on: ${stopReason}`);
}
