import type { Anomaly } from '@egress/contracts';
import type { RecordedFinding } from '@egress/findings-store';
import type { Fix } from './fix-findings';
import type { LiveSteps } from './live-steps';

/** What `egress demo --json` prints. */
export interface DemoOutcome {
  /** File of the report. */
  readonly report: string;
  /** Why nothing was deployed; null where it was. */
  readonly laptopOnlyBecause: string | null;
  /** Most dollars per day first. */
  readonly findings: readonly DemoFinding[];
  readonly steps: LiveSteps['done'];
  readonly seconds: number;
}

/** An anomaly and what became of it; null is what it did not come to. */
export interface DemoFinding {
  readonly id: string;
  readonly anomalyType: Anomaly['anomalyType'];
  readonly resource: string;
  readonly usdPerDay: number;
  /** Null also where the type says it all and nothing was analyzed. */
  readonly cause: string | null;
  readonly playbook: string | null;
  readonly savingUsdPerMonth: number | null;
  readonly status: string;
  /** What was read of the account before the fix, with it, and since it was undone. */
  readonly before: string | null;
  readonly fixed: string | null;
  readonly restored: string | null;
}

/** A finding at the end of the demo, with its fix if it had one. */
export function demoFinding(finding: RecordedFinding, fix: Fix | undefined): DemoFinding {
  const { status, anomaly, analysis, plan, savingUsdPerMonth } = finding;
  return {
    ...foundAnomaly(anomaly),
    cause: analysis?.cause ?? null,
    playbook: plan?.status === 'planned' ? plan.playbook : null,
    savingUsdPerMonth,
    status,
    before: fix?.before ?? null,
    fixed: fix?.fixed ?? null,
    restored: fix?.restored ?? null,
  };
}

/** An anomaly that nothing was done about. */
export function foundAnomaly({ id, anomalyType, resource, usdPerDay }: Anomaly): DemoFinding {
  const nothingDone = { cause: null, playbook: null, savingUsdPerMonth: null, status: 'found' };
  return { id, anomalyType, resource, usdPerDay, ...nothingDone, before: null, fixed: null, restored: null };
}
