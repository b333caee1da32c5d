import { problems, resource } from '@egress/module-foundation/testing';
import type { GlueJob } from './glue-job';
import { type JobStart, JobTrigger } from './job-trigger';
import { parts } from './testing/parts';

const JOBS = ['cur-parser', 'flow-log-aggregator'].map((name) => ({ name }) as GlueJob);

function trigger(start: JobStart) {
  const { stack } = parts();
  new JobTrigger(stack, 'Trigger', { name: 'bill', description: 'Daily', start, jobs: JOBS });
  return { stack, block: resource(stack, 'aws_glue_trigger') };
}

describe('JobTrigger', () => {
  it('starts jobs by the clock, from its deployment on', () => {
    const { block } = trigger({ schedule: 'cron(20 * * * ? *)' });
    expect(block).toMatchObject({
      name: 'egress-test-bill',
      type: 'SCHEDULED',
      schedule: 'cron(20 * * * ? *)',
      start_on_creation: true,
      actions: [{ job_name: 'cur-parser' }, { job_name: 'flow-log-aggregator' }],
    });
  });

  it('starts jobs once all of the others have succeeded', () => {
    const { block } = trigger({ afterSuccessOf: JOBS });
    expect(block).toMatchObject({
      type: 'CONDITIONAL',
      predicate: {
        logical: 'AND',
        conditions: [
          { job_name: 'cur-parser', state: 'SUCCEEDED', logical_operator: 'EQUALS' },
          { job_name: 'flow-log-aggregator', state: 'SUCCEEDED', logical_operator: 'EQUALS' },
        ],
      },
    });
    expect(block).not.toHaveProperty('schedule');
  });

  it('fails when the schedule is not one of Glue', () => {
    expect(problems(trigger({ schedule: 'rate(1 hour)' }).stack)).toEqual([
      '[stack/Trigger] schedule must be a Glue expression such as cron(20 * * * ? *), got "rate(1 hour)"',
    ]);
  });
});
