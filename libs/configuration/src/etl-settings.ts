import { z } from 'zod';

const glueSchedule = z
  .string()
  .regex(/^cron\(.+\)$/, 'must be a Glue schedule in UTC such as cron(20 * * * ? *)');

/** How raw data becomes tables. */
export const etlSettings = z.strictObject({
  crawlers: z
    .boolean()
    .default(false)
    .describe('Adds the two daily crawlers; the declared tables with partition projection need none.'),
  jobWorkers: z
    .int()
    .min(2)
    .max(100)
    .default(2)
    .describe('Most workers of a Glue job; auto scaling starts at 2.'),
  jobWorkerType: z.enum(['G.1X', 'G.2X', 'G.4X']).default('G.1X').describe('Size of a Glue worker.'),
  flexibleJobs: z
    .boolean()
    .default(false)
    .describe('Runs jobs on spare capacity for a third less; a run may wait, so hours may be late.'),
  flowLogSchedule: glueSchedule
    .default('cron(20 * * * ? *)')
    .describe(
      'When flow logs become tables (UTC). Each run makes the last days anew whose files changed; detection needs it hourly.',
    ),
  billSchedule: glueSchedule
    .default('cron(40 4 * * ? *)')
    .describe('When the bill becomes tables (UTC); AWS renews it up to three times a day.'),
  athenaScanLimitGiB: z
    .int()
    .min(1)
    .default(100)
    .describe('Athena cancels a query that would read more than this many GiB.'),
});

export type EtlSettings = z.infer<typeof etlSettings>;
