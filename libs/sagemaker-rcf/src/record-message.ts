import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { PayloadError, type Tensor } from './vector';

/**
 * `aialgs.data.Record`, the protobuf message whose definition is on
 * https://docs.aws.amazon.com/sagemaker/latest/dg/cdf-training.html, as far as this algorithm uses it: maps from a name to
 * a tensor.
 */
export interface RecordMessage {
  readonly features: ReadonlyMap<string, Tensor>;
  readonly label: ReadonlyMap<string, Tensor>;
}

const RECORD = { features: 1, label: 2 } as const;
const MAP_ENTRY = { key: 1, value: 2 } as const;
const VALUE = { float32Tensor: 2, float64Tensor: 3, int32Tensor: 7 } as const;
const TENSOR = { values: 1, keys: 2, shape: 3 } as const;

type ReadField = (reader: BinaryReader, wireType: WireType) => void;

/** Reads a message; skips fields that are not asked for. Throws PayloadError with the place in front. */
export function decodeRecord(bytes: Uint8Array, place: string): RecordMessage {
  const features = new Map<string, Tensor>();
  const label = new Map<string, Tensor>();
  try {
    readFields(bytes, {
      [RECORD.features]: embedded((entry) => readEntry(entry, features)),
      [RECORD.label]: embedded((entry) => readEntry(entry, label)),
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new PayloadError(`${place}: is not a protobuf message aialgs.data.Record: ${reason}`);
  }
  return { features, label };
}

function readFields(bytes: Uint8Array, fields: Readonly<Record<number, ReadField>>): void {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag();
    const read = fields[field];
    if (read) read(reader, wireType);
    else reader.skip(wireType, field);
  }
}

function embedded(read: (bytes: Uint8Array) => void): ReadField {
  return (reader, wireType) => {
    if (wireType !== WireType.LengthDelimited) throw new Error('a field is of another type');
    read(reader.bytes());
  };
}

function readEntry(bytes: Uint8Array, map: Map<string, Tensor>): void {
  let name = '';
  let tensor: Tensor | null = null;
  const keep = (readValue: (reader: BinaryReader) => number) =>
    embedded((value) => (tensor = readTensor(value, readValue)));
  readFields(bytes, {
    [MAP_ENTRY.key]: embedded((key) => (name = Buffer.from(key).toString())),
    [MAP_ENTRY.value]: embedded((value) =>
      readFields(value, {
        [VALUE.float32Tensor]: keep((reader) => reader.float()),
        [VALUE.float64Tensor]: keep((reader) => reader.double()),
        [VALUE.int32Tensor]: keep((reader) => reader.int32()),
      }),
    ),
  });
  if (tensor) map.set(name, tensor);
}

function readTensor(bytes: Uint8Array, readValue: (reader: BinaryReader) => number): Tensor {
  const tensor = { values: [] as number[], keys: [] as number[], shape: [] as number[] };
  const readPlace = (reader: BinaryReader) => Number(reader.uint64());
  readFields(bytes, {
    [TENSOR.values]: repeated(tensor.values, readValue),
    [TENSOR.keys]: repeated(tensor.keys, readPlace),
    [TENSOR.shape]: repeated(tensor.shape, readPlace),
  });
  return tensor;
}

/** Readers must take repeated numbers packed into one field as well as one by one. */
function repeated(numbers: number[], read: (reader: BinaryReader) => number): ReadField {
  return (reader, wireType) => {
    if (wireType !== WireType.LengthDelimited) {
      numbers.push(read(reader));
      return;
    }
    const packed = new BinaryReader(reader.bytes());
    while (packed.pos < packed.len) numbers.push(read(packed));
  };
}

/** Dense numbers by name, as 32-bit floats, which is what the algorithm works with. */
export interface DenseRecord {
  readonly features?: Readonly<Record<string, readonly number[]>>;
  readonly label?: Readonly<Record<string, readonly number[]>>;
}

export function encodeRecord({ features = {}, label = {} }: DenseRecord): Uint8Array {
  const writer = new BinaryWriter();
  for (const [name, values] of Object.entries(features)) writeEntry(writer, RECORD.features, name, values);
  for (const [name, values] of Object.entries(label)) writeEntry(writer, RECORD.label, name, values);
  return writer.finish();
}

function writeEntry(writer: BinaryWriter, field: number, name: string, values: readonly number[]): void {
  writer.tag(field, WireType.LengthDelimited).fork();
  writer.tag(MAP_ENTRY.key, WireType.LengthDelimited).string(name);
  writer.tag(MAP_ENTRY.value, WireType.LengthDelimited).fork();
  writer.tag(VALUE.float32Tensor, WireType.LengthDelimited).fork();
  writer.tag(TENSOR.values, WireType.LengthDelimited).fork();
  for (const value of values) writer.float(value);
  writer.join().join().join().join();
}
