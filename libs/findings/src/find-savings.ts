import type { Finding } from '@egress/contracts';
import { allocateClaims, type SettledFinding } from './allocate-claims';
import { CAUSES } from './causes';
import { dollars } from './evidence';
import { causeContext, type FindingsContext } from './findings-context';
import { canBeProved, missingInputNotes } from './missing-inputs';
import { type MonthlyEstimate, sumOf } from './monthly-estimate';

export interface Savings {
  /** Largest expected saving first; risks without a saving last. */
  readonly findings: readonly Finding[];
  /** USD per month of all findings together; every byte is saved once. */
  readonly saving: MonthlyEstimate;
  /** What could not be checked and which input is missing, in sentences. */
  readonly notes: readonly string[];
}

/**
 * Looks for every root cause in the analysis' tables (docs/data-model.md) and settles who saves which byte. A cause that
 * the inputs cannot prove is not claimed but named in a note. Dollars are USD per month of 730 h.
 */
export async function findSavings(context: FindingsContext): Promise<Savings> {
  const sampled = await causeContext(context);
  const provable = CAUSES.filter((cause) => canBeProved(cause, sampled));
  const claimed = await Promise.all(provable.map((cause) => cause.find(sampled)));
  const unchecked = await Promise.all(provable.flatMap(({ unchecked }) => unchecked?.(sampled) ?? []));
  const settled = allocateClaims(claimed.flat());
  return {
    findings: settled
      .map(asFinding)
      .sort((a, b) => b.savingUsdPerMonth.expected - a.savingUsdPerMonth.expected),
    saving: sumOf(settled.map(({ saving }) => saving)),
    notes: [...missingInputNotes(CAUSES.filter((cause) => !provable.includes(cause))), ...unchecked.flat()],
  };
}

const money = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });

function asFinding({ finding, saving, countedElsewhere }: SettledFinding): Finding {
  const { cause, heading, resource, region, accountId, fix, risk, doesNotHelp } = finding;
  const elsewhere = dollars('counted in another finding', countedElsewhere);
  return {
    cause,
    title: saving.expected > 0 ? `${heading}: ${money.format(saving.expected)} a month` : heading,
    resource,
    region,
    accountId,
    savingUsdPerMonth: saving,
    evidence: countedElsewhere > 0 ? [...finding.evidence, elsewhere] : finding.evidence,
    fix,
    risk,
    doesNotHelp,
  };
}
