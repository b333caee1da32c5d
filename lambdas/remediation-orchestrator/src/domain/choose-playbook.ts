import type { Anomaly, PlaybookId } from '@egress/contracts';
import * as z from 'zod';
import type { Playbook } from './playbook';
import type { RemediationContext } from './remediation-context';

export type Choice =
  | {
      readonly chosen: true;
      readonly playbook: Playbook;
      readonly parameters: Readonly<Record<string, unknown>>;
    }
  | { readonly chosen: false; readonly reason: string };

/** The playbook that was proposed, or the first whose parameters the anomaly, or the resource it names, tells. */
export async function choosePlaybook(
  anomaly: Anomaly,
  proposed: { readonly id: PlaybookId; readonly parameters: Readonly<Record<string, unknown>> } | undefined,
  { playbooks, access }: Pick<RemediationContext, 'playbooks' | 'access'>,
): Promise<Choice> {
  const fitting = playbooks.filter(({ anomalyTypes }) => anomalyTypes.includes(anomaly.anomalyType));
  if (proposed) {
    const playbook = findPlaybook(proposed.id, fitting);
    return playbook
      ? withParameters(playbook, proposed.parameters)
      : { chosen: false, reason: `There is no playbook ${proposed.id} for ${anomaly.anomalyType}.` };
  }
  const choices = await Promise.all(
    fitting.map(async (playbook) => withParameters(playbook, await playbook.parametersOf(anomaly, access))),
  );
  return (
    choices.find(({ chosen }) => chosen) ??
    choices[0] ?? { chosen: false, reason: `There is no playbook for ${anomaly.anomalyType}.` }
  );
}

/** undefined: not in the registry. */
export function findPlaybook(id: PlaybookId, playbooks: readonly Playbook[]): Playbook | undefined {
  return playbooks.find((playbook) => playbook.id === id);
}

function withParameters(playbook: Playbook, given: Readonly<Record<string, unknown>>): Choice {
  const parsed = playbook.parameters.safeParse(given);
  return parsed.success
    ? { chosen: true, playbook, parameters: parsed.data }
    : { chosen: false, reason: `${playbook.id}: ${z.prettifyError(parsed.error)}` };
}
