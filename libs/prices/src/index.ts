export { REGIONS, billingCodeToRegion, locationToRegion, regionToBillingCode } from './aws-regions';
export type { BilledUsage } from './billed-usage';
export { parseChargeDescription } from './charge-description';
export {
  cloudFrontCost,
  compareCloudFrontPlans,
  mixedCloudFrontCost,
  type CloudFrontComparison,
} from './cloudfront-cost';
export { edgeGeography, edgeShares, nearestGeography, type EdgeShares } from './edge-geography';
export {
  endpointHourly,
  natHourly,
  publicIpv4Hourly,
  transitGatewayAttachmentHourly,
  vendedLogPrices,
} from './hourly-prices';
export { internetCost, monthlyInternetCost, type InternetCostOptions } from './internet-cost';
export { EDGE, listRate, ratesForVolumes, type EgressVolume, type ListRate } from './list-rates';
export { loadPriceBook, parsePriceBook, priceBookFile, type PriceBook } from './price-book';
export { priceRows, type PriceRow } from './price-rows';
export { refreshPriceBook } from './refresh-price-book';
export { tieredCost, type Tier } from './tiered-cost';
export { parseUsageType } from './usage-type';
