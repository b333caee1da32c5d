import { simulate } from '@egress/simulator';
import type { ReportProgress } from './live-steps';

/** Where the shop is, its VPC, and the bucket that strangers copy. */
export const REGION = 'us-east-1';
export const SHOP = 'storefront';
export const DRAINED_BUCKET = 'storefront-data-lake';

const SECONDS_PER_HOUR = 3600;
const HOURS = 14 * 24;
const START = Date.UTC(2026, 10, 1) / 1000;
const END = START + HOURS * SECONDS_PER_HOUR;

/** From here on everything goes wrong at once, until the end. */
export const ONSET = END - 6 * SECONDS_PER_HOUR;

/** Of the paths of what is delivered on the last day: AWS writes dates with slashes or hyphens. */
export const NEWEST_DAY = new RegExp(
  new Date(ONSET * 1000).toISOString().slice(0, 10).replaceAll('-', '[/-]'),
);

/**
 * Two weeks of a web shop in two regions, which in the last six hours has its data lake copied by strangers, its search
 * index emptied by scanners, and a new job that reads S3 through a NAT gateway. Text alone, for ids to be replaced in it.
 *
 * @returns how many flow-log records it wrote
 */
export async function simulateOrganisation(folder: string, onProgress: ReportProgress): Promise<number> {
  const { records } = await simulate({
    out: folder,
    seed: 2026,
    hours: HOURS,
    recordsPerHour: 400,
    scenarios: ['public-bucket-drained', 'security-group-opened', 'nat-to-s3-job'],
    onset: ONSET,
    formats: ['v5', 'cur2-csv'],
    logLevel: 'vpc',
    start: START,
    discount: 0,
    onProgress: (done, total) => onProgress('minutes', done, total),
  });
  return records.total;
}
