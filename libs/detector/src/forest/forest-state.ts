import { crc32 } from 'node:zlib';
import { byteReader, byteWriter, type ByteReader } from './byte-stream';
import { createCutTrees, type Address, type CutTrees } from './cut-trees';
import { completeForestOptions, type CompleteForestOptions, type ForestOptions } from './forest-options';
import { pointWriter, type WritePoint } from './point-writer';
import { createReservoir, type Reservoir } from './reservoir';
import { pointsOfTree, readTree, writeTree } from './tree-state';
import { resumeUniformSource, uniformSource, type UniformSource } from './uniform-source';

/** All that a forest is. */
export interface ForestState {
  readonly options: CompleteForestOptions;
  readonly trees: CutTrees;
  readonly writePoint: WritePoint;
  readonly reservoir: Reservoir;
  readonly random: UniformSource;
  updates: number;
}

export function emptyForest(options: ForestOptions): ForestState {
  const complete = completeForestOptions(options);
  return forestOf(complete, uniformSource(complete.seed), 0);
}

function forestOf(options: CompleteForestOptions, random: UniformSource, updates: number): ForestState {
  const trees = createCutTrees(options, random.unit);
  return {
    options,
    trees,
    writePoint: pointWriter(trees),
    reservoir: createReservoir(options),
    random,
    updates,
  };
}

/** 'RCF' and the version of the format. */
const MAGIC = 0x52434602;
/** At the end, of all that is before. */
const CHECKSUM_BYTES = 4;

/** The forest in bytes; {@link readForest} makes one of them that goes on exactly as this one would. */
export function writeForest(state: ForestState): Uint8Array {
  const { options, trees } = state;
  const writer = byteWriter();
  writer.int32(MAGIC);
  for (const number of numbersOf(options)) writer.float64(number);
  writer.float64(state.updates);
  for (const word of state.random.state()) writer.int32(word);
  const numbers = numberPoints(state);
  writer.int32(numbers.size);
  for (const point of numbers.keys()) {
    for (let d = 0; d < options.dimensions; d++) writer.float32(trees.coordinateOf(point, d));
  }
  for (let tree = 0; tree < options.trees; tree++) {
    writeTree(writer, state, tree, (point) => numbers.get(point) as number);
  }
  writer.int32(crc32(writer.bytes()) | 0);
  return writer.bytes();
}

/** Throws when the bytes are not a forest that this version wrote, or are no longer as it wrote them. */
export function readForest(bytes: Uint8Array): ForestState {
  if (bytes.byteLength < 4 || byteReader(bytes).int32() !== MAGIC) {
    throw new Error('These bytes are not a forest saved by this version: train it again and save it.');
  }
  try {
    const reader = byteReader(checkedContent(bytes));
    reader.int32();
    return readBody(reader);
  } catch (error) {
    throw new Error('The saved forest is damaged: train it again and save it.', { cause: error });
  }
}

function checkedContent(bytes: Uint8Array): Uint8Array {
  const content = bytes.subarray(0, -CHECKSUM_BYTES);
  const checksum = byteReader(bytes.subarray(-CHECKSUM_BYTES)).int32();
  if (checksum !== (crc32(content) | 0)) throw new RangeError('the checksum is that of other bytes');
  return content;
}

function readBody(reader: ByteReader): ForestState {
  const [dimensions, trees, sampleSize, timeDecay, outputAfter, seed, updates] = Array.from(
    { length: 7 },
    () => reader.float64(),
  ) as [number, number, number, number, number, number, number];
  if (!Number.isSafeInteger(updates) || updates < 0) throw new RangeError(`${updates} updates`);
  const options = completeForestOptions({ dimensions, trees, sampleSize, timeDecay, outputAfter, seed });
  const random = resumeUniformSource(Array.from({ length: 4 }, () => reader.int32()));
  const state = forestOf(options, random, updates);
  const points = readPoints(reader, state);
  for (let tree = 0; tree < trees; tree++) readTree(reader, state, tree, points);
  if (reader.remaining() > 0) throw new RangeError(`${reader.remaining()} bytes too many`);
  return state;
}

function readPoints(reader: ByteReader, { options, trees, writePoint }: ForestState): Address[] {
  return Array.from({ length: reader.int32() }, () => {
    const point = trees.takePoint();
    writePoint(
      point,
      Array.from({ length: options.dimensions }, () => reader.float32()),
    );
    return point;
  });
}

function numbersOf(options: CompleteForestOptions): number[] {
  const { dimensions, trees, sampleSize, timeDecay, outputAfter, seed } = options;
  return [dimensions, trees, sampleSize, timeDecay, outputAfter, seed];
}

/** The points in use, numbered from 0 in the order in which the trees come upon them. */
function numberPoints({ options, trees }: ForestState): Map<Address, number> {
  const numbers = new Map<Address, number>();
  for (let tree = 0; tree < options.trees; tree++) {
    for (const point of pointsOfTree(trees, trees.rootOf(tree))) {
      if (!numbers.has(point)) numbers.set(point, numbers.size);
    }
  }
  return numbers;
}
