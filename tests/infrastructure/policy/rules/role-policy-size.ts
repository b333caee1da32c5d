import { resourcesOf } from '../../emitted-environment';
import { example, type Rule } from '../rule';

/** See "IAM and AWS STS quotas": all inline policies of a role together, without whitespace. */
const LIMIT = 10_240;
/** Takes the place of a reference; ARNs of ours are shorter. */
const ARN = 'x'.repeat(100);

export const rolePolicySize: Rule = {
  id: 'role-policy-size',
  sentence: `the inline policies of a role have no more than ${LIMIT} characters together`,
  violations: (stacks) =>
    resourcesOf(stacks, 'aws_iam_role').flatMap(({ address, reference }) => {
      const size = resourcesOf(stacks, 'aws_iam_role_policy')
        .filter(({ block }) => String(block.role).includes(`{${reference}.`))
        .reduce((sum, { block }) => sum + String(block.policy).replaceAll(/\$\{[^}]+\}/g, ARN).length, 0);
      return size > LIMIT ? [{ at: address, problem: `has inline policies of ${size} characters` }] : [];
    }),
  counterexamples: [
    {
      stacks: example({
        aws_iam_role: { Role: { name: 'glue' } },
        aws_iam_role_policy: {
          A: { role: '${aws_iam_role.Role.name}', policy: '${aws_s3_bucket.Logs.arn}'.repeat(60) },
          B: { role: '${aws_iam_role.Role.name}', policy: 'x'.repeat(4300) },
        },
      }),
      says: 'example/Role: has inline policies of 10300 characters',
    },
  ],
};
