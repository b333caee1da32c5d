import { type Anomaly, FINDINGS_TABLE, type RemediationOutcome } from '@egress/contracts';

/** An outcome about the anomaly. */
export function outcomeOf(
  { id }: Anomaly,
  status: RemediationOutcome['status'],
  reason: string,
): RemediationOutcome {
  return { status, anomalyId: id, reason };
}

/** Where the state before the anomaly's change is. */
export function savedStateOf({ id }: Pick<Anomaly, 'id'>): RemediationOutcome['savedState'] {
  return { anomalyId: id, record: FINDINGS_TABLE.changeRecord };
}
