import type { ApprovalAnswer, FindingStory } from './recorded-finding';
import { statusSentence } from './status-sentence';

/** Why a question for approval cannot be answered. */
export type ApprovalRefusal = Pick<ApprovalAnswer, 'status' | 'reason'>;

/** What keeps the finding's question from being answered at an ISO time, as far as the finding tells; undefined: nothing. */
export function approvalRefusal(story: FindingStory | undefined, now: string): ApprovalRefusal | undefined {
  if (!story)
    return {
      status: 'unknown_finding',
      reason: 'No finding has this id.',
    };
  const { status, approvalExpiresAt: expiresAt } = story;
  if (status === 'expired' || (status === 'awaiting_approval' && expiresAt !== null && expiresAt <= now)) {
    return {
      status: 'expired',
      reason: `Its approval has expired${expiresAt === null ? '.' : `: it was waited for until ${expiresAt}.`}`,
    };
  }
  if (status === 'awaiting_approval') return undefined;
  // A workflow that failed may have done so before anybody answered.
  const wasAnswered = expiresAt !== null && (status !== 'failed' || story.change !== null);
  return wasAnswered
    ? { status: 'already_answered', reason: `It was answered before. ${statusSentence(story)}` }
    : { status: 'not_waiting', reason: `It does not wait for an approval. ${statusSentence(story)}` };
}
