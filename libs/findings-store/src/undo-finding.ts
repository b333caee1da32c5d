import { type Anomaly, type PlannedChange, remediationOutcomeSchema } from '@egress/contracts';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import type { FindingsConnection } from './connect-findings';
import { isRunning } from './execution';
import { readFinding } from './read-finding';
import type { FindingStory, UndoAnswer } from './recorded-finding';
import { statusSentence } from './status-sentence';

/** What Lambda answers for a function that threw. */
const thrownSchema = z.object({ errorType: z.string().default('Error'), errorMessage: z.string() });

/**
 * Takes a finding's change back through the remediation orchestrator, which restores the saved state unless somebody else
 * has changed the resource since, and records in finding and audit trail how it went. Can be repeated: what is undone stays as
 * it is. `by` asks for it. Throws if the orchestrator fails, which leaves the rest to the next try.
 */
export async function undoFinding(
  connection: FindingsConnection,
  id: string,
  by: string,
): Promise<UndoAnswer> {
  const unchanged = (status: UndoAnswer['status'], reason: string) => ({ id, status, reason, restored: [] });
  const story = (await readFinding(connection, id))?.story;
  if (!story) return unchanged('unknown_finding', 'No finding has this id.');
  const { change } = story;
  if (!change || change.status === 'abandoned')
    return unchanged(
      'not_applied',
      `Nothing was applied, so there is nothing to undo. ${statusSentence(story)}`,
    );
  if (await isAtWork(connection, story)) {
    return unchanged(
      'in_progress',
      `Its workflow is still at work: the change is ${change.status}. Try again when it has ended.`,
    );
  }
  const wasUndone = change.status === 'undone';
  // It was undone, and nobody could say so in the finding: the orchestrator makes up for it.
  if (wasUndone && story.status === 'remediated') await invokeUndo(connection, story.anomaly, by);
  if (wasUndone) return unchanged('already_undone', change.history.at(-1)?.reason ?? 'Was undone before.');
  const { status, reason } = await invokeUndo(connection, story.anomaly, by);
  if (status !== 'undone') return unchanged('refused', `It was not undone. ${reason}`);
  return { id, status, reason, restored: restoredBy(story) };
}

/** A workflow that could not record its end has none in the finding. One that waits for the end of a recording may be helped. */
async function isAtWork(connection: FindingsConnection, story: FindingStory): Promise<boolean> {
  const mayBeAtWork = story.endedAt === null && story.status !== 'recording';
  return mayBeAtWork && (await isRunning(connection, story));
}

async function invokeUndo({ functions, orchestratorName }: FindingsConnection, anomaly: Anomaly, by: string) {
  const { Payload } = await functions.send(
    new InvokeCommand({
      FunctionName: orchestratorName,
      Payload: JSON.stringify({ step: 'undo', anomaly, by }),
    }),
  );
  const answer: unknown = JSON.parse(Payload?.transformToString() || 'null');
  const thrown = thrownSchema.safeParse(answer);
  if (thrown.success) {
    const { errorType, errorMessage } = thrown.data;
    throw new Error(`${orchestratorName} failed to undo ${anomaly.id}: ${errorType}: ${errorMessage}`);
  }
  return remediationOutcomeSchema.parse(answer);
}

function restoredBy({ plan }: FindingStory): PlannedChange[] {
  if (plan?.status !== 'planned') return [];
  return plan.changes.map((change) => ({ ...change, before: change.after, after: change.before }));
}
