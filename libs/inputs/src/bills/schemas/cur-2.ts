import type { BillSchema } from '../bill-schema';
import { LEGACY_CUR } from './legacy-cur';

/**
 * CUR 2.0 (Data Exports, table `COST_AND_USAGE_REPORT`): the legacy columns as far as they are fixed, the others in maps.
 * https://docs.aws.amazon.com/cur/latest/userguide/table-dictionary-cur2.html
 */
export const CUR_2: BillSchema = {
  ...LEGACY_CUR,
  name: 'CUR 2.0',
  versionMarks: [
    'product',
    'resource_tags',
    'cost_category',
    'discount',
    'bill_payer_account_name',
    'line_item_usage_account_name',
  ],
  columns: { ...LEGACY_CUR.columns, region: ['product_region_code', 'product_region'] },
};
