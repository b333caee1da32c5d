import type { ClaimedFinding } from './claimed-finding';
import { lessCost, type MonthlyEstimate, scaled, sumOf } from './monthly-estimate';

/** A finding with what is left for it after better fixes took their bytes. */
export interface SettledFinding {
  readonly finding: ClaimedFinding;
  readonly saving: MonthlyEstimate;
  /** Expected USD per month that it would save alone but that another finding has already counted. */
  readonly countedElsewhere: number;
}

const ONE_CENT = 0.01;

/**
 * Gives every pool's dollars away once, to the best fix first: one without a cost of its own (it is worth doing anyway)
 * before one that has, then the one that saves more of what is left. A finding left with less than a cent a month is
 * dropped, unless it is a risk. Of two fixes of which one needs what the other deletes, the better one stands.
 */
export function allocateClaims(findings: readonly ClaimedFinding[]): SettledFinding[] {
  const left = poolSizes(findings);
  const taken = new Set<string>();
  const settled: SettledFinding[] = [];
  let open = [...findings];
  while (open.length > 0) {
    open = open.filter(({ keeps }) => keeps === undefined || !taken.has(keeps));
    const [best] = open.map((finding) => offerTo(finding, left)).sort(byPreference);
    if (best === undefined) break;
    const { finding, granted, saving } = best;
    open.splice(open.indexOf(finding), 1);
    if (saving.expected < ONE_CENT && !finding.isRisk) continue;

    finding.claims.forEach(({ pool }, i) => {
      left.set(pool, (left.get(pool) ?? 0) - (granted[i]?.expected ?? 0));
      taken.add(pool);
    });
    if (finding.keeps !== undefined) left.delete(finding.keeps);
    const countedElsewhere =
      sumOf(finding.claims.map((claim) => claim.saving)).expected - sumOf(granted).expected;
    settled.push({ finding, saving, countedElsewhere });
  }
  return settled;
}

interface Offer {
  readonly finding: ClaimedFinding;
  /** What each of its claims gets. */
  readonly granted: readonly MonthlyEstimate[];
  readonly saving: MonthlyEstimate;
}

/** What a finding would get now; its claims may name a pool more than once. */
function offerTo(finding: ClaimedFinding, left: ReadonlyMap<string, number>): Offer {
  const used = new Map<string, number>();
  const granted = finding.claims.map(({ pool, saving }) => {
    const before = used.get(pool) ?? 0;
    const usd = Math.max(0, Math.min(saving.expected, (left.get(pool) ?? 0) - before));
    used.set(pool, before + usd);
    return usd === saving.expected ? saving : scaled(saving, usd / saving.expected);
  });
  return { finding, granted, saving: lessCost(sumOf(granted), finding.addedUsdPerMonth) };
}

function poolSizes(findings: readonly ClaimedFinding[]): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const { pool, poolUsdPerMonth } of findings.flatMap((finding) => finding.claims)) {
    sizes.set(pool, Math.max(sizes.get(pool) ?? 0, poolUsdPerMonth));
  }
  return sizes;
}

function byPreference(a: Offer, b: Offer): number {
  return (
    Number(a.finding.addedUsdPerMonth > 0) - Number(b.finding.addedUsdPerMonth > 0) ||
    b.saving.expected - a.saving.expected ||
    nameOf(a).localeCompare(nameOf(b))
  );
}

function nameOf({ finding: { cause, resource } }: Offer): string {
  return `${cause} ${resource}`;
}
