import { encodeRecord } from './record-message';
import { frameRecord } from './recordio';
import { checkedVector, PayloadError, type Vector } from './vector';

/** What CreateTrainingJob reads: https://docs.aws.amazon.com/sagemaker/latest/dg/randomcutforest.html. */
export type TrainingType = 'text/csv' | 'application/x-recordio-protobuf';

/** The forest learns from `train`; the optional `test` has labels, from which SageMaker computes accuracy and F1. */
export type TrainingChannel = 'train' | 'test';

export interface LabelledVector {
  readonly features: Vector;
  readonly isAnomaly: boolean;
}

/** The `ContentType` of a channel in `InputDataConfig`. */
export function channelContentType(channel: TrainingChannel, type: TrainingType): string {
  return type === 'text/csv' ? `text/csv;label_size=${channel === 'train' ? 0 : 1}` : type;
}

/**
 * The bytes of a file of the `train` channel, row by row, so that they can be streamed. Throws PayloadError with the number
 * of the row that no model could be trained with, or that has not as many features as the first.
 */
export function trainFile(vectors: Iterable<Vector>, type: TrainingType): Generator<Uint8Array> {
  return rowsOf(vectors, (features) => ({ features, label: [] }), type);
}

/** The same for the `test` channel: labels, 1 for an anomaly, come before the features. */
export function testFile(vectors: Iterable<LabelledVector>, type: TrainingType): Generator<Uint8Array> {
  return rowsOf(vectors, ({ features, isAnomaly }) => ({ features, label: [isAnomaly ? 1 : 0] }), type);
}

interface Row {
  readonly features: Vector;
  /** Empty, or one number. */
  readonly label: readonly number[];
}

function* rowsOf<T>(items: Iterable<T>, rowOf: (item: T) => Row, type: TrainingType): Generator<Uint8Array> {
  let number = 0;
  let length: number | undefined;
  for (const item of items) {
    const row = rowOf(item);
    const place = `row ${++number}`;
    const features = checkedVector(row.features, place).length;
    length ??= features;
    if (features !== length) {
      throw new PayloadError(`${place}: has ${features} features, the first row ${length}`);
    }
    yield encodeRow(row, type);
  }
}

function encodeRow({ features, label }: Row, type: TrainingType): Uint8Array {
  if (type === 'text/csv') return Buffer.from(`${[...label, ...features].join(',')}\n`);
  const labels = label.length > 0 && { label: { values: label } };
  return frameRecord(encodeRecord({ features: { values: features }, ...labels }));
}
