import { resourcesOf } from '../../emitted-environment';
import { example, type Rule } from '../rule';

export const logsAreForgotten: Rule = {
  id: 'logs-are-forgotten',
  sentence: 'every log group has a retention',
  violations: (stacks) =>
    resourcesOf(stacks, 'aws_cloudwatch_log_group')
      .filter(({ block }) => !(Number(block.retention_in_days) > 0))
      .map(({ address }) => ({ at: address, problem: 'keeps its logs for ever' })),
  counterexamples: [
    {
      stacks: example({ aws_cloudwatch_log_group: { Logs: { name: '/aws/lambda/x' } } }),
      says: 'example/Logs: keeps its logs for ever',
    },
  ],
};
