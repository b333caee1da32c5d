import type { FoundAnomaly } from '@egress/anomalies';
import { BYTES_PER_GB } from '@egress/contracts';
import { ticks } from 'd3-array';
import { formatGb, formatTime } from '../../format';
import { html, type Html } from '../escape';
import { AXIS_HEIGHT, gridLine, PLOT_TOP, timeLabels } from './axes';

/** Height of the plot in pixels. */
const PLOT = 140;
const HOUR_MS = 3_600_000;

/** An hour of an anomaly's series; bytes are sums of the hour. */
export interface BandHour {
  readonly hour: string;
  readonly bytes: number;
  readonly expectedBytes: number;
  /** The most that is still as usual. */
  readonly bandBytes: number;
  readonly isAnomalous: boolean;
}

/** The series with its silent hours filled in: nothing sent, and the band as it was last known. */
export function bandHours({ series, onset }: FoundAnomaly): BandHour[] {
  const hours: BandHour[] = [];
  for (const known of series) {
    const last = hours.at(-1);
    if (last !== undefined) hours.push(...silentHours(last, Date.parse(known.hour)));
    hours.push({ ...known, isAnomalous: known.hour >= onset && known.bytes > known.bandBytes });
  }
  return hours;
}

function silentHours(last: BandHour, until: number): BandHour[] {
  const silent = Math.round((until - Date.parse(last.hour)) / HOUR_MS) - 1;
  return Array.from({ length: silent }, (_, index) => ({
    ...last,
    hour: new Date(Date.parse(last.hour) + (index + 1) * HOUR_MS).toISOString(),
    bytes: 0,
    isAnomalous: false,
  }));
}

/** Columns of bytes per hour over the band of what is usual; hours above it from the onset on are marked. */
export function expectedBandChart(hours: readonly BandHour[]): Html | false {
  const top = Math.max(...hours.flatMap(({ bytes, bandBytes }) => [bytes, bandBytes]));
  if (!(top > 0)) return false;
  const y = (bytes: number): number => PLOT - (PLOT * bytes) / top;
  const marked = hours.filter(({ isAnomalous }) => isAnomalous).length;
  return html`<svg
    class="trend band-chart"
    role="img"
    width="100%"
    height="${PLOT_TOP + PLOT + AXIS_HEIGHT}"
    aria-label="Bytes per hour: ${marked} of ${hours.length} hours are above the expected band, at most ${formatGb(top)}. A table follows."
  >
    ${ticks(0, top / BYTES_PER_GB, 3).map((gb) =>
      gridLine(formatGb(gb * BYTES_PER_GB), PLOT_TOP + y(gb * BYTES_PER_GB)),
    )}
    <svg
      y="${PLOT_TOP}"
      width="100%"
      height="${PLOT}"
      viewBox="0 0 ${hours.length} ${PLOT}"
      preserveAspectRatio="none"
    >
      <path class="band" d="${stepped(hours, ({ bandBytes }) => y(bandBytes))}V${PLOT}H0z" />
      <path class="sent" d="${columns(hours, false, y)}" />
      <path class="marked" d="${columns(hours, true, y)}" />
      <path class="expected" d="${stepped(hours, ({ expectedBytes }) => y(expectedBytes))}" />
      ${hours.map(
        (hour, index) =>
          html`<rect class="hover" x="${index}" width="1" height="${PLOT}"
            ><title>${describe(hour)}</title></rect
          >`,
      )}
    </svg>
    ${timeLabels(
      hours.map(({ hour }) => formatTime(hour)),
      PLOT,
    )}
  </svg>`;
}

/** A line that keeps its height for an hour. */
const stepped = (hours: readonly BandHour[], y: (hour: BandHour) => number): string =>
  hours.map((hour, index) => `${index === 0 ? 'M0 ' : 'V'}${y(hour).toFixed(2)}H${index + 1}`).join('');

const columns = (hours: readonly BandHour[], isAnomalous: boolean, y: (bytes: number) => number): string =>
  hours
    .map((hour, index) =>
      hour.isAnomalous === isAnomalous && hour.bytes > 0
        ? `M${index + 0.15} ${PLOT}V${y(hour.bytes).toFixed(2)}h0.7V${PLOT}z`
        : '',
    )
    .join('');

const describe = ({ hour, bytes, expectedBytes, bandBytes }: BandHour): string =>
  [
    `${formatTime(hour)} UTC: ${formatGb(bytes)}`,
    `${formatGb(expectedBytes)} expected`,
    `up to ${formatGb(bandBytes)} is usual`,
  ].join('\n');
