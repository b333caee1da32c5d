import { ticks } from 'd3-array';
import { className } from '../../class-labels';
import { formatUsd } from '../../format';
import { sumOf } from '../../totals';
import { classColour } from '../class-tag';
import { html, type Html } from '../escape';
import { AXIS_HEIGHT, gridLine, PLOT_TOP, timeLabels } from './axes';
import type { Trend, TrendBucket } from './trend-buckets';

/** Height of the plot in pixels. */
const PLOT = 220;
/** `$20`, `$1.5K`: the axis has little room. */
const AXIS_USD = new Intl.NumberFormat('en-US', {
  style: 'currency',
  currency: 'USD',
  notation: 'compact',
  maximumSignificantDigits: 3,
});

/**
 * Stacked columns of dollars over time. Columns are drawn in a stretched coordinate system, text outside of it, so
 * that labels stay readable at every width.
 */
export function trendChart(trend: Trend): Html | false {
  const totals = trend.buckets.map((bucket) => sumOf(bucket.usd, (usd) => usd));
  const top = Math.max(...totals, 0);
  if (top <= 0) return false;
  const scale = (usd: number): number => (PLOT * usd) / top;
  const peak = trend.buckets[totals.indexOf(top)];
  const gap = trend.buckets.length > 100 ? 0 : 0.14;
  return html`<svg
    class="trend"
    role="img"
    width="100%"
    height="${PLOT_TOP + PLOT + AXIS_HEIGHT}"
    aria-label="Dollars ${trend.every}; the highest is ${formatUsd(top)} at ${peak?.label}. A table follows."
  >
    ${ticks(0, top, 4).map((usd) => gridLine(AXIS_USD.format(usd), PLOT_TOP + PLOT - scale(usd)))}
    <svg
      y="${PLOT_TOP}"
      width="100%"
      height="${PLOT}"
      viewBox="0 0 ${trend.buckets.length} ${PLOT}"
      preserveAspectRatio="none"
    >
      ${trend.classes.map(
        (egressClass, index) =>
          html`<path class="${classColour(egressClass)}" d="${columns(trend.buckets, index, scale, gap)}" />`,
      )}
      ${trend.buckets.map(
        (bucket, index) =>
          html`<rect class="hover" x="${index}" width="1" height="${PLOT}"
            ><title>${describe(trend, bucket)}</title></rect
          >`,
      )}
    </svg>
    ${timeLabels(
      trend.buckets.map(({ label }) => label),
      PLOT,
    )}
  </svg>`;
}

/** One path with the columns of a class, each standing on those of the dearer classes. */
function columns(
  buckets: readonly TrendBucket[],
  index: number,
  scale: (usd: number) => number,
  gap: number,
): string {
  return buckets
    .map(({ usd }, column) => {
      const height = scale(Math.max(0, usd[index] ?? 0));
      if (height === 0) return '';
      const below = scale(sumOf(usd.slice(0, index), (part) => Math.max(0, part)));
      return `M${column + gap / 2} ${(PLOT - below).toFixed(2)}v${(-height).toFixed(2)}h${1 - gap}v${height.toFixed(2)}z`;
    })
    .join('');
}

function describe(trend: Trend, bucket: TrendBucket): string {
  const parts = trend.classes.map((egressClass, index) => ({ egressClass, usd: bucket.usd[index] ?? 0 }));
  return [
    `${bucket.label} UTC: ${formatUsd(sumOf(bucket.usd, (usd) => usd))}`,
    ...parts
      .filter(({ usd }) => usd > 0)
      .map(({ egressClass, usd }) => `${className(egressClass)} ${formatUsd(usd)}`),
  ].join('\n');
}
