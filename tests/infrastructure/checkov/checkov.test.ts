import { CONFIGURATIONS } from '../configurations';
import { emit, resourcesOf } from '../emitted-environment';
import { example, exemptionsOf } from '../policy/rule';
import { type FailedCheck, hasCheckov, runCheckov } from './checkov';

if (!hasCheckov()) {
  console.warn(
    "SKIPPED: checkov over what is emitted, because it is not installed. 'node tools/setup-python.mjs' does that.",
  );
}

function isExempt({ check, resource }: FailedCheck): boolean {
  return Boolean(exemptionsOf(resource.block)[check]);
}

function sentence({ check, title, resource }: FailedCheck): string {
  return `${check} ${resource.address}: ${title}`;
}

(hasCheckov() ? describe : describe.skip)('checkov', () => {
  const environments = Object.entries(CONFIGURATIONS).map(([name, configuration]) => {
    const resources = resourcesOf(emit(configuration).stacks);
    return { name, resources, result: runCheckov(resources) };
  });

  it.each(environments)('finds nothing in $name but what is exempt for a reason', ({ result }) => {
    expect(result.passed).toBeGreaterThan(100);
    expect(result.failed.filter((check) => !isExempt(check)).map(sentence)).toEqual([]);
  });

  it('would find something in each exempt place', () => {
    const needed = new Set(
      environments.flatMap(({ result }) =>
        result.failed.map(({ check, resource }) => `${check} ${resource.address}`),
      ),
    );
    const given = environments.flatMap(({ resources }) =>
      resources.flatMap(({ address, block }) =>
        Object.keys(exemptionsOf(block))
          .filter((check) => check.startsWith('CKV'))
          .map((check) => `${check} ${address}`),
      ),
    );
    expect(given.filter((exemption) => !needed.has(exemption))).toEqual([]);
  });

  it('finds what is wrong', () => {
    const queue = example({ aws_sqs_queue: { Queue: { name: 'failures' } } });
    const { failed } = runCheckov(resourcesOf(queue));
    expect(failed.map(sentence)).toEqual([
      'CKV_AWS_27 example/Queue: Ensure all data stored in the SQS queue is encrypted',
    ]);
  });
});
