import * as fc from 'fast-check';
import { namedResources } from './named-resources';

it.each([
  ['arn:aws:s3:::other is open.', 'arn:aws:s3:::other'],
  ['It read s3://other-bucket/key.', 'other-bucket'],
  ['Delete sg-123.', 'sg-123'],
  ['nat-0123456789abcdef0 carried it', 'nat-0123456789abcdef0'],
  ['The account 444455556666 took it.', '444455556666'],
  ['It went to 198.51.100.7.', '198.51.100.7'],
  ['open to 10.0.0.0/8', '10.0.0.0/8'],
  ['It went to 2001:db8::17.', '2001:db8::17'],
  ['The distribution E1ABCDEFGHIJKL misses.', 'E1ABCDEFGHIJKL'],
  ['Send it to evil.example.com now.', 'evil.example.com'],
  ['The bucket other-videos is open.', 'other-videos'],
  ['The bucket named videos is open.', 'videos'],
  ['The acme-prod-videos bucket is open.', 'acme-prod-videos'],
  ['See `videos`.', 'videos'],
])('finds the name in “%s”', (text, name) => {
  expect(namedResources(text)).toContain(name);
});

it.each([
  'At 05:00:00Z the bucket’s policy was written, and anonymous requesters read it [F1].',
  'A same-region bucket is read through the NAT gateway; a gateway endpoint is free of charge.',
  'It costs 2,210.40 USD a day, 98 % of it since 2026-11-21T05:00:00Z.',
  'Use topology-aware routing, rack-aware clients and read replicas (see F2).',
])('takes no English for a name: “%s”', (text) => {
  expect(namedResources(text)).toEqual([]);
});

it('finds every id of EC2, wherever it stands', () => {
  const id = fc.tuple(
    fc.constantFrom('i', 'sg', 'vpc', 'nat', 'eni', 'rtb', 'vpce', 'subnet'),
    fc.stringMatching(/^[0-9a-f]{8}([0-9a-f]{9})?$/),
  );
  const words = fc.lorem({ maxCount: 8 });
  fc.assert(
    fc.property(words, id, words, (before, [prefix, hex], after) => {
      expect(namedResources(`${before} (${prefix}-${hex}), ${after}`)).toContain(`${prefix}-${hex}`);
    }),
    { numRuns: 200 },
  );
});
