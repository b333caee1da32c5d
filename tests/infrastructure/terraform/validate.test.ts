import os from 'node:os';
import { forEachConcurrently } from '@egress/inputs/concurrency';
import { CONFIGURATIONS } from '../configurations';
import { emit } from '../emitted-environment';
import { findProvider, type Outcome, validateStack } from './terraform';

const provider = findProvider();
if ('missing' in provider) {
  console.warn(`SKIPPED: terraform validate of the stacks, because ${provider.missing}`);
}

const stacks = Object.entries(CONFIGURATIONS).flatMap(([name, configuration]) => {
  const { folder, stacks } = emit(configuration);
  return Object.keys(stacks).map((stack) => ({ name, stack, folder: `${folder}/${stack}` }));
});

('missing' in provider ? describe.skip : describe)('terraform validate with the AWS provider', () => {
  const outcomes = new Map<string, Outcome>();

  beforeAll(async () => {
    if ('missing' in provider) return;
    await forEachConcurrently(stacks, os.availableParallelism(), async ({ folder }) => {
      outcomes.set(folder, await validateStack(folder, provider.plugins));
    });
  }, 900_000);

  it.each(stacks)('accepts $stack with $name', ({ folder }) => {
    const { output } = outcomes.get(folder) ?? { output: 'not validated' };
    expect(output).toContain('Success! The configuration is valid');
    // Of the lock table, without which Terraform 1.7 could not lock.
    expect(output.match(/Warning: (?!Deprecated Parameter).*/g)).toBeNull();
  });
});
