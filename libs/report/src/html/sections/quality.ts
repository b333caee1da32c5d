import type { AnalysisDocument, QualitySample } from '@egress/contracts';
import { formatCount, formatShare } from '../../format';
import { QUALITY_COUNTS } from '../../quality-counts';
import { html } from '../escape';
import type { Section } from '../section';
import { table } from '../table';

export function qualitySection({ quality }: AnalysisDocument): Section {
  return {
    id: 'quality',
    heading: 'Data quality',
    lead: 'What the numbers rest on, and what could not be told.',
    body: html`<dl class="counts">
        ${QUALITY_COUNTS.map(
          ({ count, name, meaning }) =>
            html`<div>
              <dt>${name}</dt>
              <dd>
                ${formatCount(quality[count])}
                ${count !== 'records' && html`<small>${formatShare(quality[count], quality.records)}</small>`}
              </dd>
              <dd class="meaning">${meaning}</dd>
            </div>`,
        )}
      </dl>
      ${
        quality.notes.length > 0 &&
        html`<h3>Notes</h3>
          <ul class="notes">
            ${quality.notes.map((note) => html`<li>${note}</li>`)}
          </ul>`
      }
      <h3>Samples of malformed rows</h3>
      ${table<QualitySample>({
        caption: 'Samples of malformed rows',
        columns: [
          { heading: 'File', cell: (sample) => html`<code>${sample.file}</code>` },
          { heading: 'Line', amount: (sample) => sample.line, cell: (sample) => sample.line ?? '–' },
          { heading: 'Reason', cell: (sample) => sample.reason },
        ],
        rows: quality.samples,
        whenEmpty: 'Every row could be read.',
      })}`,
  };
}
