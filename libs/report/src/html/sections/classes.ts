import type { AnalysisDocument, ClassTotal, RateSource } from '@egress/contracts';
import { CLASS_LABELS } from '../../class-labels';
import { formatGb, formatRate, formatUsd } from '../../format';
import { byUsd } from '../../totals';
import { classTag, shareBar } from '../class-tag';
import { html } from '../escape';
import type { Section } from '../section';
import { table } from '../table';

const RATE_SOURCES: Readonly<Record<RateSource, string>> = {
  bill: 'your bill',
  list: 'list price',
  mixed: 'bill and list',
};

export function classesSection(doc: AnalysisDocument): Section {
  const classes = byUsd(doc.classes);
  const dearest = classes[0]?.usd ?? 0;
  return {
    id: 'classes',
    heading: 'Egress classes',
    lead: 'How AWS bills the bytes. A byte may be in two classes, such as NAT processing and internet, and costs in both.',
    body: html`${table<ClassTotal>({
        caption: 'Bytes and dollars per egress class',
        columns: [
          { heading: 'Class', cell: (total) => classTag(total.class) },
          { heading: 'Traffic', amount: (total) => total.bytes, cell: (total) => formatGb(total.bytes) },
          {
            heading: 'Per GB',
            amount: (total) => total.usdPerGb,
            cell: (total) =>
              html`${formatRate(total.usdPerGb)} <small>${RATE_SOURCES[total.rateSource]}</small>`,
          },
          {
            heading: 'Measured',
            amount: (total) => total.usd,
            cell: (total) => html`${formatUsd(total.usd)} ${shareBar(total.usd, dearest)}`,
          },
          {
            heading: 'Per month',
            amount: (total) => total.usdPerMonth,
            cell: (total) => html`<strong>${formatUsd(total.usdPerMonth)}</strong>`,
          },
        ],
        rows: classes,
        whenEmpty: 'No traffic was found in these inputs.',
      })}
      <details>
        <summary>What the classes mean</summary>
        <dl class="glossary">
          ${Object.values(CLASS_LABELS).map(
            ({ name, billing }) =>
              html`<dt>${name}</dt>
                <dd>${billing}</dd>`,
          )}
        </dl>
      </details>`,
  };
}
