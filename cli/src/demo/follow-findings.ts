import { setTimeout as sleep } from 'node:timers/promises';
import { type FindingsConnection, listFindings, type RecordedFinding } from '@egress/findings-store';
import type { ReportProgress } from './live-steps';

const EVERY_MS = 300;
const MOST_MS = 120_000;

/** Reads the findings again and again until as many as expected are so far. Throws with how far they are after two minutes. */
export async function followFindings(
  connection: FindingsConnection,
  expected: number,
  isThere: (finding: RecordedFinding) => boolean,
  onProgress: ReportProgress,
): Promise<readonly RecordedFinding[]> {
  const deadline = Date.now() + MOST_MS;
  for (;;) {
    const { findings } = await listFindings(connection);
    const there = findings.filter(isThere).length;
    onProgress('findings', there, expected);
    if (there >= expected) return findings;
    if (Date.now() > deadline) {
      const states = findings.map(({ id, status }) => `${id} ${status}`).join(', ');
      throw new Error(`only ${there} of ${expected} findings got there in ${MOST_MS / 1000} s: ${states}`);
    }
    await sleep(EVERY_MS);
  }
}
