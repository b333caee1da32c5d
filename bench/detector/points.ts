import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Independent standard normal numbers (Box and Muller). */
export function gaussianPoints(count: number, dimensions: number, seed: number): number[][] {
  const generator = xoroshiro128plus(seed);
  const unit = (): number => ((generator.next() >>> 0) + 0.5) / 2 ** 32;
  const gaussian = (): number => Math.sqrt(-2 * Math.log(unit())) * Math.cos(2 * Math.PI * unit());
  return Array.from({ length: count }, () => Array.from({ length: dimensions }, gaussian));
}
