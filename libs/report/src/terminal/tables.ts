import { EGRESS_CLASSES, type AnalysisDocument, type CrossAzPair } from '@egress/contracts';
import { className } from '../class-labels';
import { azEndName, destinationName, talkerName } from '../end-names';
import { formatGb, formatRate, formatUsd, formatWindow } from '../format';
import { byUsd } from '../totals';
import { tableBlock, type Terminal } from './block';
import { paragraph } from './text';

export const classesBlock = (doc: AnalysisDocument, terminal: Terminal): string =>
  tableBlock(
    'Egress classes',
    [
      { heading: 'Class', cell: (total) => className(total.class) },
      { heading: 'Traffic', cell: (total) => formatGb(total.bytes), number: true },
      { heading: 'Per GB', cell: (total) => formatRate(total.usdPerGb), number: true },
      { heading: 'Rate', cell: (total) => total.rateSource },
      { heading: 'Measured', cell: (total) => formatUsd(total.usd), number: true },
      { heading: 'Per month', cell: (total) => formatUsd(total.usdPerMonth), number: true },
    ],
    byUsd(doc.classes.filter((total) => total.bytes > 0)),
    terminal,
    EGRESS_CLASSES.length,
  );

export const talkersBlock = (doc: AnalysisDocument, terminal: Terminal): string =>
  tableBlock(
    'Top talkers',
    [
      { heading: 'Sender', cell: talkerName },
      { heading: 'Class', cell: (talker) => className(talker.class) },
      { heading: 'Destination', cell: destinationName },
      { heading: 'Traffic', cell: (talker) => formatGb(talker.bytes), number: true },
      { heading: 'Cost', cell: (talker) => formatUsd(talker.usd), number: true },
    ],
    byUsd(doc.talkers),
    terminal,
  );

export const crossAzPairsBlock = (doc: AnalysisDocument, terminal: Terminal): string =>
  tableBlock(
    'Cross-AZ pairs',
    [
      { heading: 'From', cell: (pair) => azEndName(pair.source) },
      { heading: 'To', cell: (pair) => azEndName(pair.destination) },
      { heading: 'Zones', cell: zones },
      { heading: 'Port', cell: (pair) => String(pair.port), number: true },
      { heading: 'Traffic', cell: (pair) => formatGb(pair.bytes), number: true },
      { heading: 'Cost', cell: (pair) => formatUsd(pair.usd), number: true },
    ],
    byUsd(doc.crossAzPairs),
    terminal,
  );

export function reconciliationBlock(doc: AnalysisDocument, terminal: Terminal): string {
  const table = tableBlock(
    'Flows against the bill',
    [
      { heading: 'Region', cell: (row) => row.region },
      { heading: 'Class', cell: (row) => className(row.class) },
      { heading: 'Flows', cell: (row) => formatUsd(row.flowUsd), number: true },
      { heading: 'Bill', cell: (row) => orNone(row.billUsd, 'no bill'), number: true },
      { heading: 'Unexplained', cell: (row) => orNone(row.unexplainedUsd, '–'), number: true },
    ],
    doc.reconciliation,
    terminal,
  );
  const compared = formatWindow(doc.reconciledWindow);
  if (table === '' || compared === null) return table;
  return `${table}\n${paragraph(`What both cover: ${compared}`, terminal.columns)}`;
}

/** `use1-az1 → az2`: what the zone ids have in common is said once. */
function zones({ source, destination }: CrossAzPair): string {
  const region = /^.+-(?=az)/.exec(source.azId ?? '')?.[0] ?? '';
  return `${source.azId ?? '?'} → ${(destination.azId ?? '?').replace(region, '')}`;
}

const orNone = (usd: number | null, none: string): string => (usd === null ? none : formatUsd(usd));
