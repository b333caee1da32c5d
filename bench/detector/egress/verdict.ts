import type { Truth } from '@egress/simulator';
import { HOUR_MS, type Alert } from './alerts';

export interface Verdict {
  readonly anomalies: number;
  readonly found: number;
  readonly onsetsRight: number;
  readonly typesRight: number;
  readonly falseAlarms: number;
  readonly entityWeeks: number;
}

/**
 * What is true of some alerts. An anomaly is found by an alert on its entity and class within its time. Other alerts that
 * begin within the time of an anomaly are of its side effects (its bytes pass NAT gateways and zones) and count neither way.
 */
export function judge(alerts: readonly Alert[], truth: Truth, entityWeeks: number): Verdict {
  const anomalies = truth.anomalies.map(({ onset, end, ...rest }) => ({
    ...rest,
    onset: Date.parse(onset),
    end: Date.parse(end),
  }));
  const during = (alert: Alert, { onset, end }: { onset: number; end: number }) =>
    alert.onset >= onset - HOUR_MS && alert.onset < end;
  const hits = anomalies.map((anomaly) => ({
    anomaly,
    alert: alerts.find(
      (alert) =>
        alert.resource === anomaly.entity && alert.egressClass === anomaly.class && during(alert, anomaly),
    ),
  }));
  return {
    anomalies: anomalies.length,
    found: hits.filter(({ alert }) => alert).length,
    onsetsRight: hits.filter(
      ({ alert, anomaly }) => alert && Math.abs(alert.onset - anomaly.onset) <= HOUR_MS,
    ).length,
    typesRight: hits.filter(({ alert, anomaly }) => alert?.type === anomaly.type).length,
    falseAlarms: alerts.filter((alert) => !anomalies.some((anomaly) => during(alert, anomaly))).length,
    entityWeeks,
  };
}

export function sumOf(verdicts: readonly Verdict[]): Verdict {
  const total = (field: keyof Verdict) => verdicts.reduce((sum, verdict) => sum + verdict[field], 0);
  return {
    anomalies: total('anomalies'),
    found: total('found'),
    onsetsRight: total('onsetsRight'),
    typesRight: total('typesRight'),
    falseAlarms: total('falseAlarms'),
    entityWeeks: total('entityWeeks'),
  };
}
