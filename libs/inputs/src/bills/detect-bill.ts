import type { Detection, FileHead } from '../detection';
import { columnKey, type BillSchema } from './bill-schema';
import { csvHeader } from './csv-header';
import { CUR_2 } from './schemas/cur-2';
import { FOCUS_1_0 } from './schemas/focus-1-0';
import { FOCUS_1_2 } from './schemas/focus-1-2';
import { LEGACY_CUR } from './schemas/legacy-cur';

/**
 * The newer version of a family comes first: it is told by a column that the older lacks. Where several bills cover the
 * same usage the first of this order counts, because it says most.
 */
export const BILL_SCHEMAS: readonly BillSchema[] = [CUR_2, LEGACY_CUR, FOCUS_1_2, FOCUS_1_0];

/** The schema of a table with these columns, or undefined when it is not a bill of AWS. */
export function billSchema(columns: readonly string[]): BillSchema | undefined {
  const keys = new Set(columns.map(columnKey));
  const present = (names: readonly string[]) => names.filter((name) => keys.has(columnKey(name))).length;
  return BILL_SCHEMAS.find(
    ({ marks, versionMarks }) =>
      present(marks) >= 2 && (versionMarks.length === 0 || present(versionMarks) > 0),
  );
}

/** Recognises a bill by its column names, in CSV or Parquet; null when the file is something else. */
export function detectBill(head: FileHead): Detection | null {
  const isParquet = head.parquetColumns !== null;
  const columns = head.parquetColumns ?? csvHeader(head.lines[0] ?? '');
  const schema = billSchema(columns);
  if (!schema) return null;
  if (isParquet) return { kind: 'bill', format: `${schema.name} parquet` };
  const suffix = head.compression === 'gzip' ? 'csv.gz' : 'csv';
  return { kind: 'bill', format: `${schema.name} ${suffix}`, fields: columns, headerLines: 1 };
}
