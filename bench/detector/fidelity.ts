import { RandomCutForest, type SeriesRow } from '@egress/detector';
import { type ForestSetting, type JavaForest } from './java-forest';
import { gaussianPoints } from './points';

export interface Agreement {
  readonly pearson: number;
  readonly meanDifference: number;
}

const SETTING = { trees: 100, samples: 256, decay: 1 / 2560 };
const PAIRS = [
  [1, 2],
  [3, 4],
  [5, 6],
] as const;

/** How far two forests agree on the same points: ours with the library's, and the library's with itself at other seeds. */
export interface Fidelity {
  readonly ours: readonly Agreement[];
  readonly library: readonly Agreement[];
}

/** One agreement per series and pair of seeds, at one dimension. */
export function seriesFidelity(java: JavaForest, series: Iterable<readonly SeriesRow[]>): Fidelity {
  const streams = Array.from(series, (rows) => rows.map(({ value }) => [value]));
  return compare(java, streams.filter(varies));
}

export function gaussianFidelity(java: JavaForest, dimensions: number): Fidelity {
  return compare(java, [gaussianPoints(3000, dimensions, 11)]);
}

function compare(java: JavaForest, streams: readonly number[][][]): Fidelity {
  const each = streams.flatMap((points) =>
    PAIRS.map(([seed, other]) => {
      const library = java.scores(points, { ...SETTING, seed });
      return {
        ours: agreement(ourScores(points, { ...SETTING, seed }), library),
        library: agreement(java.scores(points, { ...SETTING, seed: other }), library),
      };
    }),
  );
  return { ours: each.map(({ ours }) => ours), library: each.map(({ library }) => library) };
}

/** A constant series has the same score for ever: nothing to correlate. */
function varies(points: readonly number[][]): boolean {
  return new Set(points.map(([value]) => value)).size > 1;
}

function ourScores(points: readonly number[][], { trees, samples, decay, seed }: ForestSetting): number[] {
  const dimensions = points[0]?.length ?? 0;
  const forest = new RandomCutForest({ dimensions, trees, sampleSize: samples, timeDecay: decay, seed });
  return points.map((point) => {
    const score = forest.score(point);
    forest.update(point);
    return score;
  });
}

function agreement(a: readonly number[], b: readonly number[]): Agreement {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  const pairs = a.map((value, index) => [value - meanA, (b[index] as number) - meanB] as const);
  const covariance = mean(pairs.map(([x, y]) => x * y));
  const deviations = Math.sqrt(mean(pairs.map(([x]) => x * x)) * mean(pairs.map(([, y]) => y * y)));
  return {
    pearson: covariance / deviations,
    meanDifference: mean(a.map((value, index) => Math.abs(value - (b[index] as number)))),
  };
}
