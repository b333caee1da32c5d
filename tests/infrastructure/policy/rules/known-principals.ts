import { example, policy, type Rule, statementsOf } from '../rule';

function isAnybody(principal: unknown): boolean {
  if (typeof principal !== 'object' || principal === null) return principal === '*';
  return Object.values(principal).flat().includes('*');
}

export const knownPrincipals: Rule = {
  id: 'known-principals',
  sentence: 'no policy allows something to anybody',
  violations: (stacks) =>
    statementsOf(stacks)
      .filter(({ statement }) => statement.Effect === 'Allow' && isAnybody(statement.Principal))
      .map(({ resource, statement }) => ({
        at: resource.address,
        problem: `allows ${[statement.Action].flat().join(' ')} to anybody`,
      })),
  counterexamples: [
    {
      stacks: example({
        aws_s3_bucket_policy: {
          Policy: { policy: policy({ Effect: 'Allow', Principal: { AWS: ['*'] }, Action: 's3:GetObject' }) },
        },
      }),
      says: 'example/Policy: allows s3:GetObject to anybody',
    },
    {
      stacks: example({
        aws_sns_topic_policy: {
          Policy: { policy: policy({ Effect: 'Allow', Principal: '*', Action: ['sns:Publish'] }) },
        },
      }),
      says: 'example/Policy: allows sns:Publish to anybody',
    },
  ],
};
