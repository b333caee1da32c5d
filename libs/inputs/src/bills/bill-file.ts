import { literalPattern, sqlIdentifier, sqlList, sqlLiteral } from '@egress/sql-engine';
import { UnreadableInputError, type DetectedFile } from '../detection';
import { withBrokenEncoding } from '../integrity/broken-encoding';
import type { SoundText } from '../integrity/sound-texts';
import { BILL_FIELDS, columnKey, REQUIRED_FIELDS, type BillField, type BillSchema } from './bill-schema';
import { billSchema } from './detect-bill';

/** A bill whose columns are known to DuckDB. */
export interface BillFile {
  readonly file: DetectedFile;
  readonly schema: BillSchema;
  /** Table function that yields the bill's columns. */
  readonly source: string;
  /** SQL names of the columns that may hold a field, best first; empty where the bill has none of them. */
  readonly columns: Readonly<Record<BillField, readonly string[]>>;
  /** To be added to the line numbers of the source's rejects. */
  readonly lineOffset: number;
}

/** What read_csv could not read, until the next bill is read. */
export const REJECTS_TABLE = 'bill_rejects';

const NUMBERS_AND_TIMES = Object.entries(BILL_FIELDS).filter(([, type]) => type !== 'VARCHAR');

/** A CSV bill: columns are numbered, because header names may differ in case alone (tags do). */
export function csvBill(text: SoundText): BillFile {
  const names = text.fields ?? [];
  const { schema, columns } = matchColumns(text.file, names, (index) => `c${index}`);
  const types = new Map(
    NUMBERS_AND_TIMES.flatMap(([field, type]) => columns[field as BillField].map((name) => [name, type])),
  );
  const numbered = names.map((_, index) => `c${index}`);
  const definitions = numbered.map((name) => `${name}: ${sqlLiteral(types.get(name) ?? 'VARCHAR')}`);
  const table = `read_csv(${sqlLiteral(literalPattern(text.localPath))}, auto_detect = false, header = false, skip = ${text.headerLines},
    delim = ',', quote = '"', escape = '"', compression = ${sqlLiteral(text.compression)}, nullstr = ${sqlList(['', 'NULL'])},
    store_rejects = true, rejects_limit = 0, rejects_table = '${REJECTS_TABLE}', rejects_scan = '${REJECTS_TABLE}_scan',
    columns = {${definitions.join(', ')}})`;
  const source = text.isUtf8 ? table : withBrokenEncoding(table, numbered);
  return { file: text.file, schema, source, columns, lineOffset: text.lineOffset };
}

/** A Parquet bill. The partition in its path (`BILLING_PERIOD=`) is no column of it. */
export function parquetBill(file: DetectedFile): BillFile {
  const names = file.parquetColumns ?? [];
  const { schema, columns } = matchColumns(file, names, (index) => sqlIdentifier(names[index] ?? ''));
  const source = `read_parquet(${sqlLiteral(literalPattern(file.localPath))}, hive_partitioning = false)`;
  return { file, schema, source, columns, lineOffset: 0 };
}

function matchColumns(
  file: DetectedFile,
  names: readonly string[],
  sqlName: (index: number) => string,
): Pick<BillFile, 'schema' | 'columns'> {
  const schema = billSchema(names);
  if (!schema) throw new UnreadableInputError(`${file.path}: has no column names of a bill.`);
  const keys = names.map(columnKey);
  const find = (candidates: readonly string[]): string[] =>
    candidates
      .map((name) => keys.indexOf(columnKey(name)))
      .filter((index) => index >= 0)
      .map(sqlName);
  const columns = Object.fromEntries(
    Object.entries(schema.columns).map(([field, candidates]) => [field, find(candidates)]),
  ) as Record<BillField, string[]>;

  for (const alternatives of REQUIRED_FIELDS) {
    if (alternatives.some((field) => columns[field].length > 0)) continue;
    const missing = alternatives.flatMap((field) => schema.columns[field]).join(' or ');
    throw new UnreadableInputError(
      `${file.path}: this ${schema.name} bill has no column ${missing}. Add it to the export's columns and export again.`,
    );
  }
  return { schema, columns };
}
