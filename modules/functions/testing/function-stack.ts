import { type EgressStack } from '@egress/module-foundation';
import { nextStack } from '@egress/module-foundation/testing';
import { AlertTopic, LogGroup } from '@egress/module-observability';
import { EncryptionKey, Role } from '@egress/module-security';
import { Bucket } from '@egress/module-storage';
import type { App } from 'cdktf';
import { appWithBundles } from './app-with-bundles';
import type { BundledFunctionProps } from '../src/bundled-function';

/** A stack with all that a function needs, and the props of a function called `trigger`. */
export function functionStack(app: App = appWithBundles(['trigger'])): {
  readonly stack: EgressStack;
  readonly props: BundledFunctionProps;
} {
  const stack = nextStack(app, 'stack');
  const encryptionKey = new EncryptionKey(stack, 'Key', { name: 'data', description: 'Functions' });
  const runtime = {
    codeBucket: new Bucket(stack, 'Code', { name: 'code', lifecycle: [] }),
    logGroup: new LogGroup(stack, 'Logs', { name: '/aws/lambda/test', encryptionKey }),
    encryptionKey,
    alertTopic: new AlertTopic(stack, 'Alerts', {
      name: 'alerts',
      encryptionKey,
      emailAddress: 'finops@example.com',
    }),
  };
  const role = new Role(stack, 'Role', {
    name: 'trigger',
    description: 'Scores',
    assumedBy: { service: 'lambda.amazonaws.com' },
  });
  const props = {
    name: 'trigger',
    description: 'Scores the newest hour',
    role,
    runtime,
    environment: { BUCKET: 'features' },
    memoryMiB: 512,
    timeoutSeconds: 60,
  };
  return { stack, props };
}
