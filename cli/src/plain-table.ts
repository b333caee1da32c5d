import { NO_BORDERS } from '@egress/report/no-borders';
import Table from 'cli-table3';

export interface Column {
  readonly head: string;
  /** Characters with the gap of two behind them; longer text is wrapped. @default as wide as the content */
  readonly width?: number;
  readonly align?: 'left' | 'right';
}

/** Rows under their heads, without lines, colours or trailing blanks; ends with a line break. */
export function plainTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const table = new Table({
    chars: NO_BORDERS,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
    head: columns.map(({ head }) => head),
    colWidths: columns.map(({ width }) => width ?? null),
    colAligns: columns.map(({ align }) => align ?? 'left'),
    wordWrap: true,
  });
  table.push(...rows.map((row) => [...row]));
  return `${table.toString().replace(/ +$/gm, '')}\n`;
}
