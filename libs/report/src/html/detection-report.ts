import type { DetectionDocument } from '@egress/anomalies';
import { formatHours, formatTime, formatUsd } from '../format';
import { sumOf } from '../totals';
import { html, type Html } from './escape';
import { htmlPage } from './page';
import { anomaliesSection } from './sections/anomalies';

/** The report on what changed, where the tables that it was found in are all there is. */
export function renderDetectionHtml(detection: DetectionDocument): string {
  return htmlPage({
    title: 'Egress anomalies',
    top: summary(detection),
    sections: [anomaliesSection(detection)],
  });
}

function summary({ anomalies, window }: DetectionDocument): Html {
  const usdPerDay = sumOf(anomalies, (anomaly) => anomaly.usdPerDay);
  const count = anomalies.length === 1 ? '1 anomaly costs' : `${anomalies.length} anomalies cost`;
  return html`<header class="summary">
    <p class="product">Egress anomalies</p>
    <h1>
      ${
        anomalies.length === 0
          ? 'Egress is as usual'
          : html`${count} about <span class="total">${formatUsd(usdPerDay)}</span> a day`
      }
    </h1>
    <p class="window">
      ${
        window === null
          ? 'No new hours.'
          : html`${formatHours(window.hours)}:
              <time datetime="${window.start}">${formatTime(window.start)}</time> to
              <time datetime="${window.end}">${formatTime(window.end)}</time> UTC`
      }
    </p>
  </header>`;
}
