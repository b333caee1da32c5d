import type { AnalysisDocument } from '@egress/contracts';
import { className } from '../../class-labels';
import { counted, formatCount, formatCoverage, formatShare, formatTime, formatUsd } from '../../format';
import { billedTotals, costlyClasses, documentTotals, sumOf } from '../../totals';
import { classColour } from '../class-tag';
import { html, type Content, type Html } from '../escape';

/** The top of the page: what egress costs a month, what it is made of, and what could be saved. */
export function summary(doc: AnalysisDocument): Html {
  const totals = documentTotals(doc);
  const { low, expected, high } = doc.savingUsdPerMonth;
  const billed = billedTotals(doc);
  return html`<header class="summary">
    <p class="product">Egress cost report</p>
    <h1>Egress costs about <span class="total">${formatUsd(totals.usdPerMonth)}</span> a month</h1>
    <p class="window">${windowText(doc, totals.usd)}</p>
    ${composition(doc)}
    <dl class="figures">
      ${figure('Could be saved a month', formatUsd(expected), `${formatUsd(low)} to ${formatUsd(high)}`, 'good')}
      ${figure('Findings', formatCount(doc.findings.length), 'each with a fix to copy')}
      ${
        billed
          ? figure(
              'Explained of the bill',
              formatShare(billed.flowUsd, billed.billUsd),
              `${formatUsd(billed.unexplainedUsd)} unexplained`,
            )
          : figure('Prices', 'List', 'no bill was given')
      }
      ${figure(
        'Records read',
        formatCount(totals.records),
        `${counted(doc.inputs.length, 'input')}, ${formatCount(doc.quality.malformed)} malformed`,
      )}
    </dl>
  </header>`;
}

function windowText({ window }: AnalysisDocument, usd: number): Content {
  if (window.start === null || window.end === null) return 'These inputs hold no traffic with a time.';
  return html`${formatUsd(usd)} measured in ${formatCoverage(window)}:
    <time datetime="${window.start}">${formatTime(window.start)}</time> to
    <time datetime="${window.end}">${formatTime(window.end)}</time> UTC`;
}

/** A bar of the classes' shares with its legend in dollars per month. */
function composition(doc: AnalysisDocument): Html | false {
  const parts = costlyClasses(doc.classes.map((total) => ({ class: total.class, usd: total.usdPerMonth })));
  const whole = sumOf(parts, (part) => part.usd);
  let from = 0;
  const segments = parts.map((part) => {
    const width = (100 * part.usd) / whole;
    const rect = html`<rect
      class="${classColour(part.class)}"
      x="${from.toFixed(3)}%"
      width="${width.toFixed(3)}%"
      height="14"
    />`;
    from += width;
    return rect;
  });
  return (
    parts.length > 0 &&
    html`<svg class="composition" aria-hidden="true">${segments}</svg>
      <ul class="legend">
        ${parts.map(
          (part) =>
            html`<li>
              <i class="swatch ${classColour(part.class)}"></i>${className(part.class)}
              <b>${formatUsd(part.usd)}</b> <small>${formatShare(part.usd, whole)}</small>
            </li>`,
        )}
      </ul>`
  );
}

const figure = (name: string, value: string, detail: string, tone = ''): Html =>
  html`<div>
    <dt>${name}</dt>
    <dd class="value ${tone}">${value}</dd>
    <dd class="detail">${detail}</dd>
  </div>`;
