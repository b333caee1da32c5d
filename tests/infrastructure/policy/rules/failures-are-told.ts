import { type Resource, resourcesOf } from '../../emitted-environment';
import { example, type Rule, type Stacks } from '../rule';

const TYPES = ['aws_glue_job', 'aws_sfn_state_machine', 'aws_kinesis_firehose_delivery_stream'];

/** Whether an alarm, or an event rule with the topic as target, names the resource or the name that it has. */
function isWatched(resource: Resource, stacks: Stacks): boolean {
  const topics = resourcesOf(stacks, 'aws_sns_topic').concat(resourcesOf(stacks, 'aws_sns_topic_policy'));
  const tellsTopic = (argument: unknown) =>
    topics.some(({ reference }) => JSON.stringify(argument ?? '').includes(`{${reference}.`));
  const names = (argument: unknown) =>
    [`{${resource.reference}.`, `"${String(resource.block.name)}"`].some((text) =>
      JSON.stringify(argument ?? '')
        .replaceAll('\\"', '"')
        .includes(text),
    );
  const targets = resourcesOf(stacks, 'aws_cloudwatch_event_target').filter(({ block }) =>
    tellsTopic(block.arn),
  );
  return (
    resourcesOf(stacks, 'aws_cloudwatch_metric_alarm').some(
      ({ block }) => names(block.dimensions) && tellsTopic(block.alarm_actions),
    ) ||
    resourcesOf(stacks, 'aws_cloudwatch_event_rule').some(
      ({ block, reference }) =>
        names(block.event_pattern) &&
        targets.some((target) => String(target.block.rule).includes(`{${reference}.`)),
    )
  );
}

export const failuresAreTold: Rule = {
  id: 'failures-are-told',
  sentence: 'every job, state machine and delivery stream has an alarm or an event rule that tells a topic',
  violations: (stacks) =>
    TYPES.flatMap((type) => resourcesOf(stacks, type))
      .filter((resource) => !isWatched(resource, stacks))
      .map(({ address }) => ({ at: address, problem: 'fails without anybody being told' })),
  counterexamples: [
    ...TYPES.map((type) => ({
      stacks: example({ [type]: { Work: { name: 'work' } } }),
      says: 'example/Work: fails without anybody being told',
    })),
    {
      stacks: example({
        aws_glue_job: { Work: { name: 'work' } },
        aws_cloudwatch_event_rule: { Rule: { event_pattern: '{"detail":{"jobName":["work"]}}' } },
      }),
      says: 'example/Work: fails without anybody being told',
    },
  ],
};
