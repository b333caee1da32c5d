/** The features of one hour of one entity, in the order that the model was trained with. */
export type Vector = readonly number[];

/** The algorithm's limit of `feature_dim`: https://docs.aws.amazon.com/sagemaker/latest/dg/rcf_hyperparameters.html. */
export const MOST_FEATURES = 10_000;

/** A payload that is not what its content type promises. The message names the instance, line, row or record. */
export class PayloadError extends Error {
  override readonly name = 'PayloadError';
}

/**
 * A vector with few non-zero features names their positions in `keys` and the whole length in `shape`; without keys the
 * values are all there are. As `Float32Tensor` of https://docs.aws.amazon.com/sagemaker/latest/dg/cdf-training.html.
 */
export interface Tensor {
  readonly values: readonly number[];
  readonly keys: readonly number[];
  readonly shape: readonly number[];
}

/** All features of a tensor. Throws PayloadError with the place in front. */
export function vectorOf(tensor: Tensor, place: string): Vector {
  const isDense = tensor.keys.length === 0 && (tensor.values.length > 0 || tensor.shape.length === 0);
  const vector = isDense ? tensor.values : filledVector(tensor, place);
  if (tensor.shape.length > 0 && vector.length !== lengthOf(tensor)) {
    throw new PayloadError(`${place}: has ${vector.length} values in a shape of ${lengthOf(tensor)}`);
  }
  return checkedVector(vector, place);
}

/** The vector itself, if an endpoint can take it: 1 to 10000 numbers that fit into 32-bit floats. */
export function checkedVector(vector: Vector, place: string): Vector {
  if (vector.length === 0) throw new PayloadError(`${place}: has no features`);
  if (vector.length > MOST_FEATURES) {
    throw new PayloadError(`${place}: has ${vector.length} features; ${MOST_FEATURES} are the most`);
  }
  const unfit = vector.findIndex((value) => !Number.isFinite(Math.fround(value)));
  if (unfit < 0) return vector;
  throw new PayloadError(`${place}: feature ${unfit + 1} is ${vector[unfit]}, not a finite 32-bit number`);
}

function filledVector(tensor: Tensor, place: string): Vector {
  const { values, keys, shape } = tensor;
  const length = lengthOf(tensor);
  if (shape.length === 0 || !Number.isInteger(length) || length < 1 || length > MOST_FEATURES) {
    throw new PayloadError(`${place}: sparse features need a shape of 1 to ${MOST_FEATURES}`);
  }
  if (keys.length !== values.length) {
    throw new PayloadError(`${place}: has ${keys.length} keys for ${values.length} values`);
  }
  const vector = new Array<number>(length).fill(0);
  const seen = new Set<number>();
  for (const [i, key] of keys.entries()) {
    if (!Number.isInteger(key) || key < 0 || key >= length) {
      throw new PayloadError(`${place}: key ${key} is outside a shape of ${length}`);
    }
    if (seen.has(key)) throw new PayloadError(`${place}: has key ${key} twice`);
    seen.add(key);
    vector[key] = values[i] as number;
  }
  return vector;
}

/** Of a matrix or higher, too, keys count the places of the flat vector. */
function lengthOf({ shape }: Tensor): number {
  return shape.reduce((product, size) => product * size, 1);
}
