import { inOneValue, type TextMutation } from './mutation';
import type { Random } from './random';
import type { TextLayout } from './text-layout';

const MEGABYTE = 1024 * 1024;
const NO_NUMBERS = ['abc', '12abc', '0x1F', '--1', '1.2.3', 'NaN', 'true', '{}'];
const NO_WHOLE_NUMBERS = [...NO_NUMBERS, '1.5', '0.0001', '1e-3'];
const NO_WORDS = ['17', 'ok', 'YES', '2026-13-45T99:99:99Z', '[]', 'x'];
/** What is no UTF-8: a lone continuation, a lone lead, a surrogate, an overlong form, bytes that never occur. */
const NO_UTF_8 = ['\x80', '\xc3(', '\xed\xa0\x80', '\xc0\xaf', '\xff\xfe', '\xe9'];

const numbersOf = ({ wholeNumbers, decimals }: TextLayout) => [...wholeNumbers, ...decimals];
const checkedOf = (layout: TextLayout) => [...numbersOf(layout), ...layout.words];
const hasWholeNumbers = ({ wholeNumbers }: TextLayout) => wholeNumbers.length > 0;

function insert(value: string, piece: string, random: Random): string {
  const at = random.below(value.length + 1);
  return value.slice(0, at) + piece + value.slice(at);
}

/** Mutations of single values. */
export const VALUE_MUTATIONS: readonly TextMutation[] = [
  {
    name: 'a word for a whole number',
    isNoticeable: true,
    suits: hasWholeNumbers,
    mutate: (text, layout, random) =>
      inOneValue(text, layout, random, layout.wholeNumbers, () => random.pick(NO_WHOLE_NUMBERS)),
  },
  {
    name: 'a word for a number',
    isNoticeable: true,
    mutate: (text, layout, random) =>
      inOneValue(text, layout, random, numbersOf(layout), () => random.pick(NO_NUMBERS)),
  },
  {
    name: 'another word',
    isNoticeable: true,
    suits: ({ words }) => words.length > 0,
    mutate: (text, layout, random) =>
      inOneValue(text, layout, random, layout.words, () => random.pick(NO_WORDS)),
  },
  {
    name: 'a negative number',
    isNoticeable: true,
    suits: hasWholeNumbers,
    mutate: (text, layout, random) =>
      inOneValue(text, layout, random, layout.wholeNumbers, () => `-${1 + random.below(1e9)}`),
  },
  {
    name: 'a huge number',
    isNoticeable: true,
    mutate: (text, layout, random) =>
      inOneValue(text, layout, random, numbersOf(layout), () => '9'.repeat(random.pick([310, 400, 5000]))),
  },
  {
    name: 'a number beyond 64 bits',
    isNoticeable: true,
    suits: hasWholeNumbers,
    mutate: (text, layout, random) =>
      inOneValue(text, layout, random, layout.wholeNumbers, () =>
        random.pick([
          '9223372036854775807',
          '9223372036854775808',
          '99999999999999999999',
          '4611686018427387904',
        ]),
      ),
  },
  {
    name: 'a number field of 1 MB or more',
    isNoticeable: true,
    mutate: (text, layout, random) =>
      inOneValue(text, layout, random, numbersOf(layout), () =>
        random.pick(['x', '9']).repeat(MEGABYTE * random.pick([1, 3])),
      ),
  },
  {
    name: 'a field of 1 MB or more',
    isNoticeable: false,
    mutate: (text, layout, random) =>
      inOneValue(text, layout, random, null, () => 'x'.repeat(MEGABYTE * random.pick([1, 3]))),
  },
  {
    name: 'invalid UTF-8 in a number or word',
    isNoticeable: true,
    mutate: (text, layout, random) =>
      inOneValue(text, layout, random, checkedOf(layout), (value) =>
        insert(value, random.pick(NO_UTF_8), random),
      ),
  },
  {
    name: 'invalid UTF-8 or latin1 in a value',
    isNoticeable: true,
    mutate: (text, layout, random) =>
      inOneValue(text, layout, random, null, (value) => insert(value, random.pick(NO_UTF_8), random)),
  },
  {
    name: 'NUL in a number or word',
    isNoticeable: true,
    mutate: (text, layout, random) =>
      inOneValue(text, layout, random, checkedOf(layout), (value) => insert(value, '\0', random)),
  },
  {
    name: 'NUL in a value',
    isNoticeable: false,
    mutate: (text, layout, random) =>
      inOneValue(text, layout, random, null, (value) => insert(value, '\0', random)),
  },
  {
    name: 'a value lost',
    isNoticeable: false,
    mutate: (text, layout, random) => inOneValue(text, layout, random, null, () => ''),
  },
];
