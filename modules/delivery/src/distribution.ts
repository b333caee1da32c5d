import {
  CloudfrontDistribution,
  type CloudfrontDistributionViewerCertificate,
} from '@cdktf/provider-aws/lib/cloudfront-distribution';
import { exempt, type ReasonedOptOut, reportProblems } from '@egress/module-foundation';
import { Construct } from 'constructs';
import { distributionOrigin, type DistributionOrigin, ORIGIN_ID } from './distribution-origin';

/** A certificate of AWS Certificate Manager, in us-east-1, and the domain name that it is for. */
export interface Certificate {
  readonly arn: string;
  readonly domainName: string;
}

export interface DistributionProps {
  /** Name after the environment's prefix. */
  readonly name: string;
  readonly description: string;
  readonly origin: DistributionOrigin;
  /** Certificate that makes viewers speak TLS 1.2 or later; without one CloudFront decides, for `*.cloudfront.net`. */
  readonly certificate: Certificate | ReasonedOptOut;
}

/** Managed policies of CloudFront, the same in every account. */
const CACHING_OPTIMIZED = '658327ea-f89d-4fab-a63d-7e88639e58f6';
const SECURITY_HEADERS = '67f7725c-6f97-4210-82d7-5512b31e9d03';

const EXEMPTIONS = {
  CKV_AWS_86: 'Logged with standard logging v2, which is no argument of the distribution',
  CKV2_AWS_32: 'Has the managed SecurityHeadersPolicy, by its id',
  CKV_AWS_68: 'Answers reads of what is public; a web ACL would cost 5 USD a month to guard nothing',
  CKV2_AWS_47: 'Runs no code that logs requests; a web ACL would guard nothing',
  CKV_AWS_310: 'Has one origin, and nothing to fail over to',
  CKV_AWS_374: 'Is meant for readers everywhere',
};
/** Checks of the certificate, which may be left out for a reason. */
const CERTIFICATE_CHECKS = ['CKV_AWS_174', 'CKV2_AWS_42'];

/**
 * A CloudFront distribution that only answers reads: HTTPS only, TLS 1.2 with a certificate of one's own, cached,
 * compressed, with security headers, in the cheapest price class (North America and Europe).
 */
export class Distribution extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: DistributionProps) {
    super(scope, id);
    const { certificate } = props;
    reportProblems(this, [
      {
        value: 'arn' in certificate ? certificate.arn : undefined,
        isValid: !('arn' in certificate) || certificate.arn.startsWith('arn:aws:acm:us-east-1:'),
        message: 'certificate must be one of AWS Certificate Manager in us-east-1',
      },
    ]);
    const distribution = new CloudfrontDistribution(this, 'Resource', {
      comment: props.description,
      enabled: true,
      isIpv6Enabled: true,
      httpVersion: 'http2and3',
      priceClass: 'PriceClass_100',
      defaultRootObject: 'index.html',
      origin: [distributionOrigin(this, props.name, props.origin)],
      defaultCacheBehavior: {
        targetOriginId: ORIGIN_ID,
        viewerProtocolPolicy: 'redirect-to-https',
        allowedMethods: ['GET', 'HEAD'],
        cachedMethods: ['GET', 'HEAD'],
        compress: true,
        cachePolicyId: CACHING_OPTIMIZED,
        responseHeadersPolicyId: SECURITY_HEADERS,
      },
      restrictions: { geoRestriction: { restrictionType: 'none' } },
      aliases: 'arn' in certificate ? [certificate.domainName] : undefined,
      viewerCertificate: viewerCertificate(certificate),
    });
    this.arn = distribution.arn;
    exempt(distribution, exemptions(certificate));
  }
}

function exemptions(certificate: DistributionProps['certificate']): Readonly<Record<string, string>> {
  if ('arn' in certificate) return EXEMPTIONS;
  const reasons = CERTIFICATE_CHECKS.map((check) => [check, certificate.reason]);
  return { ...EXEMPTIONS, ...Object.fromEntries(reasons) };
}

function viewerCertificate(
  certificate: DistributionProps['certificate'],
): CloudfrontDistributionViewerCertificate {
  if (!('arn' in certificate)) return { cloudfrontDefaultCertificate: true };
  return {
    acmCertificateArn: certificate.arn,
    sslSupportMethod: 'sni-only',
    minimumProtocolVersion: 'TLSv1.2_2021',
  };
}
