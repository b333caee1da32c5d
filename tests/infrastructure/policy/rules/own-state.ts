import { type Rule, type Stacks } from '../rule';

/** Where a stack keeps its state: the settings of its backend. */
function stateOf(stacks: Stacks, stack: string): string {
  const { backend, cloud } = stacks[stack]?.terraform ?? {};
  return JSON.stringify(backend ?? cloud ?? null);
}

const withState = (path: string) => ({ provider: {}, terraform: { backend: { local: { path } } } });

export const ownState: Rule = {
  id: 'own-state',
  sentence: 'every stack has a state of its own, called after environment and stack',
  violations: (stacks) =>
    Object.keys(stacks).flatMap((stack) => {
      const state = stateOf(stacks, stack);
      const isShared = Object.keys(stacks).some(
        (other) => other !== stack && stateOf(stacks, other) === state,
      );
      return [
        ...(isShared ? [{ at: stack, problem: 'shares its state with another stack' }] : []),
        ...(new RegExp(`egress-[a-z0-9-]+-${stack}\\b`).test(state)
          ? []
          : [{ at: stack, problem: `has a state that is not called egress-<environment>-${stack}` }]),
      ];
    }),
  counterexamples: [
    {
      stacks: { core: withState('egress-dev-core.tfstate'), etl: withState('egress-dev-core.tfstate') },
      says: 'etl: shares its state with another stack',
    },
    {
      stacks: { core: withState('terraform.tfstate') },
      says: 'core: has a state that is not called egress-<environment>-core',
    },
  ],
};
