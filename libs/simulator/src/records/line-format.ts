import type { Exchange } from './flow';

/** What differs between the records of one leg; all else is text that never changes. */
export type VaryingField = keyof Exchange;

/** Text that is always the same, or which number of the exchange it is. */
export type FieldValue = { readonly text: string } | { readonly from: VaryingField };

/** Fields of a record by AWS's name. */
export type FieldValues = ReadonlyMap<string, FieldValue>;

/** A record as a line of text, with a line feed. */
export type FormatLine = (exchange: Exchange) => string;

export const ABSENT = { text: '-' } as const;

/** `-` where there is no value. */
export function textOf(value: string | number | null): { readonly text: string } {
  return value === null ? ABSENT : { text: String(value) };
}

/**
 * A function that writes a leg's records. The text between the varying numbers is joined once here, as millions of
 * records of few legs are written. Fields that the leg has no value for are `-`.
 */
export function compileLine(fields: readonly string[], values: FieldValues): FormatLine {
  const texts = [''];
  const varying: VaryingField[] = [];
  fields.forEach((field, i) => {
    const value = values.get(field) ?? ABSENT;
    const separator = i === 0 ? '' : ' ';
    if ('text' in value) {
      texts[texts.length - 1] += separator + value.text;
    } else {
      texts[texts.length - 1] += separator;
      varying.push(value.from);
      texts.push('');
    }
  });
  texts[texts.length - 1] += '\n';
  const [head = '', ...tails] = texts;
  return (exchange) => {
    let line = head;
    for (let i = 0; i < varying.length; i += 1)
      line += exchange[varying[i] as VaryingField] + (tails[i] as string);
    return line;
  };
}
