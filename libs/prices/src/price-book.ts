import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const usd = z.number().nonnegative();
const gb = z.number().positive();

const tiers = z
  .array(z.object({ upToGb: gb.nullable(), usdPerGb: usd }))
  .min(1)
  .refine((all) => all.every((tier, i) => (tier.upToGb === null) === (i === all.length - 1)), {
    error: 'only the last tier, and it alone, has upToGb null',
  })
  .refine(
    (all) => all.every(({ upToGb }, i) => i === 0 || upToGb === null || upToGb > (all[i - 1]?.upToGb ?? 0)),
    {
      error: 'upToGb must rise from tier to tier',
    },
  );

const provenance = {
  /** A key of `sources`. */
  source: z.string(),
  /** False where the number was not checked against the source; `note` then says where it is from. */
  verified: z.boolean(),
  note: z.string().optional(),
};

/** `regions` are region names or patterns such as `eu-*`; the longest one that fits a region counts. */
const regional = { regions: z.array(z.string()).min(1), ...provenance };

const cloudFrontSchema = z.object({
  freeGbPerMonth: gb,
  usdPer10kHttpsRequests: usd,
  freeRequestsPerMonth: z.number(),
  /** Edge to viewer, by the geography code of CloudFront's usage types. */
  edges: z.array(z.object({ groups: z.array(z.string()), tiers, ...provenance })).min(1),
  /** Flat-rate plans: per distribution, without overage. */
  plans: z.array(
    z.object({
      name: z.string(),
      usdPerMonth: usd,
      gbPerMonth: gb,
      requestsPerMonth: z.number(),
      ...provenance,
    }),
  ),
});

export const priceBookSchema = z.object({
  currency: z.literal('USD'),
  asOf: z.iso.date(),
  sources: z.record(z.string(), z.object({ url: z.url(), asOf: z.iso.date() })),
  freeInternet: z.object({ gbPerMonth: gb, exceptRegions: z.array(z.string()), ...provenance }),
  internet: z.array(z.object({ ...regional, tiers })),
  /** An entry without `to` is the region's price for all destinations that have no entry of their own. */
  interRegion: z.array(z.object({ ...regional, to: z.array(z.string()).optional(), usdPerGb: usd })),
  crossAz: z.array(z.object({ ...regional, usdPerGbPerSide: usd })),
  natGateway: z.array(z.object({ ...regional, usdPerHour: usd, usdPerGb: usd })),
  transitGateway: z.array(z.object({ ...regional, usdPerAttachmentHour: usd, usdPerGb: usd })),
  interfaceEndpoint: z.array(z.object({ ...regional, usdPerHour: usd, tiers })),
  publicIpv4: z.array(z.object({ ...regional, usdPerHour: usd })),
  directConnect: z.array(z.object({ ...regional, usdPerGb: usd })),
  vendedLogs: z.array(
    z.object({ ...regional, usdPerGbToCloudWatch: usd, usdPerGbToS3: usd, usdPerGbParquet: usd }),
  ),
  cloudFront: cloudFrontSchema,
});

/** List prices in USD; GB of 2^30 bytes, months of 730 h. Every entry says its source and whether it was checked. */
export type PriceBook = z.infer<typeof priceBookSchema>;

const SHIPPED = path.resolve(__dirname, '../price-book.json');

/** Where `egress prices --refresh` keeps the price book that wins over the shipped one. */
export function priceBookFile(dataFolder: string): string {
  return path.join(dataFolder, 'price-book.json');
}

/**
 * The refreshed price book of the user's data folder if there is one, else the shipped one. Throws an error that names
 * the file and the field when it is not a price book.
 */
export function loadPriceBook(dataFolder?: string): PriceBook {
  const refreshed = dataFolder === undefined ? undefined : priceBookFile(dataFolder);
  return refreshed !== undefined && existsSync(refreshed) ? readPriceBook(refreshed) : readPriceBook(SHIPPED);
}

function readPriceBook(file: string): PriceBook {
  try {
    return parsePriceBook(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${file}: ${reason}; delete the file or run: egress prices --refresh`, { cause: error });
  }
}

/** Checks a value's shape; throws an error that names the first field that is wrong. */
export function parsePriceBook(value: unknown): PriceBook {
  const result = priceBookSchema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Error(`not a price book: ${issue?.path.join('.') || 'content'}: ${issue?.message}`);
}
