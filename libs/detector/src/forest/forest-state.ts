import { byteReader, byteWriter, type ByteReader } from './byte-stream';
import { createCutTrees, type CutTrees } from './cut-trees';
import { completeForestOptions, type CompleteForestOptions, type ForestOptions } from './forest-options';
import { addPoint, type PointStore } from './point-store';
import { createReservoir, type Reservoir } from './reservoir';
import { readTree, writeTree } from './tree-state';
import { resumeUniformSource, uniformSource, type UniformSource } from './uniform-source';

/** All that a forest is. */
export interface ForestState {
  readonly options: CompleteForestOptions;
  readonly trees: CutTrees;
  readonly reservoir: Reservoir;
  readonly random: UniformSource;
  updates: number;
}

export function emptyForest(options: ForestOptions): ForestState {
  const complete = completeForestOptions(options);
  return {
    options: complete,
    trees: createCutTrees(complete),
    reservoir: createReservoir(complete),
    random: uniformSource(complete.seed),
    updates: 0,
  };
}

/** 'RCF' and the version of the format. */
const MAGIC = 0x52434601;

/** The forest in bytes; {@link readForest} makes one of them that goes on exactly as this one would. */
export function writeForest(state: ForestState): Uint8Array {
  const { options, reservoir, trees } = state;
  const writer = byteWriter();
  writer.int32(MAGIC);
  for (const number of numbersOf(options)) writer.float64(number);
  writer.float64(state.updates);
  for (const word of state.random.state()) writer.int32(word);
  const numbers = numberPoints(trees.points);
  writer.int32(numbers.size);
  for (const index of numbers.keys()) {
    const at = index * options.dimensions;
    for (let d = 0; d < options.dimensions; d++) writer.float32(trees.points.coordinates[at + d] as number);
  }
  for (let tree = 0; tree < options.trees; tree++) {
    writeTree(writer, trees, reservoir, tree, (index) => numbers.get(index) as number);
  }
  return writer.bytes();
}

/** Throws when the bytes are not a forest that this version wrote. */
export function readForest(bytes: Uint8Array): ForestState {
  const reader = byteReader(bytes);
  if (bytes.byteLength < 4 || reader.int32() !== MAGIC) {
    throw new Error('These bytes are not a forest saved by this version: train it again and save it.');
  }
  try {
    return readBody(reader);
  } catch (error) {
    throw new Error('The saved forest is damaged: train it again and save it.', { cause: error });
  }
}

function readBody(reader: ByteReader): ForestState {
  const [dimensions, trees, sampleSize, timeDecay, outputAfter, seed, updates] = Array.from(
    { length: 7 },
    () => reader.float64(),
  ) as [number, number, number, number, number, number, number];
  const options = completeForestOptions({ dimensions, trees, sampleSize, timeDecay, outputAfter, seed });
  const random = resumeUniformSource(Array.from({ length: 4 }, () => reader.int32()));
  const state: ForestState = { ...emptyForest(options), random, updates };
  const points = reader.int32();
  const point = new Float32Array(dimensions);
  for (let index = 0; index < points; index++) addPoint(state.trees.points, readInto(reader, point));
  for (let tree = 0; tree < trees; tree++) readTree(reader, state.trees, state.reservoir, tree);
  if (reader.remaining() > 0) throw new RangeError(`${reader.remaining()} bytes too many`);
  return state;
}

function readInto(reader: ByteReader, point: Float32Array): Float32Array {
  for (let d = 0; d < point.length; d++) point[d] = reader.float32();
  return point;
}

function numbersOf(options: CompleteForestOptions): number[] {
  const { dimensions, trees, sampleSize, timeDecay, outputAfter, seed } = options;
  return [dimensions, trees, sampleSize, timeDecay, outputAfter, seed];
}

/** The points in use, numbered from 0 as they will be in an empty store. */
function numberPoints(points: PointStore): Map<number, number> {
  const numbers = new Map<number, number>();
  points.uses.forEach((uses, index) => {
    if (uses > 0) numbers.set(index, numbers.size);
  });
  return numbers;
}
