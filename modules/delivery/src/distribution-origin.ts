import { type CloudfrontDistributionOrigin } from '@cdktf/provider-aws/lib/cloudfront-distribution';
import { CloudfrontOriginAccessControl } from '@cdktf/provider-aws/lib/cloudfront-origin-access-control';
import { EgressStack, nameOf } from '@egress/module-foundation';
import type { Bucket } from '@egress/module-storage';
import type { Construct } from 'constructs';

/** What CloudFront serves: a folder of a private bucket, or a web server that speaks HTTPS. */
export type DistributionOrigin =
  { readonly bucket: Bucket; readonly prefix: string } | { readonly domainName: string };

export const ORIGIN_ID = 'origin';

/** The origin of a distribution; a bucket stays private, and is read with signed requests (origin access control). */
export function distributionOrigin(
  scope: Construct,
  name: string,
  origin: DistributionOrigin,
): CloudfrontDistributionOrigin {
  if ('domainName' in origin) {
    return {
      originId: ORIGIN_ID,
      domainName: origin.domainName,
      customOriginConfig: {
        httpPort: 80,
        httpsPort: 443,
        originProtocolPolicy: 'https-only',
        originSslProtocols: ['TLSv1.2'],
      },
    };
  }
  const access = new CloudfrontOriginAccessControl(scope, 'OriginAccess', {
    name: nameOf(scope, name),
    description: 'Signs the requests to the bucket',
    originAccessControlOriginType: 's3',
    signingBehavior: 'always',
    signingProtocol: 'sigv4',
  });
  allowReading(scope, origin);
  return {
    originId: ORIGIN_ID,
    domainName: origin.bucket.domainName,
    originPath: `/${origin.prefix.replace(/\/$/, '')}`,
    originAccessControlId: access.id,
  };
}

/**
 * Names any distribution of the account: the bucket's policy may be in an earlier stack, which cannot know the id of this
 * distribution.
 */
function allowReading(scope: Construct, { bucket, prefix }: { bucket: Bucket; prefix: string }): void {
  const { account } = EgressStack.of(scope).deployment;
  bucket.allow({
    sid: 'ReadByCloudFront',
    principal: { Service: 'cloudfront.amazonaws.com' },
    actions: ['s3:GetObject'],
    resources: [`${bucket.arn}/${prefix}*`],
    conditions: { ArnLike: { 'aws:SourceArn': `arn:aws:cloudfront::${account}:distribution/*` } },
  });
}
