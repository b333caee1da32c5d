import type { Block } from '@egress/module-foundation/testing';
import { example, policy, type Rule, statementsOf } from '../rule';

function reasonOf(block: Block, actions: readonly string[]): string | undefined {
  const notes = block['//'] as { anyResource?: Record<string, string> };
  return notes.anyResource?.[actions.join(' ')];
}

const LIST = policy({ Effect: 'Allow', Action: ['ce:GetCostAndUsage'], Resource: '*' });

export const reasonsForAnyResource: Rule = {
  id: 'reasons-for-any-resource',
  sentence: 'a policy allows something on any resource only for a reason that stands beside it',
  violations: (stacks) =>
    statementsOf(stacks)
      .filter(({ statement }) => statement.Effect === 'Allow' && [statement.Resource].flat().includes('*'))
      .filter(({ resource, statement }) => !reasonOf(resource.block, [statement.Action].flat()))
      .map(({ resource, statement }) => ({
        at: resource.address,
        problem: `allows ${[statement.Action].flat().join(' ')} on any resource without a reason`,
      })),
  counterexamples: [
    {
      stacks: example({ aws_iam_role_policy: { Policy: { policy: LIST } } }),
      says: 'example/Policy: allows ce:GetCostAndUsage on any resource without a reason',
    },
    {
      stacks: example({
        aws_iam_role_policy: {
          Policy: { policy: LIST, '//': { anyResource: { 'ce:GetForecast': 'no resources' } } },
        },
      }),
      says: 'example/Policy: allows ce:GetCostAndUsage on any resource without a reason',
    },
  ],
};
