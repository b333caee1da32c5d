import {
  answerApproval,
  callerArn,
  type FindingsConnection,
  findFinding,
  type RecordedFinding,
  undoFinding,
} from '@egress/findings-store';
import type { PlannedRemediation } from '@egress/contracts';
import type { AccountClients } from './account-clients';
import { readState } from './account-state';

/** A fix, with what the account had before it, had of it, and has since it was undone. */
export interface Fix {
  readonly finding: RecordedFinding;
  readonly plan: PlannedRemediation;
  readonly before: string;
  readonly fixed?: string;
  readonly restored?: string;
}

/** The findings whose plans wait for an approval, with the state before. */
export async function plannedFixes(
  findings: readonly RecordedFinding[],
  clients: AccountClients,
): Promise<readonly Fix[]> {
  const fixes: Fix[] = [];
  for (const finding of findings) {
    const { status, plan } = finding;
    if (status !== 'awaiting_approval' || plan?.status !== 'planned') continue;
    fixes.push({ finding, plan, before: await readState(plan, clients) });
  }
  return fixes;
}

const now = () => new Date().toISOString();

/** As `egress approve` does. Throws with the reason where one is refused. */
export async function approveFixes(connection: FindingsConnection, fixes: readonly Fix[]): Promise<string> {
  const by = await callerArn();
  for (const { finding } of fixes) {
    const approval = { status: 'approved', by, reason: 'egress demo' } as const;
    const { status, reason } = await answerApproval(connection, finding.id, approval, now);
    if (status !== 'approved') throw new Error(`${finding.id} was not approved: ${reason}`);
  }
  return by;
}

/** Reads back what the fixes have changed. Throws where one is recorded as made and the account is as before. */
export async function verifyFixes(
  connection: FindingsConnection,
  fixes: readonly Fix[],
  clients: AccountClients,
): Promise<readonly Fix[]> {
  return eachInTurn(fixes, async (fix) => {
    const story = await findFinding(connection, fix.finding.id);
    const fixed = await readState(fix.plan, clients);
    if (story?.status !== 'remediated' || fixed === fix.before)
      throw new Error(
        `${fix.finding.id} is ${story?.status}, and the account has ${fixed}: ${story?.reason}`,
      );
    return { ...fix, finding: story, fixed };
  });
}

/** As `egress undo` does. Throws where one is refused. */
export async function undoFixes(connection: FindingsConnection, fixes: readonly Fix[]): Promise<void> {
  const by = await callerArn();
  for (const { finding } of fixes) {
    const { status, reason } = await undoFinding(connection, finding.id, by);
    if (status !== 'undone') throw new Error(`${finding.id} was not undone: ${reason}`);
  }
}

/** Reads back what is there since. Throws where it is not as it was before the fix. */
export async function verifyRestored(
  fixes: readonly Fix[],
  clients: AccountClients,
): Promise<readonly Fix[]> {
  return eachInTurn(fixes, async (fix) => {
    const restored = await readState(fix.plan, clients);
    if (restored !== fix.before)
      throw new Error(`${fix.finding.id}: was ${fix.before}, is ${restored} since it was undone`);
    return { ...fix, restored };
  });
}

async function eachInTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}
