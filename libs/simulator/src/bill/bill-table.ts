import type { SqlEngine } from '@egress/sql-engine';
import { isoTime } from '../time';
import type { BillLine } from './bill-line';

/** The lines of all schemas, from which each schema's columns are selected. */
export const BILL_TABLE = 'simulated_bill_lines';

const COLUMNS = {
  line_type: 'VARCHAR',
  usage_start: 'TIMESTAMP',
  usage_end: 'TIMESTAMP',
  product_code: 'VARCHAR',
  service_name: 'VARCHAR',
  region: 'VARCHAR',
  usage_type: 'VARCHAR',
  operation: 'VARCHAR',
  description: 'VARCHAR',
  resource_id: 'VARCHAR',
  unit: 'VARCHAR',
  quantity: 'DOUBLE',
  list_cost: 'DOUBLE',
  net_cost: 'DOUBLE',
  from_region: 'VARCHAR',
  to_region: 'VARCHAR',
  transfer_type: 'VARCHAR',
};

/** Digits after the point of an amount of USD in AWS's bills. */
const COST_DIGITS = 10;

/** Fills the table. `discount` (0 to 1) comes off the list cost of usage; empty texts become NULL. */
export async function loadBillTable(
  engine: SqlEngine,
  lines: readonly BillLine[],
  discount: number,
): Promise<void> {
  const rows = lines.map((line) => ({
    line_type: line.lineType,
    usage_start: isoTime(line.start),
    usage_end: isoTime(line.end),
    product_code: line.productCode,
    service_name: line.serviceName,
    region: line.region,
    usage_type: line.usageType || null,
    operation: line.operation || null,
    description: line.description,
    resource_id: line.resourceId || null,
    unit: line.unit || null,
    quantity: line.quantity,
    list_cost: roundCost(line.listCost),
    net_cost: roundCost(line.listCost * (line.lineType === 'Usage' ? 1 - discount : 1)),
    from_region: line.fromRegion,
    to_region: line.toRegion,
    transfer_type: line.transferType,
  }));
  await engine.loadRows(BILL_TABLE, COLUMNS, rows);
}

function roundCost(usd: number): number {
  return Number(usd.toFixed(COST_DIGITS));
}
