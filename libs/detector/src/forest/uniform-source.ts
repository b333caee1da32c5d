import { xoroshiro128plus, xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/** Random numbers that are the same for the same seed on every machine, and whose place can be saved. */
export interface UniformSource {
  /** Uniform in (0, 1): neither end ever comes, so that logarithms are finite. */
  readonly unit: () => number;
  /** Four 32-bit integers from which {@link resumeUniformSource} goes on. */
  readonly state: () => readonly number[];
}

const UINT32 = 2 ** 32;
/** The generator's first numbers for neighbouring seeds resemble each other. */
const WARM_UP = 32;

export function uniformSource(seed: number): UniformSource {
  const generator = xoroshiro128plus(seed);
  for (let i = 0; i < WARM_UP; i++) generator.next();
  return sourceOf(generator);
}

export function resumeUniformSource(state: readonly number[]): UniformSource {
  return sourceOf(xoroshiro128plusFromState(state));
}

function sourceOf(generator: ReturnType<typeof xoroshiro128plus>): UniformSource {
  return {
    unit: () => ((generator.next() >>> 0) + 0.5) / UINT32,
    state: () => generator.getState(),
  };
}
