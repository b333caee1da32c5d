import type { DetectionDocument, FoundAnomaly } from '@egress/anomalies';
import { plainTable } from '../../plain-table';
import { printable } from '../../printable';
import { bytesText, hourText, usdText } from './amounts';

/** The anomalies, most dollars per day first, two lines each within 80 columns, and then their ids. */
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
      { head: 'anomaly', width: 32 },
      { head: 'time (UTC)' },
      { head: 'per hour', align: 'right' },
    ],
    anomalies.map(rowOf),
  );
  const ids = anomalies.map(({ id, resource }) => `--explain ${id}  ${resource}\n`).join('');
  return `${scored}\n${table}\n${ids}`;
}

function rowOf(anomaly: FoundAnomaly): string[] {
  const { usdPerDay, severity, anomalyType, resource, egressClass, observedBytes, expectedBytes } = anomaly;
  const { onset, status, hour } = anomaly;
  const lines = [
    [usdText(usdPerDay), severity],
    [anomalyType, `${resource} ${egressClass}`],
    [`since ${hourText(onset)}`, status === 'ongoing' ? status : `until ${hourText(hour)}`],
    [bytesText(observedBytes), `usual ${bytesText(expectedBytes)}`],
  ];
  return lines.map((cell) => cell.join('\n'));
}
