import type { Block } from '@egress/module-foundation/testing';
import { type Rule } from '../rule';

const TAGS = ['Project', 'Environment', 'Stack'];

function missingTags(provider: Block): string[] {
  const [defaultTags] = (provider.default_tags ?? []) as readonly {
    tags: Readonly<Record<string, string>>;
  }[];
  return TAGS.filter((tag) => !defaultTags?.tags[tag]);
}

const withProvider = (...aws: Block[]) => ({ example: { terraform: {}, provider: { aws } } });
const TAGGED = { default_tags: [{ tags: { Project: 'x', Environment: 'dev', Stack: 'example' } }] };

export const tagged: Rule = {
  id: 'tagged',
  sentence: `every provider tags what it makes with ${TAGS.join(', ')}`,
  violations: (stacks) =>
    Object.entries(stacks).flatMap(([stack, { provider }]) =>
      (provider.aws ?? [{}])
        .flatMap(missingTags)
        .map((tag) => ({ at: stack, problem: `has a provider without the tag ${tag}` })),
    ),
  counterexamples: [
    {
      stacks: withProvider({ region: 'us-east-1' }),
      says: 'example: has a provider without the tag Project',
    },
    {
      stacks: withProvider(TAGGED, { alias: 'us-east-1' }),
      says: 'example: has a provider without the tag Stack',
    },
  ],
};
