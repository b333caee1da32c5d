import type { BillSchema } from '../bill-schema';

/**
 * Cost and Usage Report as it was before Data Exports; its columns are those that the account used.
 * https://docs.aws.amazon.com/cur/latest/userguide/data-dictionary.html
 */
export const LEGACY_CUR: BillSchema = {
  name: 'legacy CUR',
  marks: [
    'line_item_usage_type',
    'line_item_line_item_type',
    'line_item_usage_start_date',
    'line_item_usage_amount',
    'line_item_unblended_cost',
  ],
  versionMarks: [],
  columns: {
    provider: [],
    charge_type: ['line_item_line_item_type'],
    currency: ['line_item_currency_code'],
    usage_start: ['line_item_usage_start_date'],
    usage_end: ['line_item_usage_end_date'],
    account_id: ['line_item_usage_account_id'],
    region: ['product_region', 'product_region_code'],
    service: ['line_item_product_code'],
    usage_type: ['line_item_usage_type'],
    operation: ['line_item_operation'],
    description: ['line_item_line_item_description'],
    resource_id: ['line_item_resource_id'],
    unit: ['pricing_unit'],
    quantity: ['line_item_usage_amount'],
    cost: ['line_item_net_unblended_cost', 'line_item_unblended_cost'],
    list_cost: ['pricing_public_on_demand_cost'],
  },
};
