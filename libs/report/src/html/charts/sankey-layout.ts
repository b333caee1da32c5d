import type { EgressClass } from '@egress/contracts';
import { sankey, type SankeyLink, type SankeyNode } from 'd3-sankey';
import { className } from '../../class-labels';
import { sumOf } from '../../totals';
import type { PathFlow } from './fold-paths';

export type Column = 'source' | 'class' | 'destination';

interface NodeContent {
  readonly id: string;
  readonly column: Column;
  readonly name: string;
  /** Set in the middle column, where it gives the colour. */
  readonly egressClass?: EgressClass;
}
interface LinkContent {
  readonly egressClass: EgressClass;
}
export type PlacedNode = SankeyNode<NodeContent, LinkContent>;
export type PlacedLink = SankeyLink<NodeContent, LinkContent>;

/** Where a diagram's nodes may stand, in the units of its view box. */
export interface Frame {
  readonly left: number;
  readonly right: number;
  /** Between the nodes of a column: room for the label. */
  readonly padding: number;
  readonly nodeWidth: number;
  /** Height that the dollars fill, on top of the padding. */
  readonly flow: number;
}

/** Below the last node, whose label may be taller than the node. */
const LAST_LABEL = 18;

/** Places sources, classes and destinations in three columns. Ribbons join neighbours; equal ones are one ribbon. */
export function layOut(
  paths: readonly PathFlow[],
  frame: Frame,
): { readonly nodes: PlacedNode[]; readonly links: PlacedLink[]; readonly height: number } {
  const nodes = new Map<string, NodeContent>();
  const links = new Map<string, LinkContent & { source: string; target: string; value: number }>();
  const node = (column: Column, name: string, egressClass?: EgressClass): string => {
    const id = `${column} ${name}`;
    nodes.set(id, { id, column, name, egressClass });
    return id;
  };
  const link = (source: string, target: string, { class: egressClass, usd }: PathFlow): void => {
    const key = JSON.stringify([source, target]);
    const value = (links.get(key)?.value ?? 0) + usd;
    links.set(key, { source, target, egressClass, value });
  };
  for (const path of paths) {
    const source = node('source', path.source);
    const middle = node('class', className(path.class), path.class);
    const destination = node('destination', path.destination);
    link(source, middle, path);
    link(middle, destination, path);
  }
  const count = (column: Column): number => sumOf([...nodes.values()], (n) => (n.column === column ? 1 : 0));
  const rows = Math.max(count('source'), count('class'), count('destination'));
  const height = frame.flow + rows * frame.padding;
  const layout = sankey<NodeContent, LinkContent>()
    .nodeId((n) => n.id)
    .nodeWidth(frame.nodeWidth)
    .nodePadding(frame.padding)
    // Largest on top and evenly spread: what d3's relaxation would move together stays easy to read.
    .nodeSort((a, b) => (b.value ?? 0) - (a.value ?? 0))
    .iterations(0)
    .extent([
      [frame.left, frame.padding],
      [frame.right, height],
    ]);
  const placed = layout({ nodes: [...nodes.values()], links: [...links.values()] });
  for (const { sourceLinks, targetLinks } of placed.nodes) {
    sourceLinks?.sort((a, b) => topOf(a.target) - topOf(b.target));
    targetLinks?.sort((a, b) => topOf(a.source) - topOf(b.source));
  }
  return { ...layout.update(placed), height: height + LAST_LABEL };
}

/** After the layout both ends of a link are nodes; d3-sankey's types still allow the ids that they were. */
const topOf = (end: PlacedLink['source']): number => (typeof end === 'object' ? (end.y0 ?? 0) : 0);
