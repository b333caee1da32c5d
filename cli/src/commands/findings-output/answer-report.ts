import type { ApprovalAnswer, RetryAnswer, UndoAnswer } from '@egress/findings-store';
import { jsonText, printable } from '../../printable';

/**
 * Prints what came of a command that answers, undoes or tries again: `done` is what to say if it was done. Otherwise its reason is an
 * error, with exit code 1.
 */
export function reportAnswer(
  answer: ApprovalAnswer | RetryAnswer | UndoAnswer,
  done: string | undefined,
  json: boolean,
): void {
  if (json) process.stdout.write(jsonText(answer));
  else if (done !== undefined) process.stdout.write(done);
  if (done !== undefined) return;
  process.stderr.write(`error: ${printable(`${answer.id}: ${answer.reason}`)}\n`);
  process.exitCode = 1;
}
