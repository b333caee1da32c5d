import { openFuzzer, type Fuzzer } from '@egress/bench/fuzz';

/** `bench/fuzz/run.ts` checks thousands; these are the first of them. */
const INPUTS = 120;
const PER_TEST = 10;

let fuzzer: Fuzzer;

beforeAll(async () => {
  fuzzer = await openFuzzer({ wholeAnalysisEvery: 60 });
});
afterAll(() => fuzzer.close());

it.each(Array.from({ length: INPUTS / PER_TEST }, (_, i) => 1 + i * PER_TEST))(
  'rejects damaged inputs by name, or says what is wrong, or finds the same totals (seeds from %i)',
  async (first) => {
    for (let seed = first; seed < first + PER_TEST; seed++) {
      const { input, violation } = await fuzzer.check(seed);
      expect({ seed, input, violation }).toEqual({ seed, input, violation: null });
    }
  },
);
