import type { AnalysisDocument, Reconciliation } from '@egress/contracts';
import { formatGb, formatShare, formatUsd, formatWindow } from '../../format';
import { billedTotals } from '../../totals';
import { classTag } from '../class-tag';
import { html } from '../escape';
import type { Section } from '../section';
import { table } from '../table';

const NO_BILL = html`<span class="muted">no bill</span>`;

export function reconciliationSection(doc: AnalysisDocument): Section {
  return {
    id: 'reconciliation',
    heading: 'Flows against the bill',
    lead: lead(doc),
    body: table<Reconciliation>({
      caption: 'Bytes and dollars of the flow logs beside those of the bill, per region and class',
      columns: [
        { heading: 'Region', cell: (row) => row.region },
        { heading: 'Class', cell: (row) => classTag(row.class) },
        { heading: 'Flow traffic', amount: (row) => row.flowBytes, cell: (row) => formatGb(row.flowBytes) },
        {
          heading: 'Billed traffic',
          amount: (row) => row.billBytes,
          cell: (row) => (row.billBytes === null ? NO_BILL : formatGb(row.billBytes)),
        },
        { heading: 'Flow cost', amount: (row) => row.flowUsd, cell: (row) => formatUsd(row.flowUsd) },
        {
          heading: 'Billed cost',
          amount: (row) => row.billUsd,
          cell: (row) => (row.billUsd === null ? NO_BILL : formatUsd(row.billUsd)),
        },
        {
          heading: 'Unexplained',
          amount: (row) => row.unexplainedUsd,
          cell: (row) =>
            row.unexplainedUsd === null ? '–' : html`<strong>${formatUsd(row.unexplainedUsd)}</strong>`,
        },
      ],
      rows: doc.reconciliation,
      whenEmpty: 'There is nothing to reconcile.',
    }),
  };
}

function lead(doc: AnalysisDocument): string {
  const billed = billedTotals(doc);
  if (billed === null)
    return 'No bill was given, so list prices stand alone. Add one with --bill to see what the logs do not explain.';
  const { flowUsd, billUsd, unexplainedUsd } = billed;
  const compared = formatWindow(doc.reconciledWindow);
  return (
    `${compared === null ? '' : `Compared is what logs and bill both cover: ${compared}. `}` +
    `Where the bill has a class, the logs account for ${formatUsd(flowUsd)} of ${formatUsd(billUsd)} ` +
    `(${formatShare(flowUsd, billUsd)}) and leave ${formatUsd(unexplainedUsd)} unexplained. ` +
    'A negative rest means that the logs hold more than the bill.'
  );
}
