import * as z from 'zod';

const answerWithFailures = z.object({
  Unsuccessful: z
    .array(
      z.object({
        ResourceId: z.string().default('?'),
        Error: z.object({ Code: z.string().default('?'), Message: z.string().default('') }),
      }),
    )
    .default([]),
});

/** Some EC2 calls succeed and list what failed: throws an error that names it. */
export function failUnlessAllDone(call: string, answer: unknown): void {
  const { Unsuccessful } = answerWithFailures.parse(answer);
  if (Unsuccessful.length === 0) return;
  const failures = Unsuccessful.map(({ ResourceId, Error: { Code, Message } }) =>
    `${ResourceId}: ${Code} ${Message}`.trim(),
  );
  throw new Error(`${call} failed for ${failures.join('; ')}`);
}
