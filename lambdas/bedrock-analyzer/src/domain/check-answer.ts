import type { ProposedPlaybook } from '@egress/contracts';
import * as z from 'zod';
import { type Answer, answerSchema } from './answer';
import type { CaseFact } from './facts';

export type Verdict =
  | { readonly accepted: true; readonly answer: Answer }
  | { readonly accepted: false; readonly because: string };

const AWS_NAMES = /\barn:[\w:/.*-]+|\b[a-z]{1,8}-(?:[0-9a-f]{8}|[0-9a-f]{17})\b|\bs3:\/\/[\w.-]+/g;

/**
 * Accepts a model's answer only if it has the right shape, every fact that it cites exists, and every resource that it
 * names, in its lists, its text or its playbook's parameters, is among the facts.
 */
export function checkAnswer(given: unknown, facts: readonly CaseFact[]): Verdict {
  const parsed = answerSchema.safeParse(given);
  if (!parsed.success) return rejected(`it has the wrong shape: ${z.prettifyError(parsed.error)}`);
  const answer = parsed.data;
  const text = [answer.narrative, ...answer.recommendations].join('\n');

  const factIds = new Set(facts.map(({ fact }) => fact.id));
  const cited = [...answer.citedFacts, ...(text.match(/\bF\d+\b/g) ?? [])];
  const invented = cited.find((id) => !factIds.has(id));
  if (invented !== undefined) return rejected(`it cites the fact ${invented}, which does not exist`);

  const known = new Set(facts.flatMap(({ fact }) => fact.resources));
  const named = [
    ...answer.resources,
    ...(text.match(AWS_NAMES) ?? []),
    ...(answer.playbook ? resourcesOf(answer.playbook) : []),
  ];
  const unknown = named.find((name) => !known.has(name.replace(/^s3:\/\//, '')));
  if (unknown !== undefined) return rejected(`it names the resource ${unknown}, which no fact is about`);
  return { accepted: true, answer };
}

function resourcesOf(playbook: ProposedPlaybook): readonly string[] {
  switch (playbook.id) {
    case 'block-s3-public-access':
      return [playbook.parameters.bucket];
    case 'revoke-security-group-rules':
      return [playbook.parameters.groupId];
    case 'create-gateway-endpoint':
      return [playbook.parameters.vpcId, ...(playbook.parameters.routeTableIds ?? [])];
    case 'start-nat-recording':
      return [playbook.parameters.natGatewayId];
  }
}

/** Cut, because it may repeat what the model invented. */
function rejected(because: string): Verdict {
  return { accepted: false, because: because.slice(0, 300) };
}
