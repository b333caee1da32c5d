import type { AnalysisDocument, AnalysisInput } from '@egress/contracts';
import { formatCount } from '../../format';
import type { Section } from '../section';
import { html } from '../escape';
import { table } from '../table';

export const inputsSection = (doc: AnalysisDocument): Section => ({
  id: 'inputs',
  heading: 'Inputs',
  lead: 'The files that were read, and what they were found to be.',
  body: table<AnalysisInput>({
    caption: 'Input files',
    columns: [
      { heading: 'File', cell: (input) => html`<code>${input.path}</code>` },
      { heading: 'Kind', whole: true, cell: (input) => input.kind },
      { heading: 'Format', whole: true, cell: (input) => input.format },
      { heading: 'Records', amount: (input) => input.records, cell: (input) => formatCount(input.records) },
      {
        heading: 'Malformed',
        amount: (input) => input.malformed,
        cell: (input) => formatCount(input.malformed),
      },
    ],
    rows: doc.inputs,
    whenEmpty: 'No input was read.',
  }),
});
