import { z } from 'zod';

/** See "Time-based schedules for jobs and crawlers" in the Glue guide. */
const NUMBERS = String.raw`[\d*,/-]+`;
const DAY_OF_MONTH = String.raw`(\?|[\d*,/LW-]+)`;
const MONTH = String.raw`[\dA-Z*,/-]+`;
const DAY_OF_WEEK = String.raw`(\?|[\dA-Z*,/#-]+)`;
const ONE_QUESTION_MARK = String.raw`(?=[^?]+\?[^?]+$)`;

const glueSchedule = z
  .string()
  .regex(
    new RegExp(
      `^${ONE_QUESTION_MARK}cron\\(${NUMBERS} ${NUMBERS} ${DAY_OF_MONTH} ${MONTH} ${DAY_OF_WEEK} ${NUMBERS}\\)$`,
    ),
    'must be a Glue schedule in UTC such as cron(20 * * * ? *): minute, hour, day of month, month, day of week, year, with ? for one of the days',
  );

const fields = z.strictObject({
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
  jobTimeoutMinutes: z
    .int()
    .min(1)
    .max(7 * 24 * 60)
    .default(60)
    .describe('A run of a Glue job that takes longer is stopped, and told by e-mail.'),
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

/** How raw data becomes tables. */
export const etlSettings = fields.refine(
  ({ flexibleJobs, jobWorkerType }) => !flexibleJobs || jobWorkerType !== 'G.4X',
  { path: ['jobWorkerType'], message: 'must be G.1X or G.2X where flexibleJobs is true' },
);

export type EtlSettings = z.infer<typeof etlSettings>;
