import { ACCOUNT_ID } from '../organisation/resource-ids';

export interface BillColumn {
  /** As the schema's CSV has it; Parquet has `parquetName`. */
  readonly name: string;
  readonly parquetName: string;
  /** SQL over the bill table. */
  readonly value: string;
  /** What CSV has to write in a way of its own; all else is `plain`. */
  readonly type: 'plain' | 'time' | 'map';
}

type Definition = readonly [name: string, value: string, type?: BillColumn['type']];

const PAYER = `'${ACCOUNT_ID}'`;
const MONTH_START = "date_trunc('month', usage_start)";
const MONTH_END = "date_trunc('month', usage_start) + INTERVAL 1 MONTH";

/** Legacy CUR: `lineItem/UsageType` in CSV, `line_item_usage_type` in Parquet. Net cost is there if there is a discount. */
export function legacyCurColumns(hasDiscount: boolean): readonly BillColumn[] {
  const definitions: Definition[] = [
    [
      'identity/LineItemId',
      "md5(concat_ws('/', usage_type, usage_start, operation, resource_id, line_type))",
    ],
    [
      'identity/TimeInterval',
      "strftime(usage_start, '%Y-%m-%dT%H:%M:%SZ') || '/' || strftime(usage_end, '%Y-%m-%dT%H:%M:%SZ')",
    ],
    ['bill/BillingEntity', "'AWS'"],
    ['bill/BillType', "'Anniversary'"],
    ['bill/PayerAccountId', PAYER],
    ['bill/BillingPeriodStartDate', MONTH_START, 'time'],
    ['bill/BillingPeriodEndDate', MONTH_END, 'time'],
    ['lineItem/UsageAccountId', PAYER],
    ['lineItem/LineItemType', 'line_type'],
    ['lineItem/UsageStartDate', 'usage_start', 'time'],
    ['lineItem/UsageEndDate', 'usage_end', 'time'],
    ['lineItem/ProductCode', 'product_code'],
    ['lineItem/UsageType', 'usage_type'],
    ['lineItem/Operation', 'operation'],
    ['lineItem/ResourceId', 'resource_id'],
    ['lineItem/UsageAmount', 'quantity'],
    ['lineItem/CurrencyCode', "'USD'"],
    ['lineItem/UnblendedCost', 'list_cost'],
    ...(hasDiscount ? [['lineItem/NetUnblendedCost', 'net_cost'] as const] : []),
    ['lineItem/LineItemDescription', 'description'],
    ['product/ProductName', 'service_name'],
    ['product/fromLocation', 'from_region'],
    ['product/toLocation', 'to_region'],
    ['product/region', 'region'],
    ['product/transferType', 'transfer_type'],
    ['pricing/publicOnDemandCost', 'list_cost'],
    ['pricing/unit', 'unit'],
  ];
  return columns(definitions, snakeCase);
}

/** CUR 2.0: fixed columns, of which the ones that traffic needs are here, and maps for the rest. */
export function cur2Columns(hasDiscount: boolean): readonly BillColumn[] {
  const legacy = legacyCurColumns(true)
    .filter(({ name }) => !name.startsWith('product/') && !name.startsWith('identity/TimeInterval'))
    .map((column) => ({ ...column, name: column.parquetName }))
    .map((column) =>
      column.name === 'line_item_net_unblended_cost' && !hasDiscount
        ? { ...column, value: 'CAST(NULL AS DOUBLE)' }
        : column,
    );
  const definitions: Definition[] = [
    ['bill_payer_account_name', "'Example Shop'"],
    ['line_item_usage_account_name', "'Example Shop'"],
    ['product_from_region_code', 'from_region'],
    ['product_to_region_code', 'to_region'],
    ['product_region_code', 'region'],
    [
      'product',
      "map {'product_name': service_name, 'region': region, 'transfer_type': transfer_type}",
      'map',
    ],
    ['resource_tags', 'CAST(map {} AS MAP(VARCHAR, VARCHAR))', 'map'],
    ['cost_category', 'CAST(map {} AS MAP(VARCHAR, VARCHAR))', 'map'],
    ['discount', 'CAST(map {} AS MAP(VARCHAR, VARCHAR))', 'map'],
  ];
  return [...legacy, ...columns(definitions, (name) => name)];
}

/** FOCUS 1.0 with AWS's columns. */
export function focus10Columns(): readonly BillColumn[] {
  return columns([...FOCUS, ['x_UsageType', 'usage_type']], (name) => name);
}

/** FOCUS 1.2 with AWS's columns: the usage type is the SKU's meter. */
export function focus12Columns(): readonly BillColumn[] {
  return columns(
    [
      ...FOCUS,
      ['SkuMeter', 'usage_type'],
      ['InvoiceId', "'1234567890'"],
      ['BillingAccountType', "'BillingAccount'"],
      ['SubAccountType', "'Account'"],
      ['ServiceSubcategory', "'Other (Networking)'"],
    ],
    (name) => name,
  );
}

const FOCUS: readonly Definition[] = [
  ['BilledCost', 'net_cost'],
  ['BillingAccountId', PAYER],
  ['BillingAccountName', "'Example Shop'"],
  ['BillingCurrency', "'USD'"],
  ['BillingPeriodStart', MONTH_START, 'time'],
  ['BillingPeriodEnd', MONTH_END, 'time'],
  ['ChargeCategory', 'line_type'],
  ['ChargeDescription', 'description'],
  ['ChargeFrequency', "CASE line_type WHEN 'Usage' THEN 'Usage-Based' ELSE 'Recurring' END"],
  ['ChargePeriodStart', 'usage_start', 'time'],
  ['ChargePeriodEnd', 'usage_end', 'time'],
  ['ConsumedQuantity', "CASE line_type WHEN 'Usage' THEN quantity END"],
  ['ConsumedUnit', 'unit'],
  ['ContractedCost', 'net_cost'],
  ['EffectiveCost', 'net_cost'],
  ['InvoiceIssuerName', "'Amazon Web Services, Inc.'"],
  ['ListCost', 'list_cost'],
  ['PricingCategory', "'Standard'"],
  ['PricingQuantity', "CASE line_type WHEN 'Usage' THEN quantity END"],
  ['PricingUnit', 'unit'],
  ['ProviderName', "'AWS'"],
  ['PublisherName', "'Amazon Web Services, Inc.'"],
  ['RegionId', 'region'],
  ['ResourceId', 'resource_id'],
  ['ServiceName', 'service_name'],
  ['SubAccountId', PAYER],
  ['SubAccountName', "'Example Shop'"],
  ['Tags', 'CAST(map {} AS MAP(VARCHAR, VARCHAR))', 'map'],
  ['x_Operation', 'operation'],
  ['x_ServiceCode', 'product_code'],
];

function columns(
  definitions: readonly Definition[],
  parquetName: (name: string) => string,
): readonly BillColumn[] {
  return definitions.map(([name, value, type = 'plain']) => ({
    name,
    parquetName: parquetName(name),
    value,
    type,
  }));
}

/** `lineItem/UsageType` as `line_item_usage_type` */
function snakeCase(name: string): string {
  return name
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .replaceAll('/', '_')
    .toLowerCase();
}
