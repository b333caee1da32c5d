import type { FindingStory } from './recorded-finding';

/** How far the finding has come, and who let it. */
export function statusSentence({ status, reason, change }: FindingStory): string {
  const allowed = change?.allowedBy ? ` Allowed by ${change.allowedBy}.` : '';
  return `Its status is ${status}${reason === null ? '.' : `: ${reason}`}${allowed}`;
}
