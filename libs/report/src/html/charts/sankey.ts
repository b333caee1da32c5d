import { sankeyLinkHorizontal } from 'd3-sankey';
import { formatUsd, shorten } from '../../format';
import { classColour } from '../class-tag';
import { html, type Html } from '../escape';
import type { PathFlow } from './fold-paths';
import { layOut, type Column, type Frame, type PlacedLink, type PlacedNode } from './sankey-layout';

interface Variant extends Frame {
  /** Style class; the style sheet shows one variant, by the width of the screen. */
  readonly name: string;
  readonly width: number;
  /** Characters of a name that fit. */
  readonly nameLength: number;
  readonly label: (node: PlacedNode) => { readonly x: number; readonly y: number; readonly anchor: string };
}

const mid = (node: PlacedNode): number => ((node.y0 ?? 0) + (node.y1 ?? 0)) / 2;

/** Names stand outside the diagram, beside their nodes; those of the classes on the ribbons. */
const WIDE: Variant = {
  name: 'wide',
  width: 1120,
  left: 220,
  right: 880,
  padding: 30,
  nodeWidth: 12,
  flow: 260,
  nameLength: 24,
  label: (node) =>
    node.column === 'source'
      ? { x: (node.x0 ?? 0) - 10, y: mid(node), anchor: 'end' }
      : { x: (node.x1 ?? 0) + 10, y: mid(node), anchor: 'start' },
};

const NARROW_ANCHORS: Readonly<Record<Column, string>> = {
  source: 'start',
  class: 'middle',
  destination: 'end',
};

/** For phones: names stand above their nodes, so that the ribbons get the whole width. */
const NARROW: Variant = {
  name: 'narrow',
  width: 340,
  left: 0,
  right: 340,
  padding: 38,
  nodeWidth: 8,
  flow: 200,
  nameLength: 17,
  label: (node) => {
    const anchor = NARROW_ANCHORS[node.column];
    const x = { start: node.x0, middle: ((node.x0 ?? 0) + (node.x1 ?? 0)) / 2, end: node.x1 }[anchor] ?? 0;
    return { x, y: (node.y0 ?? 0) - 16, anchor };
  },
};

/** Source → class → destination; the width of a ribbon is its dollars. `paths` must cost something each. */
export const sankeyDiagram = (paths: readonly PathFlow[]): Html =>
  html`${drawing(paths, WIDE)} ${drawing(paths, NARROW)}`;

function drawing(paths: readonly PathFlow[], variant: Variant): Html {
  const { nodes, links, height } = layOut(paths, variant);
  return html`<svg
    class="sankey ${variant.name}"
    viewBox="0 0 ${variant.width} ${Math.ceil(height)}"
    role="group"
    aria-label="Diagram of dollars from source over egress class to destination"
  >
    <g class="ribbons">${links.map(ribbon)}</g>
    ${nodes.map((node) => placedNode(node, variant))}
  </svg>`;
}

const path = sankeyLinkHorizontal();

function ribbon(link: PlacedLink): Html {
  const name = `${nameOf(link.source)} → ${nameOf(link.target)}: ${formatUsd(link.value)}`;
  return html`<path
    class="${classColour(link.egressClass)}"
    d="${path(link)}"
    stroke-width="${Math.max(1.5, link.width ?? 0).toFixed(1)}"
    tabindex="0"
    role="img"
    aria-label="${name}"
    ><title>${name}</title></path
  >`;
}

/** After the layout both ends are nodes; d3-sankey's types still allow the ids that they were. */
const nameOf = (end: PlacedLink['source']): string => (typeof end === 'object' ? end.name : String(end));

function placedNode(node: PlacedNode, variant: Variant): Html {
  const { x0 = 0, x1 = 0, y0 = 0, y1 = 0, egressClass, name } = node;
  const { x, y, anchor } = variant.label(node);
  return html`<g>
    <title>${name}: ${formatUsd(node.value ?? 0)}</title>
    <rect
      class="node ${egressClass && classColour(egressClass)}"
      x="${x0.toFixed(1)}"
      y="${y0.toFixed(1)}"
      width="${(x1 - x0).toFixed(1)}"
      height="${Math.max(1.5, y1 - y0).toFixed(1)}"
      rx="2"
    />
    <text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}">
      <tspan x="${x.toFixed(1)}" dy="-0.2em">${shorten(name, variant.nameLength)}</tspan
      ><tspan class="usd" x="${x.toFixed(1)}" dy="1.2em">${formatUsd(node.value ?? 0)}</tspan>
    </text>
  </g>`;
}
