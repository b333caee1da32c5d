import { gzipSync } from 'node:zlib';
import type { SqlEngine } from '@egress/sql-engine';
import { GZIP_MUTATIONS, PARQUET_BYTE_MUTATIONS, PLAIN_MUTATIONS } from './byte-mutations';
import { LINE_MUTATIONS } from './line-mutations';
import type { Mutation } from './mutation';
import { mutateParquet, PARQUET_MUTATIONS } from './parquet-mutations';
import { randomOf, type Random } from './random';
import type { TextLayout } from './text-layout';
import type { ValidInput } from './valid-inputs';
import { VALUE_MUTATIONS } from './value-mutations';

export interface FuzzedInput {
  readonly valid: ValidInput;
  readonly isGzip: boolean;
  /** Names of what was done to it. */
  readonly mutations: readonly string[];
  /** Whether wrong totals of it would be the analysis's fault: see Mutation. */
  readonly isNoticeable: boolean;
  readonly bytes: Buffer;
}

const TEXT_MUTATIONS = [...VALUE_MUTATIONS, ...LINE_MUTATIONS];

/** Damages one of the inputs; the same seed gives the same bytes. */
export async function fuzzInput(
  engine: SqlEngine,
  validInputs: readonly ValidInput[],
  seed: number,
): Promise<FuzzedInput> {
  const random = randomOf(seed);
  // Neighbouring seeds begin alike.
  for (let i = 0; i < 4; i++) random.below(2);
  const valid = random.pick(validInputs);
  return valid.layout === null ? fuzzParquet(engine, valid, random) : fuzzText(valid, valid.layout, random);
}

async function fuzzParquet(engine: SqlEngine, valid: ValidInput, random: Random): Promise<FuzzedInput> {
  if (random.below(2) === 0) {
    const mutation = random.pick(PARQUET_BYTE_MUTATIONS);
    return fuzzed(valid, false, [mutation], mutation.mutate(valid.content, random));
  }
  const mutation = random.pick(PARQUET_MUTATIONS);
  return fuzzed(valid, false, [mutation], await mutateParquet(engine, valid.content, mutation, random));
}

function fuzzText(valid: ValidInput, layout: TextLayout, random: Random): FuzzedInput {
  const isGzip = random.below(2) === 0;
  const pack = (content: Buffer): Buffer => (isGzip ? gzipSync(content) : content);
  const kind = random.below(10);
  if (kind < 6) {
    // A second mutation may hide what the first would have shown: then the two are no longer noticeable.
    const suitable = TEXT_MUTATIONS.filter(({ suits }) => suits?.(layout) ?? true);
    const mutation = random.pick(suitable);
    const text = mutation.mutate(valid.content.toString('latin1'), layout, random);
    if (random.below(4) > 0) return fuzzed(valid, isGzip, [mutation], pack(Buffer.from(text, 'latin1')));
    const second = random.pick(PLAIN_MUTATIONS);
    return {
      ...fuzzed(valid, isGzip, [mutation, second], pack(second.mutate(Buffer.from(text, 'latin1'), random))),
      isNoticeable: false,
    };
  }
  if (kind < 8 || !isGzip) {
    const mutation = random.pick(PLAIN_MUTATIONS);
    return fuzzed(valid, isGzip, [mutation], pack(mutation.mutate(valid.content, random)));
  }
  const mutation = random.pick(GZIP_MUTATIONS);
  return fuzzed(valid, true, [mutation], mutation.mutate(gzipSync(valid.content), random));
}

function fuzzed(
  valid: ValidInput,
  isGzip: boolean,
  mutations: readonly Mutation<unknown>[],
  bytes: Buffer,
): FuzzedInput {
  return {
    valid,
    isGzip,
    mutations: mutations.map(({ name }) => name),
    isNoticeable: mutations.every(({ isNoticeable }) => isNoticeable),
    bytes,
  };
}
