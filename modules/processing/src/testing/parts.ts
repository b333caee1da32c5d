import { type EgressStack } from '@egress/module-foundation';
import {
  type Block,
  resource,
  type Statement,
  statements,
  testStack,
} from '@egress/module-foundation/testing';
import { LogGroup } from '@egress/module-observability';
import { EncryptionKey, Role } from '@egress/module-security';
import { Bucket } from '@egress/module-storage';
import { CatalogDatabase } from '../catalog-database';
import { GlueSecurityConfiguration } from '../security-configuration';

/** A stack with what the constructs of this package are given. */
export function parts() {
  const stack = testStack();
  const encryptionKey = new EncryptionKey(stack, 'Key', { name: 'data', description: 'Logs' });
  return {
    stack,
    encryptionKey,
    role: new Role(stack, 'Role', {
      name: 'glue',
      description: 'Runs jobs',
      assumedBy: { service: 'glue.amazonaws.com' },
    }),
    bucket: new Bucket(stack, 'Data', { name: 'data', lifecycle: [] }),
    database: new CatalogDatabase(stack, 'Database', { name: 'raw-logs', description: 'Raw' }),
    logGroup: new LogGroup(stack, 'Logs', { name: '/aws-glue/jobs/x', encryptionKey }),
    securityConfiguration: new GlueSecurityConfiguration(stack, 'Security', { name: 'glue', encryptionKey }),
  };
}

/** What the stack lets the role do. */
export function granted(stack: EgressStack): readonly Statement[] {
  return statements(resource(stack, 'aws_iam_role_policy'));
}

/** A named part of a block. */
export function part(block: Block, name: string): Block {
  return block[name] as Block;
}
