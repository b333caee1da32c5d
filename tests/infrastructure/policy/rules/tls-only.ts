import type { Statement } from '@egress/module-foundation/testing';
import { type Resource, resourcesOf } from '../../emitted-environment';
import { example, policy, type Rule, statementsOf } from '../rule';

/** Type of resource → the type that holds its policy, and the argument in which that names it. A queue holds its own. */
const POLICIES = {
  aws_s3_bucket: ['aws_s3_bucket_policy', 'bucket'],
  aws_sns_topic: ['aws_sns_topic_policy', 'arn'],
  aws_sqs_queue: ['aws_sqs_queue'],
} as const;

function deniesPlainText({ Effect, Condition }: Statement): boolean {
  const { Bool } = (Condition ?? {}) as { Bool?: Record<string, unknown> };
  return Effect === 'Deny' && String(Bool?.['aws:SecureTransport']) === 'false';
}

/** @param argument undefined: the policy is an argument of the resource itself */
function isPolicyOf(resource: Resource, reference: string, argument?: string): boolean {
  if (!argument) return resource.reference === reference;
  return String(resource.block[argument]).includes(`{${reference}.`);
}

export const tlsOnly: Rule = {
  id: 'tls-only',
  sentence: 'every bucket, topic and queue denies what does not come by TLS',
  violations: (stacks) =>
    Object.entries(POLICIES).flatMap(([type, [policyType, argument]]) =>
      resourcesOf(stacks, type)
        .filter(
          ({ reference }) =>
            !statementsOf(stacks).some(
              ({ resource, statement }) =>
                resource.type === policyType &&
                isPolicyOf(resource, reference, argument) &&
                deniesPlainText(statement),
            ),
        )
        .map(({ address }) => ({ at: address, problem: 'accepts what does not come by TLS' })),
    ),
  counterexamples: [
    {
      stacks: example({ aws_sqs_queue: { Queue: { name: 'failures' } } }),
      says: 'example/Queue: accepts what does not come by TLS',
    },
    {
      stacks: example({
        aws_sns_topic: { Topic: { name: 'alerts' } },
        aws_sns_topic_policy: {
          Policy: {
            arn: '${aws_sns_topic.Topic.arn}',
            policy: policy({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
          },
        },
      }),
      says: 'example/Topic: accepts what does not come by TLS',
    },
  ],
};
