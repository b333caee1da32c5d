import { printable } from '../printable';

/** Markup that is safe to write into a page. Only `html` and `trusted` make it. */
export interface Html {
  readonly markup: string;
}

/** What may stand in a template: text is escaped, nothing is written for null, undefined and false. */
export type Content = Html | string | number | null | undefined | false | readonly Content[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeHtml = (text: string): string =>
  printable(text).replace(/[&<>"']/g, (c) => ENTITIES[c] ?? c);

/** Markup of the project's own files, written as it is. Never for anything that comes out of a document. */
export const trusted = (markup: string): Html => ({ markup });

/**
 * Tagged template of markup. Every value that is not itself `Html` is escaped for text and for quoted attributes;
 * attributes must therefore be quoted.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
  return {
    markup: strings.reduce((markup, text, index) => markup + markupOf(values[index - 1]) + text),
  };
}

function markupOf(content: Content): string {
  if (content === null || content === undefined || content === false) return '';
  if (typeof content === 'string') return escapeHtml(content);
  if (typeof content === 'number') return String(content);
  return 'markup' in content ? content.markup : content.map(markupOf).join('');
}
