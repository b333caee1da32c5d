import { egressClassSchema } from '@egress/contracts';
import { z } from 'zod';

const share = z.number().min(0).max(1).nullish();
const count = z.union([z.number(), z.bigint()]).transform(Number);

/** The coordinates of the vector, in their order; what each is for is in docs/features.md. */
export const FEATURE_NAMES = [
  'deviation',
  'excess',
  'change',
  'new_destination_share',
  'flow_size_change',
] as const;

/**
 * One entity in one hour, as the table `egress_features_hourly` holds it. Bytes and USD per hour. Columns of evidence may
 * be missing.
 */
export const featureRowSchema = z.object({
  account: z.string(),
  region: z.string(),
  resource: z.string(),
  egress_class: egressClassSchema,
  /** First hour of the unbroken run of hours in which the entity was above its band; null where it is within. */
  onset: z.coerce.date().nullish(),
  bytes: count,
  /** By the entity's own baseline. */
  expected_bytes: count,
  /** The most that is still as usual. */
  band_bytes: count.optional(),
  /** What the hour was compared with. */
  baseline: z.string().nullish(),
  usd: z.number(),
  /** What the forest scores: `FEATURE_NAMES`. */
  vector: z.array(z.number()),

  /** S3: share of the bytes that anonymous requesters took. */
  anonymous_share: share,
  /** Share of the bytes served from ports that were not served to outsiders before. */
  open_port_share: share,
  /** Share of the bytes to networks that the entity never sent to before. */
  new_destination_share: share,
  /** Share of the bytes to networks that nobody can name. */
  unknown_destination_share: share,
  /** Who sent most of the bytes, to where, and at which port. */
  sender: z.string().nullish(),
  destination: z.string().nullish(),
  service_port: z.number().nullish(),
  remote_service: z.string().nullish(),
  remote_region: z.string().nullish(),
  remote_org: z.string().nullish(),
});
export type FeatureRow = z.output<typeof featureRowSchema>;

/** The columns to read, and no others. */
export const FEATURE_COLUMNS: readonly string[] = Object.keys(featureRowSchema.shape);

/** What an entity is called in tables: account, region, egress class and resource. */
export function entityOf(row: Pick<FeatureRow, 'account' | 'region' | 'resource' | 'egress_class'>): string {
  return [row.account, row.region, row.egress_class, row.resource].join('/');
}
