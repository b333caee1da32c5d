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

/** As in `InvalidFlowLogId.NotFound`. */
const IS_GONE = /\.NotFound$/;

/** Some EC2 calls succeed and list what failed: throws an error that names it. */
export function failUnlessAllDone(call: string, answer: unknown): void {
  failFor(call, answerWithFailures.parse(answer).Unsuccessful);
}

/** Deletes something by its id. What is gone already may be an error or be listed as a failure: here it is neither. */
export async function deleteUnlessGone(call: string, deletion: () => Promise<unknown>): Promise<void> {
  try {
    const { Unsuccessful } = answerWithFailures.parse(await deletion());
    failFor(
      call,
      Unsuccessful.filter(({ Error: { Code } }) => !IS_GONE.test(Code)),
    );
  } catch (error) {
    if (!(error instanceof Error && IS_GONE.test(error.name))) throw error;
  }
}

function failFor(call: string, items: z.output<typeof answerWithFailures>['Unsuccessful']): void {
  if (items.length === 0) return;
  const failures = items.map(({ ResourceId, Error: { Code, Message } }) =>
    `${ResourceId}: ${Code} ${Message}`.trim(),
  );
  throw new Error(`${call} failed for ${failures.join('; ')}`);
}
