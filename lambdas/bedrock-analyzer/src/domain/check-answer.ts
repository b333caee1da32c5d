import type { Anomaly } from '@egress/contracts';
import * as z from 'zod';
import { type Answer, answerSchema } from './answer';
import type { CaseFact } from './facts';
import { namedResources } from './named-resources';
import { followsFrom } from './propose-playbook';
import { quote } from './untrusted-text';

export type Verdict =
  | { readonly accepted: true; readonly answer: Answer }
  | { readonly accepted: false; readonly because: string };

/** Text from outside, as facts quote it. */
const QUOTATION = /«[^»]*»/g;
/** Names nobody's network. */
const EVERYWHERE: readonly string[] = ['0.0.0.0/0', '::/0'];

/**
 * Accepts a model's answer only if it has the right shape, every fact that it cites exists, every resource that it names, in
 * its lists or its text, is among the facts, and the facts themselves give its playbook, with just its parameters.
 */
export function checkAnswer(given: unknown, anomaly: Anomaly, facts: readonly CaseFact[]): Verdict {
  const parsed = answerSchema.safeParse(given);
  if (!parsed.success) return rejected(`it has the wrong shape: ${z.prettifyError(parsed.error)}`);
  const because =
    inventedFact(parsed.data, facts) ??
    inventedResource(parsed.data, facts) ??
    unfitPlaybook(parsed.data, anomaly, facts);
  return because === undefined ? { accepted: true, answer: parsed.data } : rejected(because);
}

function textOf({ narrative, recommendations }: Answer): string {
  return [narrative, ...recommendations].join('\n');
}

function inventedFact(answer: Answer, facts: readonly CaseFact[]): string | undefined {
  const factIds = new Set(facts.map(({ fact }) => fact.id));
  const cited = [...answer.citedFacts, ...(textOf(answer).match(/\bF\d+\b/g) ?? [])];
  const invented = cited.find((id) => !factIds.has(id));
  return invented && `it cites the fact ${invented}, which does not exist`;
}

function inventedResource(answer: Answer, facts: readonly CaseFact[]): string | undefined {
  const known = new Set(facts.flatMap(({ fact }) => fact.resources));
  const ourWords = facts.map(({ fact }) => fact.text.replace(QUOTATION, ' ')).join('\n');
  const quoted = new Set(facts.flatMap(quotations));
  const isKnown = (name: string) =>
    known.has(name) || EVERYWHERE.includes(name) || quoted.has(`«${name}»`) || hasWord(ourWords, name);
  const listed = answer.resources.find((name) => !known.has(name));
  // In the text a name may also be an account, a user or a service that a fact tells of, but no part of a quotation: whoever
  // chose a user agent or a tag could have a resource named that way.
  const written = namedResources(textOf(answer)).find((name) => !isKnown(name));
  const invented = listed ?? written;
  return invented && `it names the resource ${invented}, which no fact is about`;
}

/** Without user agents: any caller chooses his, and could choose a host to send people to. */
function quotations({ fact, observation }: CaseFact): readonly string[] {
  const userAgent = observation.kind === 'change' ? quote(observation.userAgent) : undefined;
  return (fact.text.match(QUOTATION) ?? []).filter((quotation) => quotation !== userAgent);
}

function hasWord(text: string, word: string): boolean {
  const literal = word.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
  return new RegExp(`(?<![\\w-])${literal}(?![\\w-])`).test(text);
}

function unfitPlaybook(
  { cause, playbook }: Answer,
  anomaly: Anomaly,
  facts: readonly CaseFact[],
): string | undefined {
  if (!playbook || followsFrom(facts, anomaly, cause, playbook)) return undefined;
  const { id, parameters } = playbook;
  return `for ${cause} the facts do not give its playbook ${id} with ${JSON.stringify(parameters)}`;
}

/** Cut, because it may repeat what the model invented. */
function rejected(because: string): Verdict {
  return { accepted: false, because: because.slice(0, 300) };
}
