import type { Deployment } from '@egress/configuration';
import { type App, Testing } from 'cdktf';
import { EgressStack } from '../src/egress-stack';

/** A deployment of its own values, so that a test sees where they come from: environment `test`, suffix `acme`. */
export function testDeployment(overrides: Partial<Deployment> = {}): Deployment {
  return {
    environment: 'test',
    account: '111122223333',
    region: 'eu-west-1',
    bucketSuffix: 'acme',
    deletionProtection: true,
    bucketLifecycleRules: true,
    tags: {},
    state: { type: 'local' },
    ...overrides,
  };
}

/** An empty stack called `stack` in an app of its own. */
export function testStack(overrides: Partial<Deployment> = {}): EgressStack {
  return nextStack(Testing.app(), 'stack', overrides);
}

/** Another stack of an app, made after those that are there. */
export function nextStack(app: App, id: string, overrides: Partial<Deployment> = {}): EgressStack {
  return new EgressStack(app, id, { deployment: testDeployment(overrides) });
}
