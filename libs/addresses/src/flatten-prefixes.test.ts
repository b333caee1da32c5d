import fc from 'fast-check';
import { cidrRange } from './address-key';
import { flattenPrefixes, type AwsPrefix, type ServiceRange } from './flatten-prefixes';
import { awsPrefixes, readIpRanges } from './ip-ranges';

const prefix = (cidr: string, service: string, region = 'us-east-1'): AwsPrefix => ({
  cidr,
  service,
  region,
});
const brief = (ranges: readonly ServiceRange[]) =>
  ranges.map(({ range_start, range_end, service }) => `${range_start}-${range_end} ${service}`);

describe('flattenPrefixes', () => {
  it('cuts the longer prefix out of the shorter one', () => {
    const flat = flattenPrefixes([prefix('10.0.0.0/8', 'EC2'), prefix('10.1.0.0/16', 'S3')]);
    expect(brief(flat)).toEqual([
      '40A000000-40A00FFFF EC2',
      '40A010000-40A01FFFF S3',
      '40A020000-40AFFFFFF EC2',
    ]);
  });

  it.each([
    [['AMAZON', 'EC2'], 'EC2'],
    [['S3', 'EC2', 'AMAZON'], 'S3'],
    [['AMAZON', 'DYNAMODB', 'EC2'], 'DYNAMODB'],
    [['CLOUDFRONT', 'AMAZON'], 'CLOUDFRONT'],
    [['CLOUDFRONT_ORIGIN_FACING', 'AMAZON', 'CLOUDFRONT'], 'CLOUDFRONT_ORIGIN_FACING'],
    [['EC2', 'AMAZON', 'ROUTE53_HEALTHCHECKS'], 'ROUTE53_HEALTHCHECKS'],
  ])('of %j for one prefix takes %s', (services, service) => {
    const flat = flattenPrefixes(services.map((name) => prefix('10.0.0.0/24', name)));
    expect(brief(flat)).toEqual([`40A000000-40A0000FF ${service}`]);
  });

  it('joins neighbours of the same service and region, and no others', () => {
    const flat = flattenPrefixes([
      prefix('10.0.0.0/25', 'S3'),
      prefix('10.0.0.128/25', 'S3'),
      prefix('10.0.1.0/24', 'S3', 'eu-west-1'),
      prefix('10.0.3.0/24', 'S3', 'eu-west-1'),
    ]);
    expect(flat.map(({ range_start, range_end }) => [range_start, range_end])).toEqual([
      ['40A000000', '40A0000FF'],
      ['40A000100', '40A0001FF'],
      ['40A000300', '40A0003FF'],
    ]);
  });

  it('covers a family to its last address', () => {
    const flat = flattenPrefixes([
      prefix('255.0.0.0/8', 'AMAZON'),
      prefix('::/0', 'EC2'),
      prefix('ffff::/16', 'S3'),
    ]);
    expect(flat.map(({ range_end }) => range_end)).toEqual([
      '4FFFFFFFF',
      `6FFFE${'F'.repeat(28)}`,
      `6${'F'.repeat(32)}`,
    ]);
  });

  it('agrees with the longest prefix found by looking at all of them', () => {
    // A tiny address space, so that prefixes nest, touch and repeat.
    const prefixes = fc.array(
      fc
        .record({
          last: fc.nat(255),
          length: fc.integer({ min: 24, max: 32 }),
          ipv6: fc.boolean(),
          service: fc.constantFrom('AMAZON', 'EC2', 'CLOUDFRONT', 'S3', 'EBS'),
          region: fc.constantFrom('us-east-1', 'eu-west-1'),
        })
        .map(({ last, length, ipv6, service, region }) =>
          prefix(ipv6 ? `::${last.toString(16)}/${length + 96}` : `0.0.0.${last}/${length}`, service, region),
        ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(prefixes, fc.nat(255), fc.boolean(), (all, last, ipv6) => {
        const key = cidrRange(ipv6 ? `::${last.toString(16)}/128` : `0.0.0.${last}/32`).rangeStart;
        const flat = flattenPrefixes(all);
        flat.slice(1).forEach(({ range_start }, i) => expect(range_start > flat[i]!.range_end).toBe(true));
        const found = flat.filter(({ range_start, range_end }) => range_start <= key && key <= range_end);
        const best = longest(all, key);
        expect(found.length).toBe(best.length > 0 ? 1 : 0);
        if (found[0]) expect(best.map(({ service }) => service)).toContain(found[0].service);
        if (found[0]) expect(best.map(({ region }) => region)).toContain(found[0].region);
      }),
      { numRuns: 2000 },
    );
  });

  it('flattens the real snapshot, without quadratic effort', () => {
    const prefixes = awsPrefixes(readIpRanges());
    const start = performance.now();
    expect(flattenPrefixes(prefixes).length).toBeGreaterThan(8000);
    // 0.1 s on an idle core; comparing every prefix with every other would take minutes.
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});

/** The prefixes of the greatest length that hold the key, without the vague services where a specific one is there. */
function longest(prefixes: readonly AwsPrefix[], key: string): AwsPrefix[] {
  const length = ({ cidr }: AwsPrefix) => Number(cidr.split('/')[1]);
  const holding = prefixes.filter(({ cidr }) => {
    const { rangeStart, rangeEnd } = cidrRange(cidr);
    return rangeStart <= key && key <= rangeEnd;
  });
  const longestOnes = holding.filter((one) => length(one) === Math.max(...holding.map(length)));
  for (const services of [['S3', 'EBS'], ['CLOUDFRONT'], ['EC2'], ['AMAZON']]) {
    const ofThese = longestOnes.filter(({ service }) => services.includes(service));
    if (ofThese.length > 0) return ofThese;
  }
  return [];
}
