export const BILL_FORMATS = [
  'cur-csv',
  'cur-parquet',
  'cur2-csv',
  'cur2-parquet',
  'focus-1.0-csv',
  'focus-1.0-parquet',
  'focus-1.2-csv',
  'focus-1.2-parquet',
] as const;
export type BillFormat = (typeof BILL_FORMATS)[number];
