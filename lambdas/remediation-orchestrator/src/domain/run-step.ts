import type { Anomaly, RemediationOutcome, RemediationPlan, RootCauseAnalysis } from '@egress/contracts';
import { applyRemediation } from './apply-remediation';
import { planRemediation } from './plan-remediation';
import type { RemediationContext } from './remediation-context';
import { undoRemediation } from './undo-remediation';
import { verifyRemediation } from './verify-remediation';

export type StepRequest =
  | { readonly step: 'plan'; readonly anomaly: Anomaly; readonly analysis?: RootCauseAnalysis | null }
  | { readonly step: 'apply' | 'verify'; readonly anomaly: Anomaly }
  | { readonly step: 'undo'; readonly anomaly: Anomaly; readonly by?: string };

/** Runs one step of a remediation. What it throws is a fault and may be tried again: every step can be repeated. */
export function runStep(
  request: StepRequest,
  context: RemediationContext,
): Promise<RemediationPlan | RemediationOutcome> {
  switch (request.step) {
    case 'plan':
      return planRemediation(request.anomaly, request.analysis?.proposedPlaybook, context);
    case 'apply':
      return applyRemediation(request.anomaly, context);
    case 'verify':
      return verifyRemediation(request.anomaly, context);
    case 'undo':
      return undoRemediation(request.anomaly, request.by, context);
  }
}
