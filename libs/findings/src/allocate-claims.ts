import type { Claim, ClaimedFinding } from './claimed-finding';
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
 * Gives every pool's dollars away once. Fixes without a cost of their own come first (they are worth doing anyway), then
 * those with the larger net saving; each gets what its pools still hold. A finding left with less than a cent a month is
 * dropped and its claims are free again, unless it is a risk. Of two fixes of which one needs what the other deletes, the
 * first stands.
 */
export function allocateClaims(findings: readonly ClaimedFinding[]): SettledFinding[] {
  let left = poolSizes(findings);
  const taken = new Set<string>();
  const settled: SettledFinding[] = [];
  for (const finding of [...findings].sort(byPreference)) {
    if (finding.keeps !== undefined && taken.has(finding.keeps)) continue;
    const leftAfter = new Map(left);
    const granted = sumOf(finding.claims.map((claim) => take(claim, leftAfter)));
    const saving = lessCost(granted, finding.addedUsdPerMonth);
    if (saving.expected < ONE_CENT && !finding.isRisk) continue;
    left = leftAfter;
    for (const { pool } of finding.claims) taken.add(pool);
    if (finding.keeps !== undefined) left.delete(finding.keeps);
    settled.push({ finding, saving, countedElsewhere: claimedUsd(finding) - granted.expected });
  }
  return settled;
}

function poolSizes(findings: readonly ClaimedFinding[]): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const { pool, poolUsdPerMonth } of findings.flatMap((finding) => finding.claims)) {
    sizes.set(pool, Math.max(sizes.get(pool) ?? 0, poolUsdPerMonth));
  }
  return sizes;
}

/** What the claim's pool still holds of it, in all its bounds alike. */
function take({ pool, saving }: Claim, left: Map<string, number>): MonthlyEstimate {
  const held = left.get(pool) ?? 0;
  const taken = Math.min(saving.expected, held);
  left.set(pool, held - taken);
  return taken === saving.expected ? saving : scaled(saving, taken / saving.expected);
}

function byPreference(a: ClaimedFinding, b: ClaimedFinding): number {
  return (
    Number(a.addedUsdPerMonth > 0) - Number(b.addedUsdPerMonth > 0) ||
    aloneUsd(b) - aloneUsd(a) ||
    `${a.cause} ${a.resource}`.localeCompare(`${b.cause} ${b.resource}`)
  );
}

function aloneUsd(finding: ClaimedFinding): number {
  return claimedUsd(finding) - finding.addedUsdPerMonth;
}

function claimedUsd(finding: ClaimedFinding): number {
  return sumOf(finding.claims.map((claim) => claim.saving)).expected;
}
