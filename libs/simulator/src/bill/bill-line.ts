/** A line of the bill before it takes the form of a schema. Costs are USD at list price. */
export interface BillLine {
  readonly lineType: 'Usage' | 'Tax' | 'Credit';
  /** Seconds since 1970. */
  readonly start: number;
  readonly end: number;
  /** As in `AmazonEC2`. */
  readonly productCode: string;
  /** As in `Amazon Elastic Compute Cloud`. */
  readonly serviceName: string;
  readonly region: string | null;
  readonly usageType: string;
  readonly operation: string;
  readonly description: string;
  readonly resourceId: string;
  readonly unit: string;
  readonly quantity: number;
  readonly listCost: number;
  /** Of transfers between regions. */
  readonly fromRegion: string | null;
  readonly toRegion: string | null;
  /** As in `InterRegion Outbound`; null where nothing is transferred. */
  readonly transferType: string | null;
}

export const SERVICES = {
  AmazonEC2: 'Amazon Elastic Compute Cloud',
  AmazonVPC: 'Amazon Virtual Private Cloud',
  AmazonS3: 'Amazon Simple Storage Service',
  AmazonCloudFront: 'Amazon CloudFront',
  AmazonCloudWatch: 'AmazonCloudWatch',
  AWSDirectConnect: 'AWS Direct Connect',
} as const;
export type ProductCode = keyof typeof SERVICES;
