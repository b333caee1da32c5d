import type { AnalysisDocument } from '@egress/contracts';
import { formatCount } from '../../format';
import { byUsd, sumOf } from '../../totals';

export type PathFlow = AnalysisDocument['paths'][number];

/** The paths that cost something, with all but the `keep` dearest sources and destinations folded into one each. */
export function foldPaths(paths: readonly PathFlow[], keep: number): PathFlow[] {
  const costly = paths.filter((path) => path.usd > 0);
  return foldEnd(foldEnd(costly, 'source', keep), 'destination', keep);
}

function foldEnd(paths: PathFlow[], end: 'source' | 'destination', keep: number): PathFlow[] {
  const names = [...new Set(paths.map((path) => path[end]))];
  // Folding a single name would hide it and save nothing.
  if (names.length <= keep + 1) return paths;
  const dearest = byUsd(
    names.map((name) => ({ name, usd: sumOf(paths, (path) => (path[end] === name ? path.usd : 0)) })),
  );
  const kept = new Set(dearest.slice(0, keep).map(({ name }) => name));
  const rest = `${formatCount(names.length - keep)} other ${end}s`;
  return paths.map((path) => (kept.has(path[end]) ? path : { ...path, [end]: rest }));
}
