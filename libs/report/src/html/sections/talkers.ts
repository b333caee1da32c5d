import type { AnalysisDocument, Talker } from '@egress/contracts';
import { destinationName, identifiers, talkerName } from '../../end-names';
import { formatGb, formatUsd } from '../../format';
import { byUsd } from '../../totals';
import { classTag, nameWithIds, shareBar } from '../class-tag';
import { html, type Html } from '../escape';
import type { Section } from '../section';
import { table } from '../table';

export function talkersSection(doc: AnalysisDocument): Section {
  const talkers = byUsd(doc.talkers);
  const dearest = talkers[0]?.usd ?? 0;
  return {
    id: 'talkers',
    heading: 'Top talkers',
    lead: 'Who sends what to whom, dearest first, as measured in the window.',
    body: table<Talker>({
      caption: 'Senders by cost',
      columns: [
        { heading: 'Sender', cell: sender },
        { heading: 'Zone', whole: true, cell: (talker) => talker.azId ?? '–' },
        { heading: 'Class', cell: (talker) => classTag(talker.class) },
        { heading: 'Destination', cell: destinationName },
        { heading: 'Traffic', amount: (talker) => talker.bytes, cell: (talker) => formatGb(talker.bytes) },
        {
          heading: 'Cost',
          amount: (talker) => talker.usd,
          cell: (talker) => html`<strong>${formatUsd(talker.usd)}</strong> ${shareBar(talker.usd, dearest)}`,
        },
      ],
      rows: talkers,
      whenEmpty: 'No sender was found in these inputs.',
    }),
  };
}

function sender(talker: Talker): Html {
  const name = talkerName(talker);
  return nameWithIds(name, identifiers(talker, name));
}
