import type { Random } from './random';
import type { TextLayout } from './text-layout';

/**
 * A way to damage an input, or to write the same input differently. `isNoticeable`: afterwards the totals must be what
 * they were, or the analysis must say that something is wrong. Otherwise the result is by its nature as good an input
 * as any (a digit changed), and must only not crash.
 */
export interface Mutation<Mutate> {
  readonly name: string;
  readonly isNoticeable: boolean;
  /** Whether it makes sense for this layout. @default always */
  readonly suits?: (layout: TextLayout) => boolean;
  readonly mutate: Mutate;
}

/** Text is one character per byte (latin1), so that any bytes can stand in it. */
export type TextMutation = Mutation<(text: string, layout: TextLayout, random: Random) => string>;
export type ByteMutation = Mutation<(bytes: Buffer, random: Random) => Buffer>;

/** A text's header lines and its records, without their line ends. */
export function linesOf(text: string, layout: TextLayout): { header: string[]; records: string[] } {
  const lines = text.replace(/\n$/, '').split('\n');
  return { header: lines.slice(0, layout.headerLines), records: lines.slice(layout.headerLines) };
}

export function textOf(header: readonly string[], records: readonly string[]): string {
  return [...header, ...records].map((line) => `${line}\n`).join('');
}

/** Rewrites one record. */
export function inOneRecord(
  text: string,
  layout: TextLayout,
  random: Random,
  rewrite: (record: string) => string,
): string {
  const { header, records } = linesOf(text, layout);
  const place = random.below(records.length);
  return textOf(
    header,
    records.map((record, i) => (i === place ? rewrite(record) : record)),
  );
}

/** Rewrites one value of one record: one of `places`, or any where there are none. */
export function inOneValue(
  text: string,
  layout: TextLayout,
  random: Random,
  places: readonly number[] | null,
  rewrite: (value: string) => string,
): string {
  return inOneRecord(text, layout, random, (record) => {
    const values = [...record.matchAll(layout.values)];
    const value = values[places === null ? random.below(values.length) : random.pick(places)];
    if (value === undefined) return record;
    const end = value.index + value[0].length;
    return record.slice(0, value.index) + rewrite(value[0]) + record.slice(end);
  });
}
