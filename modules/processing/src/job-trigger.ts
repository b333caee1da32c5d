import { GlueTrigger } from '@cdktf/provider-aws/lib/glue-trigger';
import { nameOf, reportProblems } from '@egress/module-foundation';
import { Construct } from 'constructs';
import type { GlueJob } from './glue-job';

/** When jobs start: by the clock, or after other jobs. */
export type JobStart =
  /** Glue expression in UTC, such as `cron(20 * * * ? *)`. */
  | { readonly schedule: string }
  /** All of these jobs have succeeded. */
  | { readonly afterSuccessOf: readonly GlueJob[] };

export interface JobTriggerProps {
  /** Name after the environment's prefix. */
  readonly name: string;
  readonly description: string;
  readonly start: JobStart;
  readonly jobs: readonly GlueJob[];
}

/** Starts Glue jobs; active from its deployment on. */
export class JobTrigger extends Construct {
  constructor(scope: Construct, id: string, props: JobTriggerProps) {
    super(scope, id);
    const { start } = props;
    if ('schedule' in start) {
      reportProblems(this, [
        {
          value: start.schedule,
          isValid: /^cron\(.+\)$/.test(start.schedule),
          message: 'schedule must be a Glue expression such as cron(20 * * * ? *)',
        },
      ]);
    }
    new GlueTrigger(this, 'Resource', {
      name: nameOf(this, props.name),
      description: props.description,
      startOnCreation: true,
      actions: props.jobs.map((job) => ({ jobName: job.name })),
      ...condition(start),
    });
  }
}

function condition(start: JobStart) {
  if ('schedule' in start) return { type: 'SCHEDULED', schedule: start.schedule };
  return {
    type: 'CONDITIONAL',
    predicate: {
      logical: 'AND',
      conditions: start.afterSuccessOf.map((job) => ({
        jobName: job.name,
        state: 'SUCCEEDED',
        logicalOperator: 'EQUALS',
      })),
    },
  };
}
