import type { SqlEngine } from '@egress/sql-engine';
import type { TimeSpan } from './time-span';

const DAY = 86_400;

/**
 * From the first bill line to the last, of those for which the first SQL condition that finds any holds; null without
 * any. Lines of more than a day (monthly fees and discounts) run ahead of what is billed so far, so they count only
 * where there are no others.
 */
export async function billSpan(
  engine: SqlEngine,
  ...conditions: readonly string[]
): Promise<TimeSpan | null> {
  for (const condition of conditions) {
    const { start, end } = await engine.queryOne<{ start: number | null; end: number | null }>(`
      WITH lines AS (
        SELECT usage_start, usage_end, CASE WHEN usage_end - usage_start > ${DAY} THEN 1 ELSE 0 END AS is_long
        FROM bill_lines WHERE ${condition}
      )
      SELECT min(usage_start) AS start, max(usage_end) AS "end" FROM lines
      WHERE is_long = (SELECT min(is_long) FROM lines)`);
    if (start !== null && end !== null) return { start, end };
  }
  return null;
}
