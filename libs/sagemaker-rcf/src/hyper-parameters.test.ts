import { z } from 'zod';
import { hyperParametersSchema } from './hyper-parameters';

it('reads SageMaker’s strings, and knows the defaults', () => {
  expect(z.decode(hyperParametersSchema, { feature_dim: '8' })).toEqual({
    feature_dim: 8,
    num_samples_per_tree: 256,
    num_trees: 100,
    eval_metrics: ['accuracy', 'precision_recall_fscore'],
  });
});

it('writes what it read', () => {
  const strings = {
    feature_dim: '1',
    num_samples_per_tree: '2048',
    num_trees: '50',
    eval_metrics: '["accuracy"]',
  };
  expect(z.encode(hyperParametersSchema, z.decode(hyperParametersSchema, strings))).toEqual(strings);
});

it.each([
  ['feature_dim', '0'],
  ['feature_dim', '10001'],
  ['feature_dim', '1.5'],
  ['feature_dim', ''],
  ['num_samples_per_tree', '0'],
  ['num_samples_per_tree', '2049'],
  ['num_trees', '49'],
  ['num_trees', '1001'],
  ['eval_metrics', '["f1"]'],
  ['eval_metrics', 'accuracy'],
  ['eval_metrics', '[]'],
  ['shingle_size', '4'],
])('refuses %s = "%s"', (name, value) => {
  const { success, error } = z.safeDecode(hyperParametersSchema, {
    feature_dim: '8',
    [name]: value,
  } as never);
  expect(success).toBe(false);
  expect(JSON.stringify(error?.issues)).toContain(name);
});
