import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { RandomCutForest } from './random-cut-forest';

/** Where in the bytes of a forest of so many points the updates are, and the root of its first tree. */
const DISTINCT_POINTS = 16;
const UPDATES_AT = 4 + 6 * 8;
const ROOT_AT = UPDATES_AT + 8 + 4 * 4 + 4 + DISTINCT_POINTS * 2 * 4 + 2;

it('refuses bytes that are not a whole forest', () => {
  const bytes = trainedBytes();
  expect(() => RandomCutForest.deserialise(bytes.slice(0, -1))).toThrow(/damaged/);
  expect(() => RandomCutForest.deserialise(Uint8Array.of(...bytes, 0))).toThrow(/damaged/);
  expect(() => RandomCutForest.deserialise(bytes.slice(1))).toThrow(/not a forest/);
  expect(() => RandomCutForest.deserialise(new Uint8Array())).toThrow(/not a forest/);
});

it('refuses a forest of which a single bit is another', () => {
  const bytes = trainedBytes();
  const bits = fc.nat({ max: 8 * bytes.length - 1 });
  fc.assert(
    fc.property(bits, (bit) => {
      const damaged = Uint8Array.from(bytes);
      damaged[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => RandomCutForest.deserialise(damaged)).toThrow(/damaged|not a forest/);
    }),
  );
});

it.each<[what: string, at: number, bytes: Float64Array | Float32Array | Uint16Array]>([
  ['a cut in a dimension that it has not', ROOT_AT, Uint16Array.of(2)],
  ['a cut at no number', ROOT_AT + 2, Float32Array.of(NaN)],
  ['half an update', UPDATES_AT, Float64Array.of(16.5)],
  ['too few updates', UPDATES_AT, Float64Array.of(15)],
  ['a weight that is no number', -6, Float32Array.of(Infinity)],
  ['a leaf that is sampled twice, and so another not', -2, Uint16Array.of(0)],
])('refuses %s, whatever the checksum says', (_what, at, bytes) => {
  const content = trainedBytes().subarray(0, -4);
  const signed = () => Uint8Array.of(...content, ...new Uint8Array(Uint32Array.of(crc32(content)).buffer));
  expect(() => RandomCutForest.deserialise(signed())).not.toThrow();
  content.set(new Uint8Array(bytes.buffer), at < 0 ? content.length + at : at);
  expect(() => RandomCutForest.deserialise(signed())).toThrow(/damaged/);
});

/** Of two dimensions, in which all points differ. */
function trainedBytes(): Uint8Array {
  const forest = new RandomCutForest({
    dimensions: 2,
    trees: 5,
    sampleSize: DISTINCT_POINTS,
    outputAfter: 1,
  });
  for (let i = 0; i < DISTINCT_POINTS; i++) forest.update([i, -i]);
  return forest.serialise();
}
