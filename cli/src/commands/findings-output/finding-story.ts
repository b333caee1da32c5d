import type { Anomaly, RootCauseAnalysis } from '@egress/contracts';
import type { FindingStory, RecordedChange } from '@egress/findings-store';
import { plainTable } from '../../plain-table';
import { bytesText, hourText, usdText } from '../detect-output/amounts';
import { statusText } from './findings-table';
import { planText } from './plan-text';
import { printable } from '../../printable';

/** A finding in full: what happened, why, what the fix is, what was done and how to go on. */
export function findingStory(given: FindingStory): string {
  const story = printable(given);
  const { anomaly, analysis, plan, savingUsdPerMonth, change } = story;
  const parts = [
    headOf(story),
    evidenceOf(anomaly),
    analysis && causeOf(analysis),
    plan && planText(plan, savingUsdPerMonth),
    change && auditTrailOf(change),
    endOf(story),
  ];
  return parts.filter(Boolean).join('\n');
}

function headOf({ id, status, reason, recordedAt, anomaly }: FindingStory): string {
  const { anomalyType, resource, egressClass, region, account, severity, usdPerDay } = anomaly;
  const usual = bytesText(anomaly.expectedBytes);
  return linesOf([
    `${anomalyType} of ${resource}, ${egressClass}, ${region}, account ${account}`,
    `${id}: ${severity}, ${statusText(status)}${recordedAt === null ? '' : `, recorded ${hourText(recordedAt)} UTC`}`,
    `since ${hourText(anomaly.onset)} UTC`,
    `${bytesText(anomaly.observedBytes)} in the hour of ${hourText(anomaly.hour)}, ${usual} is usual`,
    `${usdText(usdPerDay)} USD a day at that pace`,
    reason && `outcome: ${reason}`,
  ]);
}

function evidenceOf({ evidence }: Anomaly): string {
  const rows = Object.entries(evidence).map(([name, value]) => [name, String(value)]);
  return rows.length === 0 ? '' : plainTable([{ head: 'evidence' }, { head: '' }], rows);
}

function causeOf(analysis: RootCauseAnalysis): string {
  const { cause, confidence, facts, narrative, recommendations } = analysis;
  const explained =
    analysis.status === 'explained'
      ? 'explained by the model'
      : `by rules alone: ${analysis.rejectedBecause}`;
  const table = plainTable(
    [{ head: 'fact' }, { head: 'from' }, { head: '' }],
    facts.map(({ id, source, text }) => [id, source, text]),
  );
  return linesOf([
    `cause: ${cause}, confidence ${(100 * confidence).toFixed(0)} % (${explained})`,
    narrative,
    ...recommendations.map((each) => `- ${each}`),
    facts.length > 0 && `\n${table.trimEnd()}`,
  ]);
}

function auditTrailOf({ playbook, resource, allowedBy, history }: RecordedChange): string {
  const table = plainTable(
    [{ head: 'audit trail (UTC)' }, { head: '' }, { head: '' }],
    history.map(({ at, status, reason }) => [at.slice(0, 19).replace('T', ' '), statusText(status), reason]),
  );
  return `change: ${playbook} on ${resource}, allowed by ${allowedBy ?? 'nobody on record'}\n\n${table}`;
}

function endOf(story: FindingStory): string {
  const { approval, undoneBy, notificationError, unreadable } = story;
  return linesOf([
    approval && `approved by ${approval.by}${approval.reason ? `: ${approval.reason}` : ''}`,
    ...waysOn(story),
    undoneBy && `undone by ${undoneBy}`,
    notificationError && `the notification was lost: ${notificationError}`,
    ...unreadable.map((name) => `${name}: on record in a form that this version cannot read`),
  ]);
}

/** What can be done about it now, and what will be. */
function waysOn({ id, status, change, approvalExpiresAt, endsAt, endedAt }: FindingStory) {
  const isWaiting = status === 'awaiting_approval';
  const isInPlace = change !== null && change.status !== 'undone' && change.status !== 'abandoned';
  return [
    isWaiting &&
      `to apply it: egress approve ${id}${approvalExpiresAt === null ? '' : `, until ${approvalExpiresAt}`}`,
    isWaiting && `to turn it down: egress reject ${id}`,
    status === 'recording' && `to be taken back at ${endsAt ?? 'its end'}`,
    isInPlace && `to undo it: egress undo ${id}`,
    endedAt !== null && !isInPlace && `to have it handled anew: egress retry ${id}`,
  ];
}

/** The lines that there are, each ended. */
function linesOf(lines: readonly (string | false | null)[]): string {
  return lines.map((line) => (line ? `${line}\n` : '')).join('');
}
