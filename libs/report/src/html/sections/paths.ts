import type { AnalysisDocument } from '@egress/contracts';
import { counted, formatGb, formatUsd } from '../../format';
import { byUsd } from '../../totals';
import { foldPaths, type PathFlow } from '../charts/fold-paths';
import { sankeyDiagram } from '../charts/sankey';
import { classTag } from '../class-tag';
import { html } from '../escape';
import type { Section } from '../section';
import { table } from '../table';

/** So many names a side the diagram shows before it becomes a thicket. */
const NAMES_PER_SIDE = 10;

export function pathsSection({ paths }: AnalysisDocument): Section {
  const drawn = foldPaths(paths, NAMES_PER_SIDE);
  const free = paths.filter((path) => path.usd <= 0).length;
  return {
    id: 'paths',
    heading: 'Where the dollars go',
    lead: 'Who sends, how AWS bills it, and where it goes: dollars measured in the window.',
    body: html`${
        drawn.length > 0 &&
        html`<a class="skip" href="#paths-table">Skip the diagram</a>${sankeyDiagram(drawn)}`
      }
      ${free > 0 && html`<p class="muted">Not drawn: ${counted(free, 'path')} that cost nothing.</p>`}
      <details id="paths-table">
        <summary>The paths as a table</summary>
        ${table<PathFlow>({
          caption: 'Paths from source over egress class to destination by cost',
          columns: [
            { heading: 'Source', cell: (path) => path.source },
            { heading: 'Class', cell: (path) => classTag(path.class) },
            { heading: 'Destination', cell: (path) => path.destination },
            { heading: 'Traffic', amount: (path) => path.bytes, cell: (path) => formatGb(path.bytes) },
            {
              heading: 'Cost',
              amount: (path) => path.usd,
              cell: (path) => html`<strong>${formatUsd(path.usd)}</strong>`,
            },
          ],
          rows: byUsd(paths),
          whenEmpty: 'No paths were found in these inputs.',
        })}
      </details>`,
  };
}
