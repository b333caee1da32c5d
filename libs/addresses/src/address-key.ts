import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** First and last address of a range as address keys, both inclusive. */
export interface KeyRange {
  readonly rangeStart: string;
  readonly rangeEnd: string;
}

/**
 * The address as a string whose order is address order: `4` + 8 upper-case hex digits, or `6` + 32. Takes dotted IPv4
 * and every way to write IPv6 (`::`, embedded IPv4). Throws for anything else.
 */
export function addressKey(address: string): string {
  return bytesKey(bytesOf(address));
}

/** The range of a CIDR block as address keys; bits below the prefix length are ignored. Throws for anything else. */
export function cidrRange(cidr: string): KeyRange {
  const [address = '', length, ...rest] = cidr.split('/');
  if (length === undefined || rest.length > 0 || !/^\d{1,3}$/.test(length))
    throw new Error(notA('CIDR block', cidr));
  const bytes = bytesOf(address);
  const prefixLength = Number(length);
  if (prefixLength > bytes.length * 8) throw new Error(notA('CIDR block', cidr));
  return {
    rangeStart: bytesKey(bytes.map((byte, i) => byte & ~hostBits(prefixLength, i))),
    rangeEnd: bytesKey(bytes.map((byte, i) => byte | hostBits(prefixLength, i))),
  };
}

/** The bits of byte `i` that lie beyond the prefix. */
function hostBits(prefixLength: number, i: number): number {
  return 0xff >> Math.min(8, Math.max(0, prefixLength - 8 * i));
}

function bytesOf(address: string): number[] {
  switch (isIP(address)) {
    case 4:
      return address.split('.').map(Number);
    case 6:
      return ipaddr.IPv6.parse(address).toByteArray();
    default:
      throw new Error(notA('IP address', address));
  }
}

function bytesKey(bytes: readonly number[]): string {
  return (bytes.length === 4 ? '4' : '6') + Buffer.from(bytes).toString('hex').toUpperCase();
}

function notA(what: string, text: string): string {
  return `not a valid ${what}: "${text}"`;
}
