import type { Anomaly, Approval, Mode, PlannedRemediation, ProposedPlaybook } from '@egress/contracts';
import { planRemediation } from '../domain/plan-remediation';
import { PLAYBOOKS } from '../domain/playbook-registry';
import type { RemediationContext } from '../domain/remediation-context';
import { runStep } from '../domain/run-step';
import { type AccountState, inMemoryAccount } from './in-memory-account';
import { inMemoryTrail, type TrailState } from './in-memory-trail';

/** A remediation of one anomaly over state in memory, with everything that was written in the order of writing. */
export function remediationOf(anomaly: Anomaly, state: AccountState, mode: Mode = 'auto') {
  const journal: string[] = [];
  const trail: TrailState = { changes: new Map(), changesOfHours: new Map() };
  const context: RemediationContext = {
    playbooks: PLAYBOOKS,
    access: inMemoryAccount(state, journal),
    trail: inMemoryTrail(trail, journal),
    modeOf: () => mode,
    maxChangesPerHour: 2,
    now: '2026-11-21T08:00:00.000Z',
  };
  const plan = () => runStep({ step: 'plan', anomaly }, context);
  return {
    context,
    journal,
    trail,
    plan,
    /** Fails unless there is something to do. */
    planned: async (): Promise<PlannedRemediation> => {
      const planned = await plan();
      if (planned.status !== 'planned') throw new Error(`not planned: ${JSON.stringify(planned)}`);
      return planned;
    },
    planOf: (proposed: ProposedPlaybook) => planRemediation(anomaly, proposed, context),
    apply: (planned: PlannedRemediation, approval?: Approval, now = context.now) =>
      runStep({ step: 'apply', anomaly, plan: planned, approval }, { ...context, now }),
    verify: () => runStep({ step: 'verify', anomaly }, context),
    undo: () => runStep({ step: 'undo', anomaly }, context),
  };
}
