import { createHash } from 'node:crypto';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A source of random numbers that is the same for the same seed and name, on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  readonly unit: () => number;
  /** Uniform integer in [0, below). */
  readonly below: (below: number) => number;
}

const UINT32 = 2 ** 32;

/**
 * Everything that varies draws from a stream of its own, so that adding a scenario leaves the other traffic as it was.
 */
export function randomStream(seed: number, name: string): Random {
  const generator = xoroshiro128plus(createHash('sha256').update(`${seed}/${name}`).digest().readInt32LE(0));
  const unit = (): number => (generator.next() >>> 0) / UINT32;
  return { unit, below: (below) => Math.floor(unit() * below) };
}

/** `length` hex digits that belong to a name: for ids and hashes that must look random and stay the same. */
export function hexDigest(name: string, length: number): string {
  return createHash('sha512').update(name).digest('hex').slice(0, length);
}
