import { vendedLogPrices, type PriceBook } from '@egress/prices';
import { NETWORKS } from '../organisation/other-networks';
import { ACCOUNT_ID } from '../organisation/resource-ids';
import { ASSETS_BUCKET, DISTRIBUTION } from '../organisation/storage';
import { SECONDS_PER_HOUR } from '../time';
import type { TimeSpan } from '../traffic/pattern';
import { SERVICES, type BillLine } from './bill-line';

const VENDED_LOG_GB_PER_HOUR = 0.4;

type OtherUsage = Pick<
  BillLine,
  'usageType' | 'operation' | 'resourceId' | 'unit' | 'quantity' | 'listCost' | 'description'
> & { readonly productCode: keyof typeof SERVICES };

/** Lines that are no transfer, some of which look like it: they must not price traffic. */
export function otherLines(book: PriceBook, window: TimeSpan): readonly BillLine[] {
  const usage = usagePerHour(book);
  const lines: BillLine[] = [];
  for (let start = window.start; start < window.end; start += SECONDS_PER_HOUR) {
    for (const each of usage) {
      lines.push({
        ...EMPTY,
        ...each,
        serviceName: SERVICES[each.productCode],
        start,
        end: start + SECONDS_PER_HOUR,
      });
    }
  }
  return [...lines, ...accountLines(window)];
}

const EMPTY = {
  lineType: 'Usage',
  region: 'us-east-1',
  fromRegion: null,
  toRegion: null,
  transferType: null,
} as const;

function usagePerHour(book: PriceBook): readonly OtherUsage[] {
  const vendedLogPrice = vendedLogPrices(book, 'us-east-1').s3;
  const instances = NETWORKS.flatMap(({ hosts, vpc }) => (vpc.region === 'us-east-1' ? hosts : []));
  return [
    ...instances.map(({ instanceId }): OtherUsage => ({
      productCode: 'AmazonEC2',
      usageType: 'BoxUsage:m7g.large',
      operation: 'RunInstances',
      resourceId: instanceId ?? '',
      unit: 'Hrs',
      quantity: 1,
      listCost: 0.0816,
      description: '$0.0816 per On Demand Linux m7g.large Instance Hour',
    })),
    {
      productCode: 'AmazonCloudWatch',
      usageType: 'VendedLog-Bytes',
      operation: 'PutLogEvents',
      resourceId: '',
      unit: 'GB',
      quantity: VENDED_LOG_GB_PER_HOUR,
      listCost: VENDED_LOG_GB_PER_HOUR * vendedLogPrice,
      description: `$${vendedLogPrice} per GB of vended logs delivered to S3`,
    },
    {
      productCode: 'AmazonCloudWatch',
      usageType: 'QueryScanned-Bytes',
      operation: 'StartQuery',
      resourceId: '',
      unit: 'GB',
      quantity: 3,
      listCost: 0.015,
      description: '$0.005 per GB of log data scanned by CloudWatch Logs Insights queries',
    },
    {
      productCode: 'AmazonS3',
      usageType: 'TimedStorage-ByteHrs',
      operation: 'StandardStorage',
      resourceId: ASSETS_BUCKET.name,
      unit: 'GB-Mo',
      quantity: 0.5,
      listCost: 0.0115,
      description: '$0.023 per GB - first 50 TB / month of storage used',
    },
    {
      productCode: 'AmazonEC2',
      usageType: 'DataTransfer-In-Bytes',
      operation: 'RunInstances',
      resourceId: instances[0]?.instanceId ?? '',
      unit: 'GB',
      quantity: 0.7,
      listCost: 0,
      description: '$0.000 per GB - data transfer in per month',
    },
    {
      productCode: 'AmazonCloudFront',
      usageType: 'US-Requests-Tier2-HTTPS',
      operation: 'GET',
      resourceId: `arn:aws:cloudfront::${ACCOUNT_ID}:distribution/${DISTRIBUTION.distributionId}`,
      unit: 'Requests',
      quantity: 240,
      listCost: 0.00024,
      description: '$0.0100 per 10,000 HTTPS Requests',
    },
  ];
}

/** Tax and a credit over the whole window; the credit names a usage type, and still says nothing of its price. */
function accountLines(window: TimeSpan): readonly BillLine[] {
  const line = {
    ...EMPTY,
    ...window,
    productCode: 'AmazonEC2',
    serviceName: SERVICES.AmazonEC2,
    operation: '',
    resourceId: '',
    unit: '',
  } as const;
  return [
    {
      ...line,
      lineType: 'Tax',
      region: null,
      usageType: '',
      quantity: 1,
      listCost: 41.27,
      description: 'Tax for product code AmazonEC2',
    },
    {
      ...line,
      lineType: 'Credit',
      usageType: 'DataTransfer-Out-Bytes',
      quantity: 0,
      listCost: -25,
      description: 'AWS credit for data transfer',
    },
  ];
}
