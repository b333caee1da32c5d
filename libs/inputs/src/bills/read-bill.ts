import { sqlList, type SqlEngine } from '@egress/sql-engine';
import { UnreadableInputError, type MalformedSample } from '../detection';
import { REJECTS_TABLE, type BillFile } from './bill-file';
import { BILL_FIELDS, type BillField } from './bill-schema';

/**
 * Lines of all bills, of every provider and charge category. What `role` says:
 * - `usage`: prices traffic. `discount`: lowers the price of usage that has its own line.
 * - `other_charge`: taxes, credits, refunds, fees. `other_provider`: another cloud's.
 * - `malformed`: without a time, or with a quantity or cost that is no number.
 */
const READ_BILL_LINES = `
  file INTEGER, role VARCHAR, provider VARCHAR, charge_type VARCHAR, currency VARCHAR,
  usage_start BIGINT, usage_end BIGINT, account_id VARCHAR, region VARCHAR, service VARCHAR, usage_type VARCHAR,
  operation VARCHAR, description VARCHAR, resource_id VARCHAR, unit VARCHAR,
  quantity DOUBLE, cost DOUBLE, list_cost DOUBLE`;

/** Savings plans and reservations cover usage without taking it off the bill. */
const USAGE = ['Usage', 'DiscountedUsage', 'SavingsPlanCoveredUsage'];
const AWS = ['AWS', 'Amazon Web Services'];
const MAX_SAMPLES = 20;
/** No line bills so much (neither does infinity); NaN is not less than it. */
const MOST = 1e18;

export interface UnreadLines {
  readonly count: number;
  readonly samples: readonly MalformedSample[];
}

export async function createReadBillLines(engine: SqlEngine): Promise<void> {
  await engine.run(`CREATE OR REPLACE TABLE read_bill_lines (${READ_BILL_LINES})`);
}

/**
 * Appends a bill's lines to `read_bill_lines` under the number `id` and returns the lines of the file that could not be
 * taken apart. Throws UnreadableInputError when the whole file cannot be read.
 */
export async function readBill(engine: SqlEngine, bill: BillFile, id: number): Promise<UnreadLines> {
  await engine.run(`DROP TABLE IF EXISTS ${REJECTS_TABLE}; DROP TABLE IF EXISTS ${REJECTS_TABLE}_scan`);
  try {
    await engine.run(`INSERT INTO read_bill_lines BY NAME ${linesSql(bill, id)}`);
  } catch (error) {
    const [reason] = (error as Error).message.split('\n');
    throw new UnreadableInputError(
      `${bill.file.path}: cannot be read as ${bill.file.detection.format} (${reason}).`,
    );
  }
  return bill.file.parquetColumns === null ? rejectsOf(engine, bill) : { count: 0, samples: [] };
}

function linesSql({ source, columns }: BillFile, id: number): string {
  const fields = Object.keys(BILL_FIELDS) as BillField[];
  const values = fields.map((field) => `${valueSql(field, columns[field])} AS ${field}`);
  return `
    SELECT * EXCLUDE (usage_start, usage_end, cost, net_cost, is_illegible), ${id} AS file,
      CASE
        WHEN usage_start IS NULL OR is_illegible OR NOT abs(coalesce(quantity, 0)) + abs(coalesce(cost, 0)) < ${MOST} THEN 'malformed'
        WHEN provider NOT IN (${literals(AWS)}) THEN 'other_provider'
        WHEN charge_type IN (${literals(USAGE)}) THEN 'usage'
        WHEN charge_type LIKE '%Discount' THEN 'discount'
        ELSE 'other_charge'
      END AS role,
      CAST(epoch(usage_start) AS BIGINT) AS usage_start,
      CAST(coalesce(epoch(usage_end), epoch(usage_start) + 3600) AS BIGINT) AS usage_end,
      -- The usage lines' net cost already contains the discount lines.
      coalesce(CASE WHEN charge_type LIKE '%Discount' THEN net_cost ELSE cost END, 0) AS cost
    FROM (
      SELECT ${values.join(', ')}, ${valueSql('cost', columns.cost.slice(0, 1))} AS net_cost,
        ${illegibleSql(columns)} AS is_illegible
      FROM ${source}
    )`;
}

/** The first of the columns that has a value, as the field's type; strings are never empty. */
function valueSql(field: BillField, columns: readonly string[]): string {
  const type = BILL_FIELDS[field];
  const values = columns.map((column) => {
    const value = `TRY_CAST(${column} AS ${type})`;
    return type === 'VARCHAR' ? `nullif(${value}, '')` : value;
  });
  return `coalesce(${[...values, `CAST(NULL AS ${type})`].join(', ')})`;
}

/** A value that is there but is no number or time: Parquet files may hold them as strings. */
function illegibleSql(columns: BillFile['columns']): string {
  const checks = (['usage_start', 'usage_end', 'quantity', 'cost'] as const).flatMap((field) =>
    columns[field].map((column) => {
      const isUnread = `TRY_CAST(${column} AS ${BILL_FIELDS[field]}) IS NULL`;
      // Numbers are dear to print: only what could not be read is looked at as a string.
      return `CASE WHEN ${isUnread} THEN nullif(CAST(${column} AS VARCHAR), '') IS NOT NULL ELSE false END`;
    }),
  );
  return checks.join(' OR ');
}

function literals(values: readonly string[]): string {
  return sqlList(values).slice(1, -1);
}

async function rejectsOf(engine: SqlEngine, bill: BillFile): Promise<UnreadLines> {
  const { count } = await engine.queryOne<{ count: number }>(
    `SELECT count(DISTINCT line) AS count FROM ${REJECTS_TABLE}`,
  );
  const rejects = await engine.query<{ line: number; reason: string }>(
    `SELECT line, arg_min(error_message, (error_type = 'CAST', column_idx)) AS reason FROM ${REJECTS_TABLE}
     GROUP BY line ORDER BY line LIMIT ${MAX_SAMPLES}`,
  );
  const names = bill.file.detection.fields ?? [];
  const samples = rejects.map(({ line, reason }) => ({
    file: bill.file.path,
    line: line + bill.lineOffset,
    reason: reason.replace(/"c(\d+)"/, (_, index) => `"${names[Number(index)]}"`),
  }));
  return { count, samples };
}
