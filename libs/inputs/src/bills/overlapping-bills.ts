import type { SqlEngine } from '@egress/sql-engine';
import type { BillSchema } from './bill-schema';
import { BILL_SCHEMAS } from './detect-bill';

const ACCOUNT = `coalesce(l.account_id, '')`;
const MONTH = `date_trunc('month', make_timestamp(l.usage_start * 1000000))`;

/**
 * The same usage may be billed in several schemas (CUR and FOCUS exports of one account). Per account and month only the
 * schema that says most keeps its lines; the others' get the role `covered`. `schemas` are those of the bills by number.
 */
export async function leaveOutCovered(engine: SqlEngine, schemas: readonly BillSchema[]): Promise<void> {
  if (new Set(schemas).size < 2) return;
  const ranks = schemas.map((schema, file) => `(${file}, ${BILL_SCHEMAS.indexOf(schema)})`);
  await engine.run(`
    CREATE OR REPLACE TEMP TABLE covered_bills AS
    WITH ranked AS (
      SELECT DISTINCT l.file, ${ACCOUNT} AS account, ${MONTH} AS month, r.rank
      FROM read_bill_lines AS l
      JOIN (VALUES ${ranks.join(', ')}) AS r (file, rank) ON r.file = l.file
      WHERE l.role IN ('usage', 'discount')
    )
    SELECT file, account, month FROM ranked
    QUALIFY rank > min(rank) OVER (PARTITION BY account, month)`);
  await engine.run(`
    UPDATE read_bill_lines AS l SET role = 'covered' FROM covered_bills AS c
    WHERE l.role IN ('usage', 'discount') AND c.file = l.file AND c.account = ${ACCOUNT} AND c.month = ${MONTH};
    DROP TABLE covered_bills`);
}

/**
 * Sentences about files most of whose lines stand in another file too, by the bill's number: AWS can keep the earlier
 * versions of a month's report, and each of them holds the whole month.
 */
export async function repeatedLinesNotes(engine: SqlEngine, paths: readonly string[]): Promise<string[][]> {
  if (paths.length < 2) return [];
  const repeated = await engine.query<{ file: number; share: number }>(`
    WITH lines AS (
      SELECT file, hash(usage_start, usage_end, account_id, usage_type, operation, resource_id, description, quantity, cost) AS line
      FROM read_bill_lines WHERE role = 'usage'
    ),
    shared AS (SELECT line FROM lines GROUP BY line HAVING count(DISTINCT file) > 1)
    SELECT file, avg(CASE WHEN shared.line IS NULL THEN 0 ELSE 1 END) AS share
    FROM lines LEFT JOIN shared USING (line)
    GROUP BY file
    HAVING share > 0.5`);
  return paths.map((path, file) => {
    const share = repeated.find((row) => row.file === file)?.share;
    if (share === undefined) return [];
    const percent = Math.round(100 * share);
    return [
      `${path}: ${percent} % of its usage is in another bill too and was counted twice. If they are versions of one report, give only the newest.`,
    ];
  });
}
