import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { RandomCutForest } from '@egress/detector';
import { type JavaForest, type Throughput } from './java-forest';
import { gaussianPoints } from './points';

const SETTING = { trees: 100, samples: 256, decay: 1 / 2560, seed: 7 };
const ROUNDS = 5;

export interface ThroughputRow {
  readonly dimensions: number;
  readonly ours: Throughput & { readonly scoreMany: number };
  readonly library: Throughput;
  /** What the forest holds, in MiB. */
  readonly memoryMiB: number;
  readonly savedMiB: number;
}

/** Points per second of processor time on the same points, ours and the library's, the best of five rounds each. */
export function compareThroughput(java: JavaForest, dimensions: number): ThroughputRow {
  const points = gaussianPoints(dimensions > 10 ? 3000 : 6000, dimensions, 5);
  const before = memoryOutsideHeap();
  const forest = new RandomCutForest({
    dimensions,
    trees: SETTING.trees,
    sampleSize: SETTING.samples,
    timeDecay: SETTING.decay,
    seed: SETTING.seed,
  });
  for (const point of points) forest.update(point);
  const after = memoryOutsideHeap();
  const best = { score: 0, scoreMany: 0, scoreAndUpdate: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    best.score = Math.max(
      best.score,
      perSecond(points, () => points.forEach((point) => forest.score(point))),
    );
    best.scoreMany = Math.max(
      best.scoreMany,
      perSecond(points, () => forest.scores(points)),
    );
    best.scoreAndUpdate = Math.max(
      best.scoreAndUpdate,
      perSecond(points, () =>
        points.forEach((point) => {
          forest.score(point);
          forest.update(point);
        }),
      ),
    );
  }
  return {
    dimensions,
    ours: best,
    library: java.throughput(points, SETTING),
    memoryMiB: (after - before) / 2 ** 20,
    savedMiB: forest.serialise().byteLength / 2 ** 20,
  };
}

/** Bytes of typed arrays and of WebAssembly, without those that wait to be collected: a module's go in the second round. */
function memoryOutsideHeap(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  return process.memoryUsage().external;
}

/** Seconds of processor time to score and learn so many points, in a forest that is full already. */
export function cost({
  points,
  dimensions,
  trees,
}: {
  points: number;
  dimensions: number;
  trees: number;
}): number {
  const forest = new RandomCutForest({ dimensions, trees, seed: SETTING.seed });
  for (const point of gaussianPoints(1000, dimensions, 6)) forest.update(point);
  const stream = gaussianPoints(points, dimensions, 7);
  const learn = (): void =>
    stream.forEach((point) => {
      forest.score(point);
      forest.update(point);
    });
  return points / perSecond(stream, learn);
}

/** Time of the processor, not of the clock: other work on the machine must not count. */
function perSecond(points: readonly unknown[], work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return points.length / ((user + system) / 1e6);
}
