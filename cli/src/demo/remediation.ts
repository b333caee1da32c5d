import { connectFindings, type FindingsConnection, listFindings } from '@egress/findings-store';
import type { DemoAccount } from './deployed-pipeline';
import { DEMO_ENVIRONMENT } from './demo-names';
import { type DemoFinding, demoFinding } from './demo-outcome';
import { approveFixes, type Fix, plannedFixes, undoFixes, verifyFixes, verifyRestored } from './fix-findings';
import { followFindings } from './follow-findings';
import { causeLines, planLines, stateLines } from './step-lines';

/** Follows the workflows of so many anomalies from their causes to the fixes, which are approved, verified and undone. */
export async function remediate(account: DemoAccount, anomalies: number): Promise<readonly DemoFinding[]> {
  const connection = connectFindings({ environment: DEMO_ENVIRONMENT });
  try {
    const fixes = await fixAndUndo(account, connection, await plan(account, connection, anomalies));
    const { findings } = await listFindings(connection);
    return findings.map((finding) =>
      demoFinding(
        finding,
        fixes.find((fix) => fix.finding.id === finding.id),
      ),
    );
  } finally {
    connection.close();
  }
}

/** @returns the fixes that wait for an approval */
async function plan({ clients, runStep }: DemoAccount, connection: FindingsConnection, anomalies: number) {
  await runStep({
    title: 'explain: the bedrock-analyzer function, where the evidence does not name the cause',
    work: (onProgress) =>
      followFindings(connection, anomalies, ({ status }) => status !== 'recorded', onProgress),
    outcome: causeLines,
  });
  const findings = await runStep({
    title: 'plan: the remediation-orchestrator function looks at the account',
    work: (onProgress) =>
      followFindings(
        connection,
        anomalies,
        ({ status, endedAt }) => status === 'awaiting_approval' || endedAt !== null,
        onProgress,
      ),
    outcome: planLines,
  });
  return plannedFixes(findings, clients);
}

async function fixAndUndo(
  { clients, runStep }: DemoAccount,
  connection: FindingsConnection,
  planned: readonly Fix[],
): Promise<readonly Fix[]> {
  const isFixed = ({ id }: { readonly id: string }) => planned.some(({ finding }) => finding.id === id);
  await runStep({
    title: 'approve, as egress approve does',
    work: () => approveFixes(connection, planned),
    outcome: (by) => `${planned.length} plans, by ${by}`,
  });
  await runStep({
    title: 'apply: the workflows go on',
    work: (onProgress) =>
      followFindings(
        connection,
        planned.length,
        (finding) => isFixed(finding) && finding.endedAt !== null,
        onProgress,
      ),
    outcome: (findings) =>
      findings
        .filter(isFixed)
        .map(({ status }) => status)
        .join(', '),
  });
  const fixed = await runStep({
    title: 'verify: read the account',
    work: () => verifyFixes(connection, planned, clients),
    outcome: (fixes) => stateLines(fixes, 'before', 'fixed'),
  });
  await runStep({
    title: 'undo, as egress undo does',
    work: () => undoFixes(connection, fixed),
    outcome: () => `${fixed.length} fixes`,
  });
  return runStep({
    title: 'verify: read the account again',
    work: () => verifyRestored(fixed, clients),
    outcome: (fixes) => stateLines(fixes, 'fixed', 'restored'),
  });
}
