import { egressClassSchema } from '@egress/contracts';
import { z } from 'zod';

const share = z.number().min(0).max(1).nullish();
const count = z.union([z.number(), z.bigint()]).transform(Number);

/**
 * One entity in one hour, as the table `egress_features_hourly` holds it; the hour is the partition's. Bytes and USD per
 * hour. Columns of evidence may be missing.
 */
export const featureRowSchema = z.object({
  account: z.string(),
  region: z.string(),
  resource: z.string(),
  egress_class: egressClassSchema,
  /** First hour of the unbroken run of hours in which the entity left its band; null where it is this one. */
  onset: z.date().nullish(),
  bytes: count,
  /** By the entity's own baseline. */
  expected_bytes: count,
  usd: z.number(),
  /** What the forest scores. */
  vector: z.array(z.number()),

  /** S3: share of the bytes that anonymous requesters took. */
  anonymous_share: share,
  /** Share of the bytes served from ports that a security group opens to everyone. */
  open_port_share: share,
  security_group_id: z.string().nullish(),
  /** Share of the bytes to networks that the entity never sent to before. */
  new_destination_share: share,
  /** AWS service, region and network that most of the bytes went to. */
  remote_service: z.string().nullish(),
  remote_region: z.string().nullish(),
  remote_org: z.string().nullish(),
});
export type FeatureRow = z.output<typeof featureRowSchema>;

/** The columns to read, and no others. */
export const FEATURE_COLUMNS: readonly string[] = Object.keys(featureRowSchema.shape);
