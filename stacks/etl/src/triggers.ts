import type { EtlSettings } from '@egress/configuration';
import { JobTrigger } from '@egress/module-processing';
import type { EtlStack } from './etl-stack';
import type { EtlJobs } from './jobs';

/**
 * Flow logs by the clock, and features after them; the bill by a clock of its own. Its prices count from the next run of the
 * flow logs on, which makes the last days anew. A trigger for that would make two schedules start one chain of jobs, which Glue
 * does not support: see "AWS Glue triggers" in its guide.
 */
export function createTriggers(
  stack: EtlStack,
  { flowLogAggregator, curParser, featureBuilder }: EtlJobs,
  settings: EtlSettings,
): void {
  new JobTrigger(stack, 'FlowLogSchedule', {
    name: 'flow-log-schedule',
    description: 'Makes the days anew of which flow logs have arrived',
    start: { schedule: settings.flowLogSchedule },
    jobs: [flowLogAggregator],
  });
  new JobTrigger(stack, 'BillSchedule', {
    name: 'bill-schedule',
    description: 'Reads the newest bill, which AWS renews up to three times a day',
    start: { schedule: settings.billSchedule },
    jobs: [curParser],
  });
  new JobTrigger(stack, 'NewHours', {
    name: 'new-hours',
    description: 'Makes the features of the hours that the flow logs are newly known of',
    start: { afterSuccessOf: [flowLogAggregator] },
    jobs: [featureBuilder],
  });
}
