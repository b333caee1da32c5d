import type { EtlSettings } from '@egress/configuration';
import { JobTrigger } from '@egress/module-processing';
import type { EtlStack } from './etl-stack';
import type { EtlJobs } from './jobs';

/** Flow logs by the clock; the bill once a day, and after it the flow logs again, at the bill's prices; features after them. */
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
  new JobTrigger(stack, 'NewPrices', {
    name: 'new-prices',
    description: 'Prices the last days by the newest bill',
    start: { afterSuccessOf: [curParser] },
    jobs: [flowLogAggregator],
  });
  new JobTrigger(stack, 'NewHours', {
    name: 'new-hours',
    description: 'Makes the features of the hours that the flow logs are newly known of',
    start: { afterSuccessOf: [flowLogAggregator] },
    jobs: [featureBuilder],
  });
}
