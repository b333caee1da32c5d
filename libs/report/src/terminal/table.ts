import Table from 'cli-table3';
import stringWidth from 'string-width';
import { shorten } from '../format';
import type { Colours } from './colours';
import { NO_BORDERS } from './no-borders';
import { plain } from './text';

export interface TerminalColumn<Row> {
  readonly heading: string;
  readonly cell: (row: Row) => string;
  /** Right-aligned. */
  readonly number?: boolean;
}

const INDENT = 2;
const GAP = 2;
/** A table without borders in at most `width` columns: the widest columns give way and lose the middle of their text. */
export function terminalTable<Row>(
  columns: readonly TerminalColumn<Row>[],
  rows: readonly Row[],
  width: number,
  colours: Colours,
): string {
  const cells = rows.map((row) => columns.map(({ cell }) => plain(cell(row))));
  const natural = columns.map(({ heading }, column) =>
    Math.max(stringWidth(heading), ...cells.map((row) => stringWidth(row[column] ?? ''))),
  );
  const widths = shrinkWidest(natural, width - INDENT - GAP * (columns.length - 1));
  const table = new Table({
    chars: NO_BORDERS,
    style: { 'padding-left': 0, 'padding-right': GAP, head: [], border: [] },
    colWidths: widths.map((columnWidth) => columnWidth + GAP),
    colAligns: columns.map(({ number }) => (number ? 'right' : 'left')),
  });
  table.push(
    columns.map(({ heading }) => colours.bold(heading)),
    widths.map((columnWidth) => colours.dim('─'.repeat(columnWidth))),
    ...cells.map((row) => row.map((cell, column) => shorten(cell, widths[column] ?? 0))),
  );
  return table
    .toString()
    .split('\n')
    .map((line) => `${' '.repeat(INDENT)}${line}`.trimEnd())
    .join('\n');
}

/** Takes from the widest column, one place at a time, until the sum fits. */
function shrinkWidest(natural: readonly number[], available: number): number[] {
  const widths = [...natural];
  for (let excess = widths.reduce((sum, width) => sum + width, 0) - available; excess > 0; excess--) {
    const widest = widths.indexOf(Math.max(...widths));
    widths[widest] = Math.max(1, (widths[widest] ?? 1) - 1);
  }
  return widths;
}
