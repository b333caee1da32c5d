import { BYTES_PER_GB } from '@egress/contracts';
import { parseChargeDescription, parseUsageType } from '@egress/prices';
import type { SqlEngine } from '@egress/sql-engine';

interface LineText {
  readonly usage_type: string | null;
  readonly operation: string | null;
  readonly service: string | null;
  readonly description: string | null;
  readonly region: string | null;
}

const KIND_COLUMNS = {
  usage_type: 'VARCHAR',
  operation: 'VARCHAR',
  service: 'VARCHAR',
  description: 'VARCHAR',
  region: 'VARCHAR',
  line_kind: 'VARCHAR',
  egress_class: 'VARCHAR',
  from_region: 'VARCHAR',
  to_region: 'VARCHAR',
  bytes_per_gb: 'DOUBLE',
};

/** What tells a line's kind: the description and region only where there is no usage type. */
const LINE_TEXT = {
  usage_type: 'usage_type',
  operation: 'operation',
  service: 'service',
  description: 'CASE WHEN usage_type IS NULL THEN description END',
  region: 'CASE WHEN usage_type IS NULL THEN region END',
};

/** SQL: lines in whose quantity a GB is one; bills write it so, or leave the unit out. */
export const IS_IN_GB = `coalesce(lower(unit), 'gb') IN ('gb', 'gib', 'gigabyte', 'gigabytes')`;

/** Makes `bill_lines`, for now with a column `file`, of the `read_bill_lines` that price traffic. */
export async function classifyLines(engine: SqlEngine): Promise<void> {
  const texts = Object.entries(LINE_TEXT);
  const kinds = await engine.query<LineText>(
    `SELECT DISTINCT ${texts.map(([name, sql]) => `${sql} AS ${name}`).join(', ')}
     FROM read_bill_lines WHERE role IN ('usage', 'discount')`,
  );
  await engine.loadRows(
    'bill_line_kinds',
    KIND_COLUMNS,
    kinds.map((text) => ({ ...text, ...kindOf(text) })),
  );
  await engine.fillTable('bill_lines');
  await engine.run('ALTER TABLE bill_lines ADD COLUMN file INTEGER');
  await engine.run(`
    INSERT INTO bill_lines BY NAME
    WITH lines AS (
      SELECT * EXCLUDE (quantity), CASE WHEN role = 'discount' THEN 0 ELSE quantity END AS quantity,
        ${texts.map(([name, sql]) => `${sql} AS kind_${name}`).join(', ')}
      FROM read_bill_lines
      WHERE role IN ('usage', 'discount')
    )
    SELECT l.file, l.usage_start, l.usage_end, l.account_id, l.region, l.service, l.usage_type, l.operation, l.description,
      l.resource_id, l.unit, l.quantity, l.cost, l.list_cost, k.line_kind, k.egress_class, k.from_region, k.to_region,
      CASE WHEN k.line_kind = 'transfer' AND ${IS_IN_GB} THEN coalesce(l.quantity, 0) * k.bytes_per_gb END AS bytes
    FROM lines AS l
    JOIN bill_line_kinds AS k
      ON ${texts.map(([name]) => `k.${name} IS NOT DISTINCT FROM l.kind_${name}`).join(' AND ')}`);
  await engine.run('DROP TABLE bill_line_kinds');
}

function kindOf({ usage_type, operation, service, description, region }: LineText) {
  const usage =
    usage_type === null
      ? parseChargeDescription(description ?? '', service ?? '', region ?? '')
      : parseUsageType(usage_type, operation ?? '', service ?? '');
  return {
    line_kind: usage.lineKind,
    egress_class: usage.egressClass,
    from_region: usage.fromRegion === '' ? null : usage.fromRegion,
    to_region: usage.toRegion,
    // A byte that the bill writes on two lines counts half on each; a surcharge's bytes are already on another line.
    bytes_per_gb: usage.surcharge ? 0 : usage.movedTwice ? BYTES_PER_GB / 2 : BYTES_PER_GB,
  };
}
