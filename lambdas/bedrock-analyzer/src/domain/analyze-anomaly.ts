import type { Anomaly, RootCauseAnalysis } from '@egress/contracts';
import { type Tokens } from './analysis-cost';
import { CAUSE_ADVICE } from './cause-advice';
import { checkAnswer } from './check-answer';
import { type CaseFact, numberFacts } from './facts';
import { type EvidenceSource, gatherEvidence, reasonOf, within } from './gather-evidence';
import { type Prompt, promptFor } from './prompt';
import { proposePlaybook } from './propose-playbook';
import { type RankedCause, rankCauses } from './rank-causes';

/** What a model made of the prompt. */
export type ModelReply = { readonly tokens: Tokens; readonly usd: number } & (
  | { readonly status: 'answered'; readonly answer: unknown }
  | { readonly status: 'refused'; readonly reason: string }
);

export interface AnalysisContext {
  readonly sources: readonly EvidenceSource[];
  /** Throws on faults. undefined: no model is configured. */
  readonly askModel?: (prompt: Prompt, budget: AbortSignal) => Promise<ModelReply>;
  /** Start the time that evidence and model may take. */
  readonly startEvidenceBudget: () => AbortSignal;
  readonly startModelBudget: () => AbortSignal;
}

const UNASKED = { tokens: { input: 0, output: 0 }, usd: 0 } as const;

/**
 * Gathers evidence, ranks causes by rules, and lets a model put the case into words. An answer that cannot be trusted, or
 * none, leaves the ranked facts, with the reason. Never throws.
 */
export async function analyzeAnomaly(anomaly: Anomaly, context: AnalysisContext): Promise<RootCauseAnalysis> {
  let evidenceUsd = 0;
  const observations = await gatherEvidence(anomaly, context.sources, {
    budget: context.startEvidenceBudget(),
    spend: (usd) => (evidenceUsd += usd),
  });
  const facts = numberFacts(observations);
  const ranking = rankCauses(facts, anomaly);

  const reply = await replyOf(context, promptFor(facts, ranking));
  const cost = { tokens: reply.tokens, usd: evidenceUsd + reply.usd };
  const ranked = (rejectedBecause: string): RootCauseAnalysis => ({
    status: 'ranked',
    ...rankedCase(anomaly, facts, ranking),
    ...cost,
    rejectedBecause,
  });
  if (reply.status === 'refused') return ranked(reply.reason);
  const verdict = checkAnswer(reply.answer, anomaly, facts);
  if (!verdict.accepted) return ranked(`The model’s answer was rejected: ${verdict.because}.`);

  const { cause, narrative, recommendations, playbook } = verdict.answer;
  return {
    status: 'explained',
    anomalyId: anomaly.id,
    // A model's word makes a cause no more certain than the signs that rules found for it.
    confidence: ranking.find((candidate) => candidate.cause === cause)?.confidence ?? 0,
    cause,
    facts: facts.map(({ fact }) => fact),
    narrative,
    recommendations,
    // What a model leaves out is no less possible: both its playbooks and these follow from the facts.
    proposedPlaybook: playbook ?? proposePlaybook(cause, anomaly, facts),
    ...cost,
  };
}

async function replyOf({ askModel, startModelBudget }: AnalysisContext, prompt: Prompt): Promise<ModelReply> {
  if (!askModel) return { status: 'refused', reason: 'No model is configured.', ...UNASKED };
  try {
    const budget = startModelBudget();
    return await within(budget, askModel(prompt, budget));
  } catch (error) {
    return { status: 'refused', reason: `Bedrock gave no answer: ${reasonOf(error)}`, ...UNASKED };
  }
}

function rankedCase(anomaly: Anomaly, facts: readonly CaseFact[], ranking: readonly RankedCause[]) {
  const [best] = ranking;
  const cause = best?.cause ?? 'unknown';
  const { meaning } = CAUSE_ADVICE[cause];
  const signs = (best?.signs ?? []).map(({ because, facts: ids }) => `${because} [${ids.join('] [')}]`);
  const likely = ranking.length > 0 ? ranking.map((candidate) => candidate.cause) : (['unknown'] as const);
  return {
    anomalyId: anomaly.id,
    confidence: best?.confidence ?? 0,
    cause,
    facts: facts.map(({ fact }) => fact),
    narrative: [`Most likely ${meaning}.`, ...signs].join(' '),
    recommendations: likely.slice(0, 3).map((candidate) => CAUSE_ADVICE[candidate].advice),
    proposedPlaybook: proposePlaybook(cause, anomaly, facts),
  };
}
