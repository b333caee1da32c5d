/** A table of AWS Data Exports, and how an export selects from it. */
export interface BillTable {
  readonly table: string;
  /** Names as in the table's dictionary, Data Exports user guide. */
  readonly columns: readonly string[];
  /** Every setting that the table has: AWS fills in what is left out, and Terraform takes that for a mistake. */
  readonly settings: Readonly<Record<string, string>>;
}

const CUR_2_COLUMNS =
  'bill_payer_account_id bill_payer_account_name bill_billing_period_start_date bill_bill_type identity_line_item_id line_item_line_item_type line_item_usage_account_id line_item_usage_account_name line_item_usage_start_date line_item_usage_end_date line_item_product_code line_item_usage_type line_item_operation line_item_line_item_description line_item_resource_id line_item_usage_amount line_item_currency_code line_item_unblended_cost line_item_net_unblended_cost pricing_unit pricing_public_on_demand_cost product product_region_code product_from_location product_from_region_code product_to_location product_to_region_code resource_tags';

const FOCUS_1_2_COLUMNS =
  'BillingAccountId BillingAccountName BillingCurrency BillingPeriodStart BillingPeriodEnd InvoiceId ProviderName ChargeCategory ChargeClass ChargeDescription ChargePeriodStart ChargePeriodEnd SubAccountId SubAccountName RegionId ServiceName ServiceSubcategory ResourceId SkuMeter ConsumedQuantity ConsumedUnit PricingQuantity PricingUnit BilledCost EffectiveCost ListCost ContractedCost Tags x_Operation x_ServiceCode';

/** CUR 2.0, by the hour and resource. It tells from where to where bytes went. */
export function curTable(account: string): BillTable {
  return {
    table: 'COST_AND_USAGE_REPORT',
    columns: CUR_2_COLUMNS.split(' '),
    settings: {
      BILLING_VIEW_ARN: `arn:aws:billing::${account}:billingview/primary`,
      TIME_GRANULARITY: 'HOURLY',
      INCLUDE_RESOURCES: 'TRUE',
      INCLUDE_MANUAL_DISCOUNT_COMPATIBILITY: 'FALSE',
      INCLUDE_SPLIT_COST_ALLOCATION_DATA: 'FALSE',
    },
  };
}

/** FOCUS 1.2 with AWS columns, by the hour; resources are always in it. */
export const FOCUS_TABLE: BillTable = {
  table: 'FOCUS_1_2_AWS',
  columns: FOCUS_1_2_COLUMNS.split(' '),
  settings: { TIME_GRANULARITY: 'HOURLY' },
};
