import { formatCount } from '../format';
import type { Colours } from './colours';
import { terminalTable, type TerminalColumn } from './table';

/** What the output is drawn with. */
export interface Terminal {
  readonly columns: number;
  readonly colours: Colours;
}

/** So many rows of a long list are printed. */
export const TOP = 10;

/** A headed table of the first `limit` rows; nothing at all when there are none. */
export function tableBlock<Row>(
  heading: string,
  columns: readonly TerminalColumn<Row>[],
  rows: readonly Row[],
  terminal: Terminal,
  limit = TOP,
): string {
  if (rows.length === 0) return '';
  const table = terminalTable(columns, rows.slice(0, limit), terminal.columns, terminal.colours);
  return headed(heading, [table, moreRows(rows.length, limit)], terminal);
}

export const headed = (heading: string, parts: readonly string[], { colours }: Terminal): string =>
  [colours.bold(heading), ...parts.filter((part) => part !== '')].join('\n');

/** Where the rest of a list of `count` is; empty when all of it is printed. */
export const moreRows = (count: number, limit = TOP): string =>
  count > limit ? `  … ${formatCount(count - limit)} more: see --report or --json` : '';
