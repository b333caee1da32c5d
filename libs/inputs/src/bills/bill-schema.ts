/** What the readers take from a line of a bill, whatever the schema calls it, with the type it is read as. */
export const BILL_FIELDS = {
  provider: 'VARCHAR',
  charge_type: 'VARCHAR',
  currency: 'VARCHAR',
  usage_start: 'TIMESTAMP',
  usage_end: 'TIMESTAMP',
  account_id: 'VARCHAR',
  region: 'VARCHAR',
  service: 'VARCHAR',
  usage_type: 'VARCHAR',
  operation: 'VARCHAR',
  description: 'VARCHAR',
  resource_id: 'VARCHAR',
  unit: 'VARCHAR',
  quantity: 'DOUBLE',
  cost: 'DOUBLE',
  list_cost: 'DOUBLE',
} as const;

export type BillField = keyof typeof BILL_FIELDS;

/** Of each group a bill must have at least one field; lines without it cannot price traffic. */
export const REQUIRED_FIELDS: readonly (readonly BillField[])[] = [
  ['usage_start'],
  ['charge_type'],
  ['usage_type', 'description'],
  ['quantity'],
  ['cost'],
];

/** A schema in which AWS writes bills: where each field is found. */
export interface BillSchema {
  readonly name: string;
  /** Columns that bills of this family have; two of them tell a bill from another table. */
  readonly marks: readonly string[];
  /** Columns of which one tells this version from the others of its family; none when it is the family's oldest. */
  readonly versionMarks: readonly string[];
  /** The columns that may hold a field, best first: a line's first value counts. */
  readonly columns: Readonly<Record<BillField, readonly string[]>>;
}

/**
 * A column's name without the spelling of its file format: `lineItem/UsageType` in a CSV, `line_item_usage_type` in
 * Parquet and Athena; `ChargePeriodStart`, in Athena `chargeperiodstart`.
 */
export function columnKey(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9]/g, '').toLowerCase();
}
