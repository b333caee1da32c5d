import { CONFIGURATIONS } from '../configurations';
import { emit } from '../emitted-environment';
import { inParallel } from './in-parallel';
import { findProvider, type Outcome, runTerraform } from './terraform';

const provider = findProvider();
if ('missing' in provider) {
  console.warn(`SKIPPED: terraform validate of the stacks, because ${provider.missing}`);
}

const stacks = Object.entries(CONFIGURATIONS).flatMap(([name, configuration]) => {
  const { folder, stacks } = emit(configuration);
  return Object.keys(stacks).map((stack) => ({ name, stack, folder: `${folder}/${stack}` }));
});

async function validate(folder: string, plugins: string): Promise<Outcome> {
  const init = await runTerraform(folder, 'init', '-backend=false', `-plugin-dir=${plugins}`);
  return init.succeeded ? runTerraform(folder, 'validate') : init;
}

('missing' in provider ? describe.skip : describe)('terraform validate with the AWS provider', () => {
  const outcomes = new Map<string, Outcome>();

  beforeAll(async () => {
    if ('missing' in provider) return;
    await inParallel(stacks, async ({ folder }) => {
      outcomes.set(folder, await validate(folder, provider.plugins));
    });
  }, 900_000);

  it.each(stacks)('accepts $stack with $name', ({ folder }) => {
    const { output } = outcomes.get(folder) ?? { output: 'not validated' };
    expect(output).toContain('Success! The configuration is valid');
    // Of the lock table, without which Terraform 1.7 could not lock.
    expect(output.match(/Warning: (?!Deprecated Parameter).*/g)).toBeNull();
  });
});
