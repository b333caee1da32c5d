import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { RandomCutForest } from '@egress/detector';
import { PayloadError } from '@egress/sagemaker-rcf';
import { readForest, scoresOfLearners, scoresOfModel } from './forest-scores';

const POINTS = Array.from({ length: 200 }, (_, i) => [Math.sin(i), i % 7]);

function trained(): RandomCutForest {
  const forest = new RandomCutForest({ dimensions: 2 });
  for (const point of POINTS) forest.update(point);
  return forest;
}

it('scores with a model as the model itself, under any name, and teaches it nothing', () => {
  const score = scoresOfModel(trained());
  const expected = [9, 9];
  const own = trained().score(expected);
  expect(
    score('one', [expected, ...POINTS, expected]).filter((_, i) => i === 0 || i > POINTS.length),
  ).toEqual([own, own]);
  expect(score('two', [expected])).toEqual([own]);
});

it('refuses vectors of another length than the model’s, or than the first that an endpoint got', () => {
  expect(() => scoresOfModel(trained())('egress', [[1, 2], [1]])).toThrow(
    'vector 2: has 1 features, the model takes 2',
  );
  const learn = scoresOfLearners();
  learn('egress', [[1, 2]]);
  expect(() => learn('egress', [[1, 2, 3]])).toThrow('vector 1: has 3 features, the model takes 2');
  expect(learn('other', [[1, 2, 3]])).toEqual([0]);
});

it('refuses numbers that no forest takes, and learns nothing of the request', () => {
  expect(() => scoresOfModel(trained())('egress', [[1, -1e34]])).toThrow(PayloadError);
  const learn = scoresOfLearners();
  const refused = () => learn('egress', [...POINTS, [1, 1e34]]);
  expect(refused).toThrow('vector 201: feature 2 is 1e+34, the model takes ±1e+33 at most');
  expect(refused).toThrow(PayloadError);
  // Neither their number nor what they were.
  expect(learn('egress', [[1, 2, 3]])).toEqual([0]);
});

it('scores a vector before it learns it', () => {
  const learn = scoresOfLearners();
  learn('egress', POINTS);
  const [first, second] = learn('egress', [
    [9, 9],
    [9, 9],
  ]);
  expect(first).toBe(trained().score([9, 9]));
  expect(second).not.toBe(first);
});

describe('a model file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'egress-forest-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('scores as the forest that was written', () => {
    const file = path.join(folder, 'model.forest');
    writeFileSync(file, trained().serialise());
    expect(readForest(file).score([9, 9])).toBe(trained().score([9, 9]));
  });

  it('is named when it is no forest, or not there', () => {
    const file = path.join(folder, 'model.tar.gz');
    expect(() => readForest(file)).toThrow(`${file}: does not exist`);
    writeFileSync(file, 'not a forest');
    expect(() => readForest(file)).toThrow(`${file}: is no forest`);
  });
});
