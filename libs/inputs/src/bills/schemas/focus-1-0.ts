import type { BillSchema } from '../bill-schema';

/**
 * FOCUS 1.0 with AWS columns (`x_…`); without them the description has to tell what a line is.
 * https://docs.aws.amazon.com/cur/latest/userguide/table-dictionary-focus-1-0-aws.html
 */
export const FOCUS_1_0: BillSchema = {
  name: 'FOCUS 1.0',
  marks: ['ChargeCategory', 'ChargePeriodStart', 'BilledCost', 'EffectiveCost', 'ConsumedQuantity'],
  versionMarks: [],
  columns: {
    provider: ['ProviderName', 'ServiceProviderName'],
    charge_type: ['ChargeCategory'],
    currency: ['BillingCurrency'],
    usage_start: ['ChargePeriodStart'],
    usage_end: ['ChargePeriodEnd'],
    account_id: ['SubAccountId', 'BillingAccountId'],
    region: ['RegionId'],
    service: ['x_ServiceCode', 'ServiceName'],
    usage_type: ['x_UsageType'],
    operation: ['x_Operation'],
    description: ['ChargeDescription'],
    resource_id: ['ResourceId'],
    unit: ['ConsumedUnit', 'PricingUnit'],
    quantity: ['ConsumedQuantity', 'PricingQuantity'],
    cost: ['EffectiveCost', 'BilledCost'],
    list_cost: ['ListCost'],
  },
};
