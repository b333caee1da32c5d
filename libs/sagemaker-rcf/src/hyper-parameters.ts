import { z } from 'zod';
import { MOST_FEATURES } from './vector';

/** SageMaker's hyper-parameters are strings, whatever they stand for. */
function integerText(least: number, most: number) {
  const text = z.string().regex(/^\d+$/, 'must be a whole number, as a string');
  return z.codec(text, z.int().min(least).max(most), { decode: Number, encode: String });
}

const EVAL_METRICS = ['accuracy', 'precision_recall_fscore'] as const;

const evalMetrics = z.codec(z.string(), z.array(z.enum(EVAL_METRICS)).min(1), {
  decode: (text, context) => {
    try {
      return JSON.parse(text) as never;
    } catch {
      context.issues.push({ code: 'custom', input: text, message: 'must be a JSON list, as a string' });
      return z.NEVER;
    }
  },
  encode: (metrics) => JSON.stringify(metrics),
});

/**
 * `HyperParameters` of CreateTrainingJob for the built-in Random Cut Forest, with its limits and defaults:
 * https://docs.aws.amazon.com/sagemaker/latest/dg/rcf_hyperparameters.html. `z.decode` reads the strings, `z.encode` writes
 * them.
 */
export const hyperParametersSchema = z.strictObject({
  /** Length of a vector. */
  feature_dim: integerText(1, MOST_FEATURES),
  /** Points that a tree remembers; about 1 / the share of anomalies. */
  num_samples_per_tree: integerText(1, 2048).prefault('256'),
  num_trees: integerText(50, 1000).prefault('100'),
  /** What is computed on the `test` channel. */
  eval_metrics: evalMetrics.prefault(JSON.stringify(EVAL_METRICS)),
});
export type HyperParameters = z.output<typeof hyperParametersSchema>;
