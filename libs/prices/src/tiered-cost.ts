/** A price up to and including `upToGb` GB of a month's volume; the last tier has no end (`null`). */
export interface Tier {
  readonly upToGb: number | null;
  readonly usdPerGb: number;
}

/** USD for a month's volume in GB: each tier's price for the part of the volume that lies in it. */
export function tieredCost(tiers: readonly Tier[], gb: number): number {
  let usd = 0;
  let from = 0;
  for (const { upToGb, usdPerGb } of tiers) {
    const to = Math.min(gb, upToGb ?? gb);
    if (to > from) usd += (to - from) * usdPerGb;
    from = Math.max(from, to);
  }
  return usd;
}

/**
 * USD for a month's volume of which the first `freeGb` cost nothing. Free GB fill the first tier too: 50 TB out of
 * us-east-1 with 100 GB free cost $4,394.20.
 */
export function tieredCostBeyond(freeGb: number, tiers: readonly Tier[], gb: number): number {
  return tieredCost(tiers, gb) - tieredCost(tiers, Math.min(gb, freeGb));
}

/** USD per GB of the first tier: what the first GB that is not free costs. */
export function firstTierPrice(tiers: readonly Tier[]): number {
  return tiers[0]?.usdPerGb ?? 0;
}
