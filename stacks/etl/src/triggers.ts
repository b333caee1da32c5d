import type { EtlSettings } from '@egress/configuration';
import { JobTrigger } from '@egress/module-processing';
import type { EtlStack } from './etl-stack';
import type { EtlJobs } from './jobs';

/** Flow logs by the clock; the bill once a day, and after it the flow logs again, at the bill's prices. */
export function createTriggers(
  stack: EtlStack,
  { flowLogAggregator, curParser }: EtlJobs,
  settings: EtlSettings,
): void {
  new JobTrigger(stack, 'FlowLogSchedule', {
    name: 'flow-log-schedule',
    description: 'Makes today and yesterday anew from the flow logs that have arrived',
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
    description: 'Prices today and yesterday by the newest bill',
    start: { afterSuccessOf: [curParser] },
    jobs: [flowLogAggregator],
  });
}
