import { inOneRecord, linesOf, textOf, type TextMutation } from './mutation';
import type { Random } from './random';
import type { TextLayout } from './text-layout';

const hasHeader = ({ headerLines }: TextLayout) => headerLines > 0;
const hasQuotes = ({ values }: TextLayout) => values.source.includes('"');

/** Mutations of lines, delimiters and line ends. */
export const LINE_MUTATIONS: readonly TextMutation[] = [
  {
    name: 'rows shuffled',
    isNoticeable: true,
    mutate: (text, layout, random) => {
      const { header, records } = linesOf(text, layout);
      return textOf(header, random.shuffled(records));
    },
  },
  {
    name: 'columns and header reordered',
    isNoticeable: true,
    suits: ({ headerLines, delimiter }) => headerLines === 1 && delimiter === ' ',
    mutate: (text, layout, random) => {
      const lines = text.trimEnd().split('\n');
      const order = random.shuffled((lines[0] ?? '').split(layout.delimiter).map((_, i) => i));
      return textOf(
        [],
        lines.map((line) => reordered(line, order, layout)),
      );
    },
  },
  {
    name: 'header reordered',
    isNoticeable: false,
    suits: ({ headerLines }) => headerLines === 1,
    mutate: (text, layout, random) => {
      const { header, records } = linesOf(text, layout);
      const names = (header[0] ?? '').split(layout.delimiter);
      return textOf([random.shuffled(names).join(layout.delimiter)], records);
    },
  },
  {
    name: 'header repeated',
    isNoticeable: true,
    suits: hasHeader,
    mutate: (text, layout, random) => {
      const { header, records } = linesOf(text, layout);
      const at = random.below(records.length + 1);
      return textOf(header, [...records.slice(0, at), ...header, ...records.slice(at)]);
    },
  },
  {
    name: 'header lost',
    isNoticeable: false,
    suits: hasHeader,
    mutate: (text, layout) => textOf([], linesOf(text, layout).records),
  },
  {
    name: 'only a header',
    isNoticeable: true,
    suits: hasHeader,
    mutate: (text, layout) => textOf(linesOf(text, layout).header, []),
  },
  { name: 'nothing', isNoticeable: true, mutate: () => '' },
  { name: 'only line ends', isNoticeable: true, mutate: (_, __, random) => '\n'.repeat(1 + random.below(9)) },
  {
    name: 'rows repeated',
    isNoticeable: true,
    suits: ({ countsCopiesOnce }) => countsCopiesOnce,
    mutate: (text, layout, random) => {
      const { header, records } = linesOf(text, layout);
      return textOf(
        header,
        records.flatMap((record) => (random.below(4) === 0 ? [record, record] : [record])),
      );
    },
  },
  {
    name: 'joined to itself',
    isNoticeable: true,
    suits: ({ countsCopiesOnce }) => countsCopiesOnce,
    mutate: (text) => text + text,
  },
  {
    name: 'rows lost',
    isNoticeable: false,
    mutate: (text, layout, random) => {
      const { header, records } = linesOf(text, layout);
      return textOf(
        header,
        records.filter(() => random.below(3) > 0),
      );
    },
  },
  {
    name: 'cut off in a line',
    isNoticeable: true,
    mutate: (text, _, random) => {
      const at = 1 + random.below(text.length - 1);
      return text[at - 1] === '\n' ? text.slice(0, at + 1) : text.slice(0, at);
    },
  },
  {
    name: 'delimiter lost',
    isNoticeable: true,
    mutate: (text, layout, random) =>
      inOneRecord(text, layout, random, (record) => atOneOf(layout.delimiter, record, random, '')),
  },
  {
    name: 'delimiter doubled',
    isNoticeable: true,
    mutate: (text, layout, random) =>
      inOneRecord(text, layout, random, (record) =>
        atOneOf(layout.delimiter, record, random, layout.delimiter.repeat(2)),
      ),
  },
  {
    name: 'another delimiter',
    isNoticeable: true,
    mutate: (text, layout, random) =>
      inOneRecord(text, layout, random, (record) =>
        atOneOf(layout.delimiter, record, random, random.pick([';', '|'])),
      ),
  },
  {
    name: 'quote lost',
    isNoticeable: true,
    suits: hasQuotes,
    mutate: (text, layout, random) =>
      inOneRecord(text, layout, random, (record) => atOneOf('"', record, random, '')),
  },
  {
    name: 'quote too many',
    isNoticeable: false,
    mutate: (text, layout, random) =>
      inOneRecord(text, layout, random, (record) =>
        atOneOf(layout.delimiter, record, random, `${layout.delimiter}"`),
      ),
  },
  {
    name: 'blanks at the end of lines',
    isNoticeable: true,
    mutate: (text, layout, random) => inOneRecord(text, layout, random, (record) => `${record}  `),
  },
  { name: 'line end lost', isNoticeable: true, mutate: (text, _, random) => atOneOf('\n', text, random, '') },
  {
    name: 'empty line',
    isNoticeable: true,
    mutate: (text, _, random) => atOneOf('\n', text, random, '\n\n'),
  },
  { name: 'all line ends CRLF', isNoticeable: true, mutate: (text) => text.replaceAll('\n', '\r\n') },
  { name: 'all line ends CR', isNoticeable: true, mutate: (text) => text.replaceAll('\n', '\r') },
  {
    name: 'some line ends CRLF',
    isNoticeable: true,
    mutate: (text, _, random) => text.replaceAll('\n', () => random.pick(['\n', '\r\n'])),
  },
  {
    name: 'some line ends CR',
    isNoticeable: true,
    mutate: (text, _, random) => text.replaceAll('\n', () => random.pick(['\n', '\r\n', '\r'])),
  },
];

function reordered(line: string, order: readonly number[], layout: TextLayout): string {
  const values = line.split(layout.delimiter);
  return order.map((place) => values[place] ?? '').join(layout.delimiter);
}

/** Replaces one of the occurrences of `piece`. */
function atOneOf(piece: string, text: string, random: Random, replacement: string): string {
  const parts = text.split(piece);
  if (parts.length < 2) return text;
  const at = 1 + random.below(parts.length - 1);
  return parts.slice(0, at).join(piece) + replacement + parts.slice(at).join(piece);
}
