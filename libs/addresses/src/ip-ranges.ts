import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import type { AwsPrefix } from './flatten-prefixes';

const place = { region: z.string().min(1), service: z.string().min(1) };

/** What this project needs of https://ip-ranges.amazonaws.com/ip-ranges.json; other fields are dropped. */
const ipRangesSchema = z.object({
  syncToken: z.string(),
  /** `YYYY-MM-DD-hh-mm-ss`, UTC. */
  createDate: z.string().regex(/^\d{4}(-\d{2}){5}$/),
  prefixes: z.array(z.object({ ip_prefix: z.cidrv4(), ...place })).min(1),
  ipv6_prefixes: z.array(z.object({ ipv6_prefix: z.cidrv6(), ...place })).min(1),
});

/** AWS's published address ranges, in AWS's own field names. */
export type IpRanges = z.infer<typeof ipRangesSchema>;

const SHIPPED = path.resolve(__dirname, '../data/aws-ip-ranges.json.gz');
const IP_RANGES_URL = 'https://ip-ranges.amazonaws.com/ip-ranges.json';

/** Where `egress ip-ranges refresh` keeps the ranges that win over the shipped snapshot. */
export function ipRangesFile(dataFolder: string): string {
  return path.join(dataFolder, 'aws-ip-ranges.json');
}

/**
 * The refreshed ranges of the user's data folder if there are any, else the shipped snapshot. Throws an error that names
 * the file when it is not what AWS publishes.
 */
export function readIpRanges(dataFolder?: string): IpRanges {
  const refreshed = dataFolder === undefined ? undefined : ipRangesFile(dataFolder);
  const file = refreshed !== undefined && existsSync(refreshed) ? refreshed : SHIPPED;
  try {
    const content = readFileSync(file);
    return parseIpRanges((file.endsWith('.gz') ? gunzipSync(content) : content).toString('utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${file}: ${reason}; delete the file or run: egress ip-ranges refresh`, { cause: error });
  }
}

/** Downloads today's ranges and checks them; throws when AWS cannot be reached or the answer is something else. */
export async function downloadIpRanges(get: (url: string) => Promise<Response> = fetch): Promise<IpRanges> {
  const response = await get(IP_RANGES_URL).catch((cause: unknown) => {
    throw new Error(`cannot reach ${IP_RANGES_URL}: is there a network connection?`, { cause });
  });
  if (!response.ok) throw new Error(`${IP_RANGES_URL} answered ${response.status} ${response.statusText}`);
  try {
    return parseIpRanges(await response.text());
  } catch (cause) {
    throw new Error(`${IP_RANGES_URL}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/** All prefixes of both address families. */
export function awsPrefixes({ prefixes, ipv6_prefixes }: IpRanges): AwsPrefix[] {
  return [
    ...prefixes.map(({ ip_prefix: cidr, service, region }) => ({ cidr, service, region })),
    ...ipv6_prefixes.map(({ ipv6_prefix: cidr, service, region }) => ({ cidr, service, region })),
  ];
}

function parseIpRanges(text: string): IpRanges {
  const result = ipRangesSchema.safeParse(JSON.parse(text));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Error(`not AWS's ip-ranges.json: ${issue?.path.join('.') || 'content'}: ${issue?.message}`);
}
