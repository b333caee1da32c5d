import { lookUpAddresses } from './look-up-addresses';

const AMAZON = 'Amazon.com, Inc.';

/** Addresses whose owners do not change, of both families. */
const KNOWN = [
  ['52.216.1.1', 'S3', 'us-east-1', 16509, AMAZON],
  ['52.218.128.1', 'S3', 'us-west-2', 16509, AMAZON],
  ['3.218.182.5', 'DYNAMODB', 'us-east-1', 14618, AMAZON],
  ['52.94.4.1', 'DYNAMODB', 'us-east-2', 16509, AMAZON],
  ['13.32.0.1', 'CLOUDFRONT', 'GLOBAL', 16509, AMAZON],
  ['2600:9000:5206::1', 'EC2', 'ap-northeast-2', 16509, AMAZON],
  ['8.8.8.8', null, null, 15169, 'Google LLC'],
  ['10.0.0.1', null, null, null, null],
  ['151.101.1.1', null, null, 54113, 'Fastly, Inc.'],
  ['2606:4700::1111', null, null, 13335, 'Cloudflare, Inc.'],
  ['fd00::1', null, null, null, null],
  ['8.8.8.8', null, null, 15169, 'Google LLC'],
] as const;

it('finds AWS service, region and network of well-known addresses, in the order asked', async () => {
  const owners = await lookUpAddresses(KNOWN.map(([address]) => address));
  expect(owners).toEqual(
    KNOWN.map(([address, service, region, asn, org]) => ({ address, service, region, asn, org })),
  );
});

it('refuses what is no address', async () => {
  await expect(lookUpAddresses(['8.8.8.8', 'example.com'])).rejects.toThrow('"example.com"');
});
