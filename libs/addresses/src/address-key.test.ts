import fc from 'fast-check';
import { addressKey, cidrRange } from './address-key';

describe('addressKey', () => {
  it.each([
    ['0.0.0.0', '400000000'],
    ['10.0.200.1', '40A00C801'],
    ['255.255.255.255', '4FFFFFFFF'],
    ['::', `6${'0'.repeat(32)}`],
    ['::1', `6${'0'.repeat(31)}1`],
    ['2001:db8::ff00:42:8329', '620010DB8000000000000FF0000428329'],
    ['2001:DB8:0:0:0:FF00:42:8329', '620010DB8000000000000FF0000428329'],
    ['::ffff:10.0.200.1', '600000000000000000000FFFF0A00C801'],
    ['64:ff9b::192.0.2.33', '60064FF9B0000000000000000C0000221'],
  ])('of %s is %s', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });

  it.each([
    '',
    '-',
    '10.0.0',
    '10.0.0.256',
    '010.0.0.1',
    '0x7f.1',
    '2001:db8',
    ':::',
    '10.0.0.1/8',
    'localhost',
  ])('refuses "%s" and says so', (text) => {
    expect(() => addressKey(text)).toThrow(`not a valid IP address: "${text}"`);
  });

  it('sorts as the addresses do', () => {
    const ipv4 = fc.nat({ max: 2 ** 32 - 1 });
    const dotted = (n: number) => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255].join('.');
    fc.assert(
      fc.property(ipv4, ipv4, (a, b) => {
        expect(addressKey(dotted(a)) < addressKey(dotted(b))).toBe(a < b);
      }),
    );
  });
});

describe('cidrRange', () => {
  it.each([
    ['10.0.0.0/8', '40A000000', '40AFFFFFF'],
    ['10.1.2.3/8', '40A000000', '40AFFFFFF'],
    ['10.0.0.1/32', '40A000001', '40A000001'],
    ['192.168.4.0/22', '4C0A80400', '4C0A807FF'],
    ['0.0.0.0/0', '400000000', '4FFFFFFFF'],
    ['2600:1f18::/33', '626001F18000000000000000000000000', '626001F187FFFFFFFFFFFFFFFFFFFFFFF'],
    ['::/0', `6${'0'.repeat(32)}`, `6${'F'.repeat(32)}`],
  ])('of %s goes from %s to %s', (cidr, rangeStart, rangeEnd) => {
    expect(cidrRange(cidr)).toEqual({ rangeStart, rangeEnd });
  });

  it.each(['10.0.0.0', '10.0.0.0/33', '::/129', '10.0.0.0/-1', '10.0.0.0/8/9', '10.0.0.0/ 8'])(
    'refuses "%s"',
    (text) => {
      expect(() => cidrRange(text)).toThrow(`not a valid CIDR block: "${text}"`);
    },
  );
});
