import { type Resource, resourcesOf } from '../../emitted-environment';
import { example, type Rule, type Stacks } from '../rule';

const ALARMED_METRICS = ['Errors', 'Throttles'];

/** What a function lacks, in words. */
function gaps({ block, reference }: Resource, stacks: Stacks): string[] {
  const destinations = resourcesOf(stacks, 'aws_lambda_function_event_invoke_config').filter(({ block }) =>
    String(block.function_name).includes(`{${reference}.`),
  );
  const alarms = resourcesOf(stacks, 'aws_cloudwatch_metric_alarm').filter(({ block }) =>
    JSON.stringify(block.dimensions ?? {}).includes(`{${reference}.`),
  );
  const rules: readonly (readonly [boolean, string])[] = [
    [block.runtime === 'nodejs22.x', 'does not run nodejs22.x'],
    [JSON.stringify(block.architectures) === '["arm64"]', 'does not run on arm64'],
    [JSON.stringify(block.tracing_config).includes('"Active"'), 'is not traced'],
    [JSON.stringify(destinations).includes('on_failure'), 'has no destination for failures'],
    ...ALARMED_METRICS.map((metric): [boolean, string] => [
      alarms.some(({ block }) => block.metric_name === metric),
      `has no alarm on ${metric}`,
    ]),
  ];
  return rules.flatMap(([holds, problem]) => (holds ? [] : [problem]));
}

const GOOD = { runtime: 'nodejs22.x', architectures: ['arm64'], tracing_config: { mode: 'Active' } };

export const functionDefaults: Rule = {
  id: 'function-defaults',
  sentence: 'every function runs nodejs22.x on arm64, is traced, keeps failed events and raises alarms',
  violations: (stacks) =>
    resourcesOf(stacks, 'aws_lambda_function').flatMap((lambda) =>
      gaps(lambda, stacks).map((problem) => ({ at: lambda.address, problem })),
    ),
  counterexamples: [
    ...[
      [{ runtime: 'nodejs18.x' }, 'does not run nodejs22.x'],
      [{ architectures: ['x86_64'] }, 'does not run on arm64'],
      [{ tracing_config: { mode: 'PassThrough' } }, 'is not traced'],
      [{}, 'has no destination for failures'],
      [{}, 'has no alarm on Errors'],
    ].map(([wrong, says]) => ({
      stacks: example({ aws_lambda_function: { Trigger: { ...GOOD, ...(wrong as object) } } }),
      says: `example/Trigger: ${String(says)}`,
    })),
    {
      stacks: example({
        aws_lambda_function: { Trigger: GOOD },
        aws_cloudwatch_metric_alarm: {
          Errors: {
            metric_name: 'Errors',
            dimensions: { FunctionName: '${aws_lambda_function.Trigger.id}' },
          },
        },
      }),
      says: 'example/Trigger: has no alarm on Throttles',
    },
  ],
};
