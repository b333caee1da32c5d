import { z } from 'zod';
import { PayloadError, type Tensor, type Vector, vectorOf } from './vector';

const numbers = z.array(z.number());

const tensor = z.union([
  numbers.transform((values): Tensor => ({ values, keys: [], shape: [] })),
  z.object({ values: numbers, keys: numbers.default([]), shape: z.array(z.int().positive()).default([]) }),
]);

/** The two ways in which a JSON request gives one vector, dense or sparse. */
const instance = z.union([
  z.object({ features: tensor }).transform(({ features }) => features),
  z.object({ data: z.object({ features: tensor }) }).transform(({ data }) => data.features),
]);

const EXPECTED =
  '{"features":[numbers]}, {"data":{"features":{"values":[numbers]}}}, or sparse with "keys" and "shape" beside "values"';

/** The vector that one JSON instance, or one JSON line, gives. */
export function instanceVector(json: unknown, place: string): Vector {
  const { data } = instance.safeParse(json);
  if (data === undefined) throw new PayloadError(`${place}: must be ${EXPECTED}`);
  return vectorOf(data, place);
}
