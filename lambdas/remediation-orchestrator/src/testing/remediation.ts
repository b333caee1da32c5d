import type { Anomaly, Mode, PlannedRemediation } from '@egress/contracts';
import { PLAYBOOKS } from '../domain/playbook-registry';
import type { RemediationContext } from '../domain/remediation-context';
import { runStep } from '../domain/run-step';
import { type AccountState, inMemoryAccount } from './in-memory-account';
import { inMemoryTrail, type TrailState } from './in-memory-trail';

/** A remediation of one anomaly over state in memory, with everything that was written in the order of writing. */
export function remediationOf(anomaly: Anomaly, state: AccountState, mode: Mode = 'auto') {
  const journal: string[] = [];
  const trail: TrailState = { changes: new Map() };
  const context: RemediationContext = {
    playbooks: PLAYBOOKS,
    access: inMemoryAccount(state, journal),
    trail: inMemoryTrail(trail, journal),
    modeOf: () => mode,
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
    apply: (planned: PlannedRemediation, approval?: { status: 'approved' | 'rejected'; by: string }) =>
      runStep({ step: 'apply', anomaly, plan: planned, approval }, context),
    verify: () => runStep({ step: 'verify', anomaly }, context),
    undo: () => runStep({ step: 'undo', anomaly }, context),
  };
}
