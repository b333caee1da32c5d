import { formatCount } from '../format';
import { html, type Content, type Html } from './escape';

export interface Column<Row> {
  readonly heading: string;
  readonly cell: (row: Row) => Content;
  /** Makes the column numeric: right-aligned and sorted by this value. Others sort by their text. */
  readonly amount?: (row: Row) => number | null;
  /** Not broken over lines where there is room for a table: short codes and ids. */
  readonly whole?: boolean;
}

export interface TableContent<Row> {
  /** Names the table for screen readers. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  /** In the order in which they are to be read. */
  readonly rows: readonly Row[];
  /** Said instead of an empty table. */
  readonly whenEmpty: string;
}

/** More rows than this are not written: the page must stay light, and `--json` has them all. */
export const MAX_ROWS = 50;

/**
 * A table that the page's script makes sortable and folds after its first rows. On narrow screens each row becomes a
 * block of label and value; the explicit roles keep it a table for assistive technology.
 */
export function table<Row>({ caption, columns, rows, whenEmpty }: TableContent<Row>): Html {
  if (rows.length === 0) return html`<p class="empty">${whenEmpty}</p>`;
  const left = rows.length - MAX_ROWS;
  return html`<table role="table">
      <caption>
        ${caption}
      </caption>
      <thead role="rowgroup">
        <tr role="row">
          ${columns.map(headingCell)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${rows.slice(0, MAX_ROWS).map((row) => bodyRow(columns, row))}
      </tbody>
    </table>
    ${left > 0 && html`<p class="more">${formatCount(left)} more in the output of <code>--json</code>.</p>`}`;
}

const headingCell = <Row>({ heading, amount }: Column<Row>): Html =>
  html`<th role="columnheader" scope="col" class="${amount && 'number'}">${heading}</th>`;

const bodyRow = <Row>(columns: readonly Column<Row>[], row: Row): Html =>
  html`<tr role="row">
    ${columns.map(({ heading, cell, amount, whole }, index) => {
      const label = html`<span class="label" aria-hidden="true">${heading}</span>`;
      if (amount)
        return html`<td role="cell" class="number" data-value="${amount(row)}">
          ${label}<span>${cell(row)}</span>
        </td>`;
      return index === 0
        ? html`<th role="rowheader" scope="row">${cell(row)}</th>`
        : html`<td role="cell" class="${whole && 'whole'}">${label}<span>${cell(row)}</span></td>`;
    })}
  </tr> `;
