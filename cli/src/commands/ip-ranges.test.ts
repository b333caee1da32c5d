import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ipRangesCommand } from './ip-ranges';

const PUBLISHED = {
  syncToken: '1900000000',
  createDate: '2030-03-17-17-46-40',
  prefixes: [{ ip_prefix: '8.8.8.0/24', region: 'mx-central-1', service: 'S3', network_border_group: 'x' }],
  ipv6_prefixes: [
    { ipv6_prefix: '2600:1f18::/33', region: 'us-east-1', service: 'EC2', network_border_group: 'x' },
  ],
};

let folder: string;
let printed: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'egress-cli-'));
  process.env['XDG_DATA_HOME'] = folder;
  printed = '';
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  delete process.env['XDG_DATA_HOME'];
  rmSync(folder, { recursive: true });
});

const run = (...args: string[]) => ipRangesCommand().parseAsync(args, { from: 'user' });
const publish = (body: unknown) =>
  jest.spyOn(global, 'fetch').mockResolvedValue(new Response(JSON.stringify(body)));

it('shows the date and the size of the snapshot', async () => {
  await run('show');
  expect(printed).toContain('16828 prefixes, published by AWS on 2026-08-22');
  expect(printed).toMatch(/^S3 +954$/m);
});

it('says who owns addresses, within 80 columns', async () => {
  await run('lookup', '52.216.1.1', '10.0.0.1', '2600:1f18:ffff:ffff:ffff:ffff:ffff:ffff');
  expect(printed).toMatch(/^52\.216\.1\.1 +S3 us-east-1 +AS16509/m);
  expect(printed).toMatch(/^10\.0\.0\.1 +- +-$/m);
  expect(printed.split('\n').filter((line) => line.length > 80)).toEqual([]);
});

it('keeps refreshed ranges, and looks addresses up in them from then on', async () => {
  publish(PUBLISHED);
  await run('refresh', '--json');
  expect(JSON.parse(printed)).toMatchObject({ createDate: '2030-03-17-17-46-40', prefixes: 2 });
  printed = '';
  await run('lookup', '8.8.8.8', '--json');
  expect(JSON.parse(printed)).toEqual([expect.objectContaining({ service: 'S3', region: 'mx-central-1' })]);
});

it('leaves the ranges in use alone when the download is not what AWS publishes', async () => {
  publish(PUBLISHED);
  await run('refresh');
  publish({ ...PUBLISHED, prefixes: [] });
  await expect(run('refresh')).rejects.toThrow(/not AWS's ip-ranges\.json: prefixes/);
  printed = '';
  await run('show', '--json');
  expect(JSON.parse(printed).createDate).toBe('2030-03-17-17-46-40');
  expect(readdirSync(path.join(folder, 'egress'))).toEqual(['aws-ip-ranges.json']);
});
