import { CLOUDFRONT_FORMATS, type CloudFrontFormat } from './writers/cloudfront-log';
import { VPC_FLOW_LOG_FORMATS, type VpcFlowLogFormat } from './writers/flow-log-formats';
import { S3_FIELD_COUNTS, type S3LogFormat } from './writers/s3-access-log';
import { BILL_FORMATS, type BillFormat } from './bill/bill-formats';

export const FLOW_FORMATS = Object.keys(VPC_FLOW_LOG_FORMATS) as readonly VpcFlowLogFormat[];
export const S3_FORMATS = Object.keys(S3_FIELD_COUNTS) as readonly S3LogFormat[];

export type Format = VpcFlowLogFormat | 'tgw' | S3LogFormat | CloudFrontFormat | BillFormat;

/** Everything that can be written, by the names of `--format`. */
export const FORMATS: readonly Format[] = [
  ...FLOW_FORMATS,
  'tgw',
  ...S3_FORMATS,
  ...CLOUDFRONT_FORMATS,
  ...BILL_FORMATS,
];

export interface ChosenFormats {
  readonly flows: readonly VpcFlowLogFormat[];
  readonly transitGateway: boolean;
  readonly buckets: readonly S3LogFormat[];
  readonly distributions: readonly CloudFrontFormat[];
  readonly bills: readonly BillFormat[];
}

/** The formats of each kind of input; a kind of which none is asked for gets its usual one. */
export function chooseFormats(asked: readonly Format[]): ChosenFormats {
  const ofKind = <T extends Format>(kind: readonly T[], usual: T): readonly T[] => {
    const chosen = kind.filter((format) => asked.includes(format));
    return chosen.length > 0 ? chosen : [usual];
  };
  return {
    flows: ofKind(FLOW_FORMATS, 'v5'),
    transitGateway: asked.includes('tgw'),
    buckets: ofKind(S3_FORMATS, 's3-27'),
    distributions: ofKind(CLOUDFRONT_FORMATS, 'cloudfront-w3c'),
    bills: ofKind(BILL_FORMATS, 'cur2-parquet'),
  };
}
