import { literalPattern, sqlList, sqlLiteral } from '@egress/sql-engine';
import { withBrokenEncoding } from '../integrity/broken-encoding';
import type { SoundText } from '../integrity/sound-texts';
import { NUMBER_FIELDS } from './record-columns';

/** Where read_csv puts the lines that it cannot take apart. */
export const REJECTS_TABLE = 'flow_log_rejects';
export const REJECTS_SCAN_TABLE = 'flow_log_rejects_scan';

/**
 * Fields that add up to totals are read as text: DuckDB takes `1.5`, `1e3` and `0x1F` for whole numbers too, and would count
 * what nobody wrote.
 */
const EXACT_FIELDS: readonly string[] = ['bytes', 'packets'];

/** Texts that one read_csv can read have the same fields, header, compression and encoding. */
export function textSignature({ fields, headerLines, compression, isUtf8 }: SoundText): string {
  return JSON.stringify([fields, headerLines, compression, isUtf8]);
}

/**
 * The read_csv over texts of one signature, with columns `c0`, `c1` …, and the SQL of a field, of what is written there,
 * and of the line.
 */
export function textSource(texts: readonly SoundText[]) {
  const [first] = texts;
  const fields = first?.fields ?? [];
  const isExact = (field: string) => EXACT_FIELDS.includes(field);
  const types = fields.map(
    (field, i) => `c${i}: '${(isExact(field) ? undefined : NUMBER_FIELDS[field]) ?? 'VARCHAR'}'`,
  );
  const table = `read_csv(${sqlList(texts.map(({ localPath }) => literalPattern(localPath)))}, auto_detect = false, header = false,
    skip = ${first?.headerLines ?? 0}, delim = ' ', quote = '', escape = '', nullstr = '-',
    compression = ${sqlLiteral(first?.compression ?? 'none')}, store_rejects = true, rejects_limit = 0,
    rejects_table = '${REJECTS_TABLE}', rejects_scan = '${REJECTS_SCAN_TABLE}', columns = {${types.join(', ')}})`;
  const columns = fields.map((_, i) => `c${i}`);
  const source = first?.isUtf8 === false ? withBrokenEncoding(table, columns) : table;
  const line = `concat_ws(' ', ${columns.map((column) => `coalesce(CAST(${column} AS VARCHAR), '-')`).join(', ')})`;
  const written = (field: string) => `c${fields.indexOf(field)}`;
  const column = (field: string) => (isExact(field) ? wholeNumber(written(field)) : written(field));
  return { fields, source, line, column, written };
}

function wholeNumber(text: string): string {
  return `CASE WHEN regexp_full_match(${text}, '-?[0-9]+') THEN TRY_CAST(${text} AS BIGINT) END`;
}
