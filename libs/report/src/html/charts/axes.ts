import { html, type Html } from '../escape';

/** Sizes in pixels that charts over time share; the width is the page's. */
export const PLOT_TOP = 8;
export const AXIS_HEIGHT = 26;
const X_LABELS = 5;

/** A horizontal line over the whole width, with its amount left of it. */
export const gridLine = (label: string, y: number): Html =>
  html`<line class="grid" x2="100%" y1="${y.toFixed(1)}" y2="${y.toFixed(1)}" />
    <text class="axis" x="-8" y="${(y + 4).toFixed(1)}" text-anchor="end">${label}</text>`;

/** Labels below evenly spaced columns; the inner ones give way on narrow screens. */
export function timeLabels(labels: readonly string[], plotHeight: number): Html[] {
  const count = Math.min(X_LABELS, labels.length);
  return Array.from({ length: count }, (_, label) => {
    const column = count === 1 ? 0 : Math.round((label * (labels.length - 1)) / (count - 1));
    const anchor = label === 0 ? 'start' : label === count - 1 ? 'end' : 'middle';
    const x = label === 0 ? 0 : label === count - 1 ? 100 : (100 * (column + 0.5)) / labels.length;
    return html`<text
      class="axis ${anchor === 'middle' && 'inner'}"
      x="${x.toFixed(2)}%"
      y="${PLOT_TOP + plotHeight + AXIS_HEIGHT - 8}"
      text-anchor="${anchor}"
      >${labels[column]}</text
    >`;
  });
}
