interface RegionalEntry {
  readonly regions: readonly string[];
  readonly to?: readonly string[] | undefined;
}

/**
 * The entry for a region: its own, else the one with the longest pattern that fits (`us-gov-*` before `us-*`), else
 * the book's fallback `*`. For inter-region prices an entry that names the destination goes first.
 * Throws when the table has none, which a complete book does not let happen.
 */
export function entryFor<Entry extends RegionalEntry>(
  entries: readonly Entry[],
  region: string,
  peerRegion?: string | null,
): Entry {
  let best: Entry | undefined;
  let bestScore = -1;
  for (const entry of entries) {
    const score = destinationScore(entry, peerRegion) + closeness(entry.regions, region);
    if (closeness(entry.regions, region) >= 0 && score > bestScore) [best, bestScore] = [entry, score];
  }
  if (best === undefined) throw new Error(`the price book has no price for region ${region}`);
  return best;
}

/** Whether a region is one of the names and patterns. */
export function fitsRegion(patterns: readonly string[], region: string): boolean {
  return closeness(patterns, region) >= 0;
}

const EXACT = 100;
const NAMED_DESTINATION = 1000;
const OTHER_DESTINATION = -10_000;

function destinationScore({ to }: RegionalEntry, peerRegion: string | null | undefined): number {
  if (to === undefined) return 0;
  return peerRegion && fitsRegion(to, peerRegion) ? NAMED_DESTINATION : OTHER_DESTINATION;
}

/** 100 for the region's own name, the pattern's length for a pattern that fits, -1 for none. */
function closeness(patterns: readonly string[], region: string): number {
  return Math.max(
    -1,
    ...patterns.map((pattern) => {
      if (pattern === region) return EXACT;
      return pattern.endsWith('*') && region.startsWith(pattern.slice(0, -1)) ? pattern.length : -1;
    }),
  );
}
