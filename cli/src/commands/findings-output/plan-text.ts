import type { PlannedChange, PlannedRemediation, RemediationPlan } from '@egress/contracts';
import { usdText } from '../detect-output/amounts';
import { printable } from '../../printable';

/** What would be changed or was: the diff, who notices, and the money. */
export function planText(plan: RemediationPlan, savingUsdPerMonth: number | null): string {
  if (plan.status !== 'planned') return `plan: none, ${printable(plan.reason)}\n`;
  const { playbook, resource, changes, blastRadius } = printable(plan);
  return [
    `plan: ${playbook} on ${resource}`,
    '',
    diffText(changes),
    `who notices: ${blastRadius}`,
    ...moneyLines(plan, savingUsdPerMonth),
    '',
  ].join('\n');
}

function moneyLines(
  { usdPerMonth, endsAfterHours }: PlannedRemediation,
  savingUsdPerMonth: number | null,
): readonly string[] {
  if (endsAfterHours !== undefined) {
    return [
      `cost of the fix: ${usdText(usdPerMonth)} USD, once`,
      `saving: none, it finds something out and is taken back after ${endsAfterHours} h`,
    ];
  }
  const saving = usdText(savingUsdPerMonth ?? 0);
  return [
    `cost of the fix: ${usdText(usdPerMonth)} USD a month`,
    `saving, as a forecast: ${saving} USD a month of 730 h at the anomaly's pace, cost deducted`,
  ];
}

/** The diff. Nothing of it is cut short, however long: somebody decides by it. */
export function diffText(changes: readonly PlannedChange[]): string {
  return printable(changes)
    .map(({ action, target, before, after }) =>
      [`  ${action}: ${target}`, `    before: ${before}`, `    after:  ${after}`, ''].join('\n'),
    )
    .join('\n');
}
