import path from 'node:path';
import { compileAssembly } from '@egress/assembly';
import fc from 'fast-check';
import { textCounter } from './count-text';
import { COUNT_TEXT_WASM } from './count-text.wasm';

/** Texts of the few characters that matter, cut anywhere; some pieces are larger than what is counted at once. */
const pieces = fc.array(
  fc.tuple(
    fc.string({ unit: fc.constantFrom('\n', '\r', ' ', 'a', 'd', 'r', 'addr', '\0'), maxLength: 90 }),
    fc.constantFrom(1, 1, 1, 9000),
  ),
  { maxLength: 8 },
);

describe('textCounter', () => {
  it('runs the assembly as it is written', () => {
    const isCurrent = COUNT_TEXT_WASM === compileAssembly(path.resolve(__dirname, '../..'));
    expect(
      isCurrent || 'npx tsx libs/assembly/write-wasm.ts libs/inputs/src/integrity/count-text.wasm.ts',
    ).toBe(true);
  });

  it('counts what a plain search counts, wherever the text is cut', () => {
    fc.assert(
      fc.property(pieces, (cut) => {
        const texts = cut.map(([text, times]) => text.repeat(times));
        const text = texts.join('');
        const counter = textCounter({ delimiter: ' ', marker: 'addr' });
        for (const piece of texts) counter.add(Buffer.from(piece));
        const occurrences = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
        expect(counter.counts()).toEqual({
          lineFeeds: occurrences(/\n/g),
          carriageReturns: occurrences(/\r/g),
          crLf: occurrences(/\r\n/g),
          emptyLines: occurrences(/(?<=^|\n)\r?\n/g),
          emptyFields: occurrences(/(?<= ) /g),
          markers: occurrences(/addr/g),
        });
      }),
    );
  });

  it('keeps texts apart that are counted in turn', () => {
    const [one, other] = [
      textCounter({ marker: 'addr' }),
      textCounter({ delimiter: '\t', marker: '#Fields:' }),
    ];
    one.add(Buffer.from('a b  c\nad'));
    other.add(Buffer.from('a\t\tdr\n#Fiel'));
    one.add(Buffer.from('dr'));
    other.add(Buffer.from('ds:'));
    expect(one.counts()).toMatchObject({ lineFeeds: 1, emptyFields: 0, markers: 1 });
    expect(other.counts()).toMatchObject({ lineFeeds: 1, emptyFields: 1, markers: 1 });
  });
});
