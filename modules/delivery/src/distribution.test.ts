import {
  nextStack,
  problems,
  reference,
  resource,
  resources,
  statements,
  synthesize,
  testStack,
} from '@egress/module-foundation/testing';
import { Bucket } from '@egress/module-storage';
import type { App } from 'cdktf';
import { Distribution, type DistributionProps } from './distribution';

const TYPE = 'aws_cloudfront_distribution';
const CERTIFICATE = {
  arn: 'arn:aws:acm:us-east-1:111122223333:certificate/abc',
  domainName: 'cdn.example.com',
};

function distribution(props: Partial<DistributionProps> = {}) {
  const stack = testStack();
  new Distribution(stack, 'Distribution', {
    name: 'cloudfront',
    description: 'Site',
    origin: { domainName: 'www.example.com' },
    certificate: { reason: 'a test has no domain' },
    ...props,
  });
  return { stack, block: resource(stack, TYPE) };
}

describe('Distribution', () => {
  it('answers reads alone, by HTTPS, cached, compressed and with security headers', () => {
    expect(distribution().block).toMatchObject({
      enabled: true,
      default_root_object: 'index.html',
      price_class: 'PriceClass_100',
      default_cache_behavior: {
        viewer_protocol_policy: 'redirect-to-https',
        allowed_methods: ['GET', 'HEAD'],
        compress: true,
        cache_policy_id: '658327ea-f89d-4fab-a63d-7e88639e58f6',
        response_headers_policy_id: '67f7725c-6f97-4210-82d7-5512b31e9d03',
      },
    });
  });

  it('speaks TLS 1.2 or later under its own domain name', () => {
    expect(distribution({ certificate: CERTIFICATE }).block).toMatchObject({
      aliases: ['cdn.example.com'],
      viewer_certificate: {
        acm_certificate_arn: CERTIFICATE.arn,
        ssl_support_method: 'sni-only',
        minimum_protocol_version: 'TLSv1.2_2021',
      },
    });
  });

  it('has the certificate of CloudFront without a domain name', () => {
    const { block } = distribution();
    expect(block['viewer_certificate']).toEqual({ cloudfront_default_certificate: true });
    expect(block).not.toHaveProperty('aliases');
  });

  it('says beside itself which checks of checkov do not hold, and why it has no certificate', () => {
    const notes = (props = {}) => (distribution(props).block['//'] as { exemptions: object }).exemptions;
    expect(notes()).toMatchObject({ CKV_AWS_68: expect.any(String), CKV_AWS_174: 'a test has no domain' });
    expect(notes({ certificate: CERTIFICATE })).not.toHaveProperty('CKV_AWS_174');
  });

  it('fails when the certificate is of another region than CloudFront’s', () => {
    const arn = 'arn:aws:acm:eu-west-1:111122223333:certificate/abc';
    expect(problems(distribution({ certificate: { ...CERTIFICATE, arn } }).stack)).toEqual([
      `[stack/Distribution] certificate must be one of AWS Certificate Manager in us-east-1, got "${arn}"`,
    ]);
  });
});

describe('the origin of a distribution', () => {
  it('is a web server that is asked by HTTPS with TLS 1.2', () => {
    const { stack, block } = distribution();
    expect(block['origin']).toEqual([
      {
        origin_id: 'origin',
        domain_name: 'www.example.com',
        custom_origin_config: {
          http_port: 80,
          https_port: 443,
          origin_protocol_policy: 'https-only',
          origin_ssl_protocols: ['TLSv1.2'],
        },
      },
    ]);
    expect(resources(stack, 'aws_cloudfront_origin_access_control')).toEqual({});
  });

  it('is a folder of a private bucket, read with signed requests', () => {
    const stack = testStack();
    const bucket = new Bucket(stack, 'Data', { name: 'data', lifecycle: [] });
    new Distribution(stack, 'Distribution', {
      name: 'cloudfront',
      description: 'Site',
      origin: { bucket, prefix: 'published/' },
      certificate: CERTIFICATE,
    });
    expect(resource(stack, 'aws_cloudfront_origin_access_control')).toMatchObject({
      name: 'egress-test-cloudfront',
      origin_access_control_origin_type: 's3',
      signing_behavior: 'always',
      signing_protocol: 'sigv4',
    });
    expect(resource(stack, TYPE)['origin']).toEqual([
      expect.objectContaining({
        domain_name: reference(stack, bucket.domainName),
        origin_path: '/published',
        origin_access_control_id: expect.stringContaining('aws_cloudfront_origin_access_control.'),
      }),
    ]);
  });

  it('lets CloudFront read that folder alone, without making the stack of the bucket depend on its own', () => {
    const stack = testStack();
    const bucket = new Bucket(stack, 'Data', { name: 'data', lifecycle: [] });
    const later = nextStack(stack.node.root as App, 'later');
    new Distribution(later, 'Distribution', {
      name: 'cloudfront',
      description: 'Site',
      origin: { bucket, prefix: 'published/' },
      certificate: CERTIFICATE,
    });
    expect(statements(resource(stack, 'aws_s3_bucket_policy'))).toContainEqual({
      Sid: 'ReadByCloudFront',
      Effect: 'Allow',
      Principal: { Service: 'cloudfront.amazonaws.com' },
      Action: ['s3:GetObject'],
      Resource: [`${reference(stack, bucket.arn)}/published/*`],
      Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:cloudfront::111122223333:distribution/*' } },
    });
    expect(synthesize(stack).data).toBeUndefined();
  });
});
