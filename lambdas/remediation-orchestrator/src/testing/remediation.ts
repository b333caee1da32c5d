import type { Anomaly, Approval, Mode, PlannedRemediation, ProposedPlaybook } from '@egress/contracts';
import { planRemediation } from '../domain/plan-remediation';
import { PLAYBOOKS } from '../domain/playbook-registry';
import type { RemediationContext } from '../domain/remediation-context';
import { runStep } from '../domain/run-step';
import { type AccountState, inMemoryAccount } from './in-memory-account';
import { type FindingsState, inMemoryFindings } from './in-memory-findings';
import { inMemoryTrail, type TrailState } from './in-memory-trail';

/** Workflow that handles the anomaly, until a test says that another does. */
const EXECUTION_ARN = 'arn:aws:states:eu-west-1:111122223333:execution:remediation:first';

/** A remediation of one anomaly over state in memory, with everything that was written in the order of writing. */
export function remediationOf(anomaly: Anomaly, state: AccountState, mode: Mode = 'auto') {
  const journal: string[] = [];
  const trail: TrailState = { changes: new Map(), changesOfHours: new Map(), history: [] };
  const findings: FindingsState = { orders: new Map(), undos: [] };
  const context: RemediationContext = {
    playbooks: PLAYBOOKS,
    access: inMemoryAccount(state, journal),
    trail: inMemoryTrail(trail, journal),
    findings: inMemoryFindings(findings),
    modeOf: () => mode,
    maxChangesPerHour: 2,
    now: '2026-11-21T08:00:00.000Z',
  };
  const plan = () => runStep({ step: 'plan', anomaly }, context);
  /** What the workflow does between plan and apply. */
  const order = (planned: PlannedRemediation, approval?: Approval, executionArn = EXECUTION_ARN) => {
    const { account, region } = anomaly;
    const approved = approval && { approval };
    findings.orders.set(anomaly.id, { account, region, executionArn, plan: planned, ...approved });
  };
  return {
    context,
    journal,
    trail,
    findings,
    plan,
    order,
    /** Fails unless there is something to do. */
    planned: async (): Promise<PlannedRemediation> => {
      const planned = await plan();
      if (planned.status !== 'planned') throw new Error(`not planned: ${JSON.stringify(planned)}`);
      return planned;
    },
    planOf: (proposed: ProposedPlaybook) => planRemediation(anomaly, proposed, context),
    apply: (planned: PlannedRemediation, approval?: Approval, now = context.now) => {
      order(planned, approval);
      return runStep({ step: 'apply', anomaly }, { ...context, now });
    },
    verify: () => runStep({ step: 'verify', anomaly }, context),
    undo: (by?: string) => runStep({ step: 'undo', anomaly, ...(by !== undefined && { by }) }, context),
  };
}
