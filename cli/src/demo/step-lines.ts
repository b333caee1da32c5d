import type { RecordedFinding } from '@egress/findings-store';
import { usdText } from '../commands/detect-output/amounts';
import { printable } from '../printable';
import type { Fix } from './fix-findings';

const indented = (lines: readonly string[]) => lines.map((line) => `\n    ${printable(line)}`).join('');

/** What each finding was explained by. */
export function causeLines(findings: readonly RecordedFinding[]): string {
  return indented(
    findings.map(({ anomaly: { anomalyType, resource }, analysis }) => {
      const cause =
        analysis === null
          ? 'the evidence alone names the cause'
          : `${analysis.cause}, confidence ${Math.round(100 * analysis.confidence)} %: ${analysis.narrative}`;
      return `${anomalyType} of ${resource}: ${cause}`;
    }),
  );
}

/** What would be changed, and why nothing would. */
export function planLines(findings: readonly RecordedFinding[]): string {
  return indented(
    findings.flatMap(({ plan, reason, anomaly, savingUsdPerMonth }) => {
      if (plan?.status !== 'planned') return `${anomaly.resource}: no fix. ${plan?.reason ?? reason ?? ''}`;
      const changes = plan.changes.map(
        ({ action, target, before, after }) => `- ${action} on ${target}: ${before} → ${after}`,
      );
      return [`${plan.playbook}, saves ${usdText(savingUsdPerMonth ?? 0)} USD a month`, ...changes];
    }),
  );
}

/** What was read of the account before and after. */
export function stateLines(
  fixes: readonly Fix[],
  before: 'before' | 'fixed',
  after: 'fixed' | 'restored',
): string {
  return indented(fixes.map((fix) => `${fix.plan.resource}: ${fix[before]} → ${fix[after]}`));
}
