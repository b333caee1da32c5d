import type { Anomaly, RootCause } from '@egress/contracts';
import { CAUSE_RULES, type CauseRule } from './cause-rules';
import type { CaseFact } from './facts';

/** A sign that was found, with the facts that show it. */
export interface Sign {
  readonly because: string;
  readonly facts: readonly string[];
}

export interface RankedCause {
  readonly cause: RootCause;
  /** 0 to 1. */
  readonly confidence: number;
  readonly signs: readonly Sign[];
}

/** Facts that a sign cites. */
const MOST_CITATIONS = 3;

/**
 * The causes that have signs, most certain first. Signs count as independent: the confidence is what is left when each
 * sign in turn fails to convince, 1 − Π(1 − weight), to two decimals.
 */
export function rankCauses(facts: readonly CaseFact[], anomaly: Anomaly): readonly RankedCause[] {
  const found = CAUSE_RULES.map((rule) => ({ rule, facts: citationsOf(rule, facts, anomaly) })).filter(
    (sign) => sign.facts.length > 0,
  );
  const causes = [...new Set(found.map(({ rule }) => rule.cause))];
  return causes
    .map((cause): RankedCause => {
      const signs = found.filter(({ rule }) => rule.cause === cause);
      const doubt = signs.reduce((product, { rule }) => product * (1 - rule.weight), 1);
      return {
        cause,
        confidence: Math.round((1 - doubt) * 100) / 100,
        signs: signs.map((sign) => ({ because: sign.rule.because, facts: sign.facts })),
      };
    })
    .sort((left, right) => right.confidence - left.confidence);
}

function citationsOf(rule: CauseRule, facts: readonly CaseFact[], anomaly: Anomaly): readonly string[] {
  return facts
    .filter(({ observation }) => rule.holds(observation, anomaly))
    .slice(0, MOST_CITATIONS)
    .map(({ fact }) => fact.id);
}
