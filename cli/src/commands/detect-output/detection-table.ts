import type { DetectionDocument, FoundAnomaly } from '@egress/anomalies';
import { plainTable } from '../../plain-table';
import { printable } from '../../printable';
import { bytesText, hourText, usdText } from './amounts';

/** The anomalies, most dollars per day first, within 110 columns. */
export function detectionTable(document: DetectionDocument): string {
  const { window, scoredRows, anomalies } = printable(document);
  const scored =
    window === null
      ? 'no new hours\n'
      : `${hourText(window.start)} to ${hourText(window.end)} UTC: ${scoredRows} hours of entities scored\n`;
  if (anomalies.length === 0) return `${scored}no anomalies\n`;
  const table = plainTable(
    [
      { head: 'USD/day', align: 'right' },
      { head: 'severity' },
      { head: 'type' },
      { head: 'entity', width: 26 },
      { head: 'since (UTC)' },
      { head: 'per hour', align: 'right' },
      { head: 'usual', align: 'right' },
    ],
    anomalies.map(rowOf),
  );
  const ids = anomalies.map(({ id, resource }) => `--explain ${id}  ${resource}\n`).join('');
  return `${scored}\n${table}\n${ids}`;
}

function rowOf(anomaly: FoundAnomaly): string[] {
  const { usdPerDay, severity, anomalyType, resource, egressClass, onset, observedBytes, expectedBytes } =
    anomaly;
  return [
    usdText(usdPerDay),
    severity,
    anomalyType,
    `${resource} ${egressClass}`,
    hourText(onset),
    bytesText(observedBytes),
    bytesText(expectedBytes),
  ];
}
