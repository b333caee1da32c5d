import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { downloadIpRanges, ipRangesFile, readIpRanges } from './ip-ranges';

const PUBLISHED = {
  syncToken: '1700000000',
  createDate: '2026-11-20-10-11-12',
  prefixes: [
    { ip_prefix: '3.5.140.0/22', region: 'ap-northeast-2', service: 'S3', network_border_group: 'x' },
  ],
  ipv6_prefixes: [
    { ipv6_prefix: '2600:1f18::/33', region: 'us-east-1', service: 'EC2', network_border_group: 'x' },
  ],
};
const answering = (body: unknown, init?: ResponseInit) => () =>
  Promise.resolve(new Response(typeof body === 'string' ? body : JSON.stringify(body), init));

describe('readIpRanges', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'addresses-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('reads the dated snapshot that ships', () => {
    const ranges = readIpRanges(folder);
    expect(ranges.createDate).toBe('2026-08-22-15-17-05');
    expect([ranges.prefixes.length, ranges.ipv6_prefixes.length]).toEqual([10668, 6160]);
  });

  it('prefers the refreshed ranges of the data folder', () => {
    writeFileSync(ipRangesFile(folder), JSON.stringify(PUBLISHED));
    expect(readIpRanges(folder).createDate).toBe('2026-11-20-10-11-12');
  });

  it.each([
    ['{"prefixes": [', /aws-ip-ranges\.json: .*JSON.*egress ip-ranges refresh/],
    [JSON.stringify({ ...PUBLISHED, prefixes: [] }), /aws-ip-ranges\.json: .*: prefixes: /],
  ])('names the file and the remedy when it holds %s', (content, message) => {
    writeFileSync(ipRangesFile(folder), content);
    expect(() => readIpRanges(folder)).toThrow(message);
  });
});

describe('downloadIpRanges', () => {
  it('keeps what is needed of what AWS publishes', async () => {
    const ranges = await downloadIpRanges(answering(PUBLISHED));
    expect(ranges.prefixes).toEqual([{ ip_prefix: '3.5.140.0/22', region: 'ap-northeast-2', service: 'S3' }]);
    expect(ranges.syncToken).toBe('1700000000');
  });

  it.each([
    ['a status', answering('gone', { status: 503, statusText: 'Slow Down' }), /answered 503 Slow Down/],
    ['a web page', answering('<html>'), /ip-ranges\.json: .*JSON/],
    [
      'a prefix that is none',
      answering({ ...PUBLISHED, prefixes: [{ ip_prefix: '3.5.140.0/99', region: 'x', service: 'S3' }] }),
      /prefixes\.0\.ip_prefix/,
    ],
    ['no network', () => Promise.reject(new TypeError('fetch failed')), /cannot reach https:\/\/ip-ranges/],
  ])('fails on %s with a clear message', async (_, get, message) => {
    await expect(downloadIpRanges(get)).rejects.toThrow(message);
  });
});
