import { modelUsd } from './analysis-cost';

const MILLION = { input: 1e6, output: 1e6 };

it.each([
  ['amazon.nova-lite-v1:0', 0.3],
  ['eu.amazon.nova-lite-v1:0', 0.3],
  ['arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.amazon.nova-pro-v1:0', 4],
  ['amazon.nova-2-lite-v1:0', 2.8],
])('prices a million tokens each way of %s', (model, usd) => {
  expect(modelUsd(model, MILLION)).toBeCloseTo(usd, 10);
});

it('prices a model that it does not know as the dearest', () => {
  expect(modelUsd('someone.new-v1:0', MILLION)).toBe(90);
  expect(modelUsd('arn:aws:bedrock:us-east-1:1:application-inference-profile/abc', MILLION)).toBe(90);
});

it('costs nothing where nothing was asked', () => {
  expect(modelUsd('someone.new-v1:0', { input: 0, output: 0 })).toBe(0);
});
