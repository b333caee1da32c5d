import type { DetectionDocument, FoundAnomaly } from '@egress/anomalies';
import { ANOMALY_LABELS } from '../../anomaly-labels';
import { className } from '../../class-labels';
import { counted, formatCount, formatGb, formatTime, formatUsd } from '../../format';
import { bandHours, expectedBandChart, type BandHour } from '../charts/expected-band';
import { html, type Html } from '../escape';
import type { Section } from '../section';
import { MAX_ROWS, table } from '../table';

export function anomaliesSection(detection: DetectionDocument): Section {
  const { anomalies } = detection;
  const left = anomalies.length - MAX_ROWS;
  return {
    id: 'anomalies',
    heading: 'What changed',
    lead: lead(detection),
    body: html`<ol class="findings">
        ${anomalies.slice(0, MAX_ROWS).map((anomaly, index) => anomalyItem(anomaly, index === 0))}
      </ol>
      ${left > 0 && html`<p class="more">${formatCount(left)} more in the output of <code>--json</code>.</p>`}`,
  };
}

function lead({ anomalies, window, scoredRows }: DetectionDocument): string {
  if (window === null) return 'There was no new hour to look at.';
  const looked = `${counted(scoredRows, 'hour')} of entities with a baseline were scored`;
  if (anomalies.length === 0) return `Nothing left its expected band: ${looked}.`;
  const entities = anomalies.length === 1 ? '1 entity' : `${formatCount(anomalies.length)} entities`;
  return `${entities} left the expected band, dearest first; ${looked}.`;
}

const anomalyItem = (anomaly: FoundAnomaly, open: boolean): Html =>
  html`<li>
    <details class="finding" ${open && 'open'}>
      <summary>
        <span class="what">
          <span class="cause"
            >${ANOMALY_LABELS[anomaly.anomalyType]} <code>${anomaly.anomalyType}</code></span
          >
          <strong>${anomaly.resource}, ${className(anomaly.egressClass)}</strong>
          <small>
            since ${formatTime(anomaly.onset)} UTC · ${anomaly.status} · ${anomaly.region} ·
            ${anomaly.account}
          </small>
        </span>
        <span class="saving risk">
          <span><b>${formatUsd(anomaly.usdPerDay)}</b> a day</span>
          <small>${anomaly.severity}, ${formatUsd(anomaly.usdSoFar)} so far</small>
        </span>
      </summary>
      <p>
        ${formatGb(anomaly.observedBytes)} in the hour of ${formatTime(anomaly.hour)} UTC, where
        ${formatGb(anomaly.expectedBytes)} is usual; score ${anomaly.score.toFixed(2)}, threshold
        ${anomaly.threshold.toFixed(2)}.
      </p>
      ${series(bandHours(anomaly))} ${features(anomaly)} ${evidence(anomaly)}
    </details>
  </li> `;

const series = (hours: readonly BandHour[]): Html =>
  html`<div>
    ${expectedBandChart(hours)}
    <ul class="legend">
      <li><i class="swatch sent"></i>sent</li>
      <li><i class="swatch marked"></i>above the expected band</li>
      <li><i class="swatch band"></i>expected band</li>
    </ul>
    <details>
      <summary>The hours as a table</summary>
      ${table<BandHour>({
        caption: 'Bytes per hour, newest first',
        columns: [
          { heading: 'Hour (UTC)', cell: ({ hour }) => formatTime(hour) },
          { heading: 'Sent', amount: ({ bytes }) => bytes, cell: ({ bytes }) => formatGb(bytes) },
          {
            heading: 'Expected',
            amount: ({ expectedBytes }) => expectedBytes,
            cell: ({ expectedBytes }) => formatGb(expectedBytes),
          },
          {
            heading: 'Usual up to',
            amount: ({ bandBytes }) => bandBytes,
            cell: ({ bandBytes }) => formatGb(bandBytes),
          },
          { heading: 'Marked', cell: ({ isAnomalous }) => (isAnomalous ? 'above' : '') },
        ],
        rows: [...hours].reverse(),
        whenEmpty: 'There is no hour to show.',
      })}
    </details>
  </div>`;

const features = ({ features: all }: FoundAnomaly): Html =>
  table<FoundAnomaly['features'][number]>({
    caption: 'What made the score',
    columns: [
      { heading: 'Feature', cell: ({ name }) => html`<code>${name}</code>` },
      { heading: 'Value', amount: ({ value }) => value, cell: ({ value }) => value.toFixed(2) },
      {
        heading: 'Share of the score',
        amount: ({ attribution }) => attribution,
        cell: ({ attribution }) => `${(100 * attribution).toFixed(0)}%`,
      },
    ],
    rows: all,
    whenEmpty: 'The scorer tells no features.',
  });

const evidence = ({ evidence: facts }: FoundAnomaly): Html =>
  html`<dl class="evidence">
    ${Object.entries(facts).map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${typeof value === 'number' ? evidenceNumber(name, value) : value}</dd>
        </div>`,
    )}
  </dl>`;

function evidenceNumber(name: string, value: number): string {
  if (name.endsWith('Bytes')) return formatGb(value);
  return name.endsWith('Share') ? `${(100 * value).toFixed(1)}%` : String(value);
}
