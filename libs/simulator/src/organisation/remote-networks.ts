/** An address outside the organisation, as the flow log and AWS's published ranges know it. */
export interface RemoteAddress {
  readonly address: string;
  /** What `pkt-dst-aws-service` says of it; null for addresses that are not AWS's. */
  readonly awsService: string | null;
  /** The region of AWS's range, `GLOBAL` for CloudFront; null for others. */
  readonly awsRegion: string | null;
}

/** `count` addresses of a /24, given by its first three octets. */
function pool(
  octets: string,
  count: number,
  awsService: string | null = null,
  awsRegion: string | null = null,
): readonly RemoteAddress[] {
  return Array.from({ length: count }, (_, i) => ({ address: `${octets}.${i + 11}`, awsService, awsRegion }));
}

// Ranges of AWS's ip-ranges.json (createDate 2026-08-22), away from the edges of longer prefixes.
export const S3_US_EAST_1 = pool('52.216.64', 24, 'S3', 'us-east-1');
export const S3_US_EAST_1_OTHER = pool('54.231.130', 24, 'S3', 'us-east-1');
export const S3_US_WEST_2 = pool('52.218.200', 12, 'S3', 'us-west-2');
export const DYNAMODB_US_EAST_1 = pool('52.94.0', 8, 'DYNAMODB', 'us-east-1');
export const DYNAMODB_US_EAST_1_OTHER = pool('52.119.224', 8, 'DYNAMODB', 'us-east-1');
/** SQS, Kinesis and the like answer from ranges that are published as AMAZON only. */
export const AWS_APIS_US_EAST_1 = pool('54.239.28', 8, 'AMAZON', 'us-east-1');
export const EC2_US_EAST_1 = pool('54.160.20', 16, 'EC2', 'us-east-1');
export const EC2_EU_WEST_1 = pool('52.210.20', 16, 'EC2', 'eu-west-1');
export const CLOUDFRONT_ORIGIN_FACING = pool('130.176.88', 24, 'CLOUDFRONT_ORIGIN_FACING', 'GLOBAL');

/** Customers at home: Comcast, Verizon, Deutsche Telekom, Orange, SoftBank, Claro. */
export const BROWSERS = [
  ...pool('73.162.10', 60),
  ...pool('71.190.10', 40),
  ...pool('84.160.10', 40),
  ...pool('90.30.10', 30),
  ...pool('126.100.10', 20),
  ...pool('187.20.10', 20),
];
/** IPv6 customers of Comcast and Deutsche Telekom. */
export const IPV6_BROWSERS: readonly RemoteAddress[] = [
  '2601:640:8000:1::a1',
  '2601:640:8000:2::b2',
  '2003:e0:700::c3',
].map((address) => ({ address, awsService: null, awsRegion: null }));
/** A monitoring vendor on Google Cloud. */
export const TELEMETRY_VENDOR = pool('34.149.66', 4);
/** A package mirror behind Fastly. */
export const PACKAGE_MIRROR = pool('151.101.1', 4);
/** Where stolen data goes: one server at OVH. */
export const DROP_SERVER = pool('51.68.100', 1);
/** Scanners and bulk downloaders. */
export const SCANNERS = [...pool('45.146.164', 40), ...pool('185.220.101', 20)];
