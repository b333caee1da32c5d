import type { FoundAnomaly } from '@egress/anomalies';
import { plainTable } from '../../plain-table';
import { printable } from '../../printable';
import { bytesText, hourText, usdText } from './amounts';

/** Hours of the series that are printed on each side of the onset. */
const SHOWN_HOURS = 8;

/** Everything that is known of one anomaly. */
export function explanation(found: FoundAnomaly): string {
  const anomaly = printable(found);
  return [headOf(anomaly), evidenceOf(anomaly), featuresOf(anomaly), seriesOf(anomaly)].join('\n');
}

function headOf(anomaly: FoundAnomaly): string {
  const { resource, egressClass, account, region, anomalyType, severity, status, onset, hour, hours } =
    anomaly;
  const { observedBytes, expectedBytes, usdPerDay, usdSoFar, score, threshold } = anomaly;
  return [
    `${anomalyType} of ${resource}, ${egressClass}, ${region}, account ${account}`,
    `${severity}, ${status}: since ${hourText(onset)} UTC, ${hours} anomalous ${hours === 1 ? 'hour' : 'hours'} until ${hourText(hour)}`,
    `${bytesText(observedBytes)} in the last of them, ${bytesText(expectedBytes)} is usual`,
    `${usdText(usdPerDay)} USD a day at that pace, ${usdText(usdSoFar)} USD so far`,
    `score ${score.toFixed(2)}, threshold ${threshold.toFixed(2)}`,
    '',
  ].join('\n');
}

function evidenceOf({ evidence }: FoundAnomaly): string {
  const rows = Object.entries(evidence).map(([name, value]) => [name, valueText(name, value)]);
  return plainTable([{ head: 'evidence' }, { head: '', width: 80 }], rows);
}

function valueText(name: string, value: string | number): string {
  if (typeof value === 'string') return value;
  if (name.endsWith('Bytes')) return bytesText(value);
  return name.endsWith('Share') ? `${(100 * value).toFixed(1)} %` : String(value);
}

function featuresOf({ features }: FoundAnomaly): string {
  return plainTable(
    [{ head: 'feature' }, { head: 'value', align: 'right' }, { head: 'share of score', align: 'right' }],
    features.map(({ name, value, attribution }) => [
      name,
      value.toFixed(2),
      `${(100 * attribution).toFixed(0)} %`,
    ]),
  );
}

function seriesOf({ series, onset }: FoundAnomaly): string {
  const at = series.findIndex(({ hour }) => hour >= onset);
  const shown = series.slice(Math.max(0, at - SHOWN_HOURS), at + SHOWN_HOURS);
  return plainTable(
    [
      { head: 'hour (UTC)' },
      { head: 'sent', align: 'right' },
      { head: 'usual', align: 'right' },
      { head: 'band up to', align: 'right' },
      { head: '' },
    ],
    shown.map(({ hour, bytes, expectedBytes, bandBytes }) => [
      hourText(hour),
      bytesText(bytes),
      bytesText(expectedBytes),
      bytesText(bandBytes),
      bytes > bandBytes ? 'above' : '',
    ]),
  );
}
