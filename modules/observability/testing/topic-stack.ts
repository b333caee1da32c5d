import type { EgressStack } from '@egress/module-foundation';
import { testStack } from '@egress/module-foundation/testing';
import { EncryptionKey } from '@egress/module-security';
import { AlertTopic } from '../src/alert-topic';

/** A stack that has nothing but an alert topic. */
export function topicStack(): { readonly stack: EgressStack; readonly topic: AlertTopic } {
  const stack = testStack();
  const encryptionKey = new EncryptionKey(stack, 'Key', { name: 'data', description: 'Alerts' });
  const topic = new AlertTopic(stack, 'Topic', {
    name: 'alerts',
    encryptionKey,
    emailAddress: 'finops@example.com',
  });
  return { stack, topic };
}
