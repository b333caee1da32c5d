import { usdText } from '../commands/detect-output/amounts';
import { statusText } from '../commands/findings-output/findings-table';
import { printable } from '../printable';
import { plainTable } from '../plain-table';
import type { DemoFinding, DemoOutcome } from './demo-outcome';

/** What was found, done and saved. */
export function demoTable({ findings, report }: DemoOutcome): string {
  const columns = [
    { head: 'anomaly' },
    { head: 'cause' },
    { head: 'playbook' },
    { head: 'USD a day', align: 'right' },
    { head: 'saves a month', align: 'right' },
    { head: 'status' },
  ] as const;
  return `${plainTable(columns, printable(findings).map(rowOf))}\nreport: ${report}\n`;
}

function rowOf(finding: DemoFinding): string[] {
  const { anomalyType, resource, cause, playbook, usdPerDay, savingUsdPerMonth } = finding;
  return [
    `${anomalyType}\n${resource}`,
    cause ?? (playbook === null ? '' : 'as its type says'),
    playbook ?? '',
    usdText(usdPerDay),
    savingUsdPerMonth === null ? '' : usdText(savingUsdPerMonth),
    storyOf(finding),
  ];
}

function storyOf({ status, fixed, restored }: DemoFinding): string {
  const steps = [fixed !== null && 'fixed, verified', restored !== null && 'undone, verified'].filter(
    Boolean,
  );
  return steps.length > 0 ? steps.join('; ') : statusText(status);
}
