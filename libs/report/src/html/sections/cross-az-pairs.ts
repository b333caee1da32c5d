import type { AnalysisDocument, CrossAzPair } from '@egress/contracts';
import { azEndName, identifiers } from '../../end-names';
import { formatGb, formatUsd } from '../../format';
import { byUsd } from '../../totals';
import { nameWithIds, shareBar } from '../class-tag';
import { html, type Html } from '../escape';
import type { Section } from '../section';
import { table } from '../table';

export function crossAzPairsSection(doc: AnalysisDocument): Section {
  const pairs = byUsd(doc.crossAzPairs);
  const dearest = pairs[0]?.usd ?? 0;
  return {
    id: 'cross-az',
    heading: 'Cross-AZ pairs',
    lead: 'Hosts that talk across Availability Zones. The cost covers both sides: out of one zone and into the other.',
    body: table<CrossAzPair>({
      caption: 'Pairs of hosts in different Availability Zones by cost',
      columns: [
        { heading: 'From', cell: (pair) => azEnd(pair.source) },
        { heading: 'To', cell: (pair) => azEnd(pair.destination) },
        { heading: 'Port', amount: (pair) => pair.port, cell: (pair) => pair.port },
        {
          heading: 'Where',
          whole: true,
          cell: (pair) => html`${pair.region}${pair.vpcId !== null && html`<small>${pair.vpcId}</small>`}`,
        },
        { heading: 'Traffic', amount: (pair) => pair.bytes, cell: (pair) => formatGb(pair.bytes) },
        {
          heading: 'Cost',
          amount: (pair) => pair.usd,
          cell: (pair) => html`<strong>${formatUsd(pair.usd)}</strong> ${shareBar(pair.usd, dearest)}`,
        },
      ],
      rows: pairs,
      whenEmpty: 'No traffic between Availability Zones was found.',
    }),
  };
}

function azEnd(end: CrossAzPair['source']): Html {
  const name = azEndName(end);
  const ids = identifiers(end, name);
  return nameWithIds(name, [end.azId, ids].filter(Boolean).join(' · '));
}
