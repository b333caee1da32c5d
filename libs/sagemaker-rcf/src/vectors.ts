import { z } from 'zod';
import type { RequestType } from './content-types';
import { parseCsvRow } from './csv-row';
import { instanceVector } from './json-instance';
import { decodeRecord, encodeRecord } from './record-message';
import { frameRecord, unframeRecords } from './recordio';
import { jsonOf, linesOf, textOf } from './text';
import { checkedVector, PayloadError, type Vector, vectorOf } from './vector';

const request = z.object({ instances: z.array(z.unknown()) });

/** The body of an InvokeEndpoint request. Throws PayloadError for a vector that no endpoint takes. */
export function encodeVectors(vectors: readonly Vector[], type: RequestType): Uint8Array {
  const checked = vectors.map((vector, index) => checkedVector(vector, `vector ${index + 1}`));
  switch (type) {
    case 'application/json':
      return Buffer.from(JSON.stringify({ instances: checked.map((features) => ({ features })) }));
    case 'application/jsonlines':
      return Buffer.from(checked.map((features) => JSON.stringify({ features })).join('\n'));
    case 'text/csv':
      return Buffer.from(checked.map((vector) => vector.join(',')).join('\n'));
    case 'application/x-recordio-protobuf':
      return Buffer.concat(checked.map((values) => frameRecord(encodeRecord({ features: { values } }))));
  }
}

/**
 * The vectors of a request, in their order; at least one. They may differ in length: what a model takes is for the model to
 * say. Throws PayloadError that names the instance, line or record which is malformed.
 */
export function decodeVectors(body: Uint8Array, type: RequestType): readonly Vector[] {
  const vectors = decodeAll(body, type);
  if (vectors.length === 0) throw new PayloadError('the body holds no vector');
  return vectors;
}

function decodeAll(body: Uint8Array, type: RequestType): readonly Vector[] {
  switch (type) {
    case 'application/json':
      return instancesOf(body).map((instance, index) => instanceVector(instance, `instance ${index + 1}`));
    case 'application/jsonlines':
      return linesOf(body).map(({ line, place }) => instanceVector(jsonOf(line, place), place));
    case 'text/csv':
      return linesOf(body).map(({ line, place }) => parseCsvRow(line, place));
    case 'application/x-recordio-protobuf':
      return unframeRecords(body).map(({ record, place }) => featuresOf(record, place));
  }
}

function instancesOf(body: Uint8Array): readonly unknown[] {
  const { data } = request.safeParse(jsonOf(textOf(body), 'the body'));
  if (data) return data.instances;
  throw new PayloadError('the body: must be {"instances":[…]}');
}

function featuresOf(record: Uint8Array, place: string): Vector {
  const tensor = decodeRecord(record, place).features.get('values');
  if (tensor) return vectorOf(tensor, place);
  throw new PayloadError(`${place}: has no tensor "values" among its features`);
}
