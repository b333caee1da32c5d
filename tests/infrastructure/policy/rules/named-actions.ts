import { example, policy, type Rule, statementsOf } from '../rule';

export const namedActions: Rule = {
  id: 'named-actions',
  sentence: 'no policy allows every action, be it of one service',
  violations: (stacks) =>
    statementsOf(stacks)
      .filter(({ statement }) => statement.Effect === 'Allow')
      .flatMap(({ resource, statement }) =>
        [statement.Action]
          .flat()
          .filter((action) => action === '*' || action.endsWith(':*'))
          .map((action) => ({ at: resource.address, problem: `allows the action ${action}` })),
      ),
  counterexamples: ['*', 's3:*'].map((action) => ({
    stacks: example({
      aws_iam_role_policy: {
        Policy: {
          policy: policy({ Effect: 'Allow', Action: ['s3:GetObject', action], Resource: 'arn:aws:s3:::x' }),
        },
      },
    }),
    says: `example/Policy: allows the action ${action}`,
  })),
};
