import { samplePaths } from '../../testing/sample-flows';
import { sumOf } from '../../totals';
import { foldPaths, type PathFlow } from './fold-paths';
import { layOut } from './sankey-layout';

const FRAME = { left: 0, right: 300, padding: 20, nodeWidth: 10, flow: 200 };
const path = (source: string, destination: string, usd: number): PathFlow => ({
  source,
  class: 'cross_az',
  destination,
  bytes: 1,
  usd,
});

it('keeps all dollars when it folds the small sources and destinations', () => {
  const paths = samplePaths();
  const folded = foldPaths(paths, 3);
  expect(new Set(folded.map((flow) => flow.source)).size).toBe(4);
  expect(folded.map((flow) => flow.source)).toContain('11 other sources');
  expect(sumOf(folded, (flow) => flow.usd)).toBeCloseTo(
    sumOf(paths, (flow) => flow.usd),
    9,
  );
});

it('does not fold a single name', () => {
  const paths = [path('a', 'x', 3), path('b', 'x', 2), path('c', 'x', 1)];
  expect(foldPaths(paths, 2)).toEqual(paths);
});

it('leaves out what costs nothing', () => {
  expect(foldPaths([path('a', 'x', 0), path('b', 'x', -1)], 5)).toEqual([]);
});

it('keeps a name that is source and destination apart, so that the diagram has no circle', () => {
  const { nodes } = layOut([path('kafka', 'kafka', 1), path('Cross-AZ', 'kafka', 1)], FRAME);
  expect(nodes.map((node) => [node.column, node.name, node.depth])).toEqual([
    ['source', 'kafka', 0],
    ['class', 'Cross-AZ', 1],
    ['destination', 'kafka', 2],
    ['source', 'Cross-AZ', 0],
  ]);
});

it('joins equal ribbons and gives the dearer one more width', () => {
  const { links } = layOut([path('a', 'x', 1), path('a', 'y', 2), path('b', 'x', 1)], FRAME);
  expect(links.map((link) => link.value)).toEqual([3, 2, 2, 1]);
  expect(links[0]!.width!).toBeCloseTo(3 * links[3]!.width!, 6);
});

it('leaves room for a label between nodes', () => {
  const { nodes, height } = layOut(foldPaths(samplePaths(), 10), FRAME);
  const sources = nodes.filter((node) => node.column === 'source').sort((a, b) => a.y0! - b.y0!);
  for (const [index, node] of sources.slice(1).entries()) {
    expect(node.y0! - sources[index]!.y1!).toBeGreaterThanOrEqual(FRAME.padding - 0.001);
  }
  expect(Math.max(...nodes.map((node) => node.y1!))).toBeLessThanOrEqual(height);
});
