import type { EgressStack } from '@egress/module-foundation';
import { testStack } from '@egress/module-foundation/testing';
import { AthenaWorkgroup } from '@egress/module-processing';
import { Bucket } from '@egress/module-storage';
import { AthenaDataSource } from '../src/athena-data-source';

export const PRINCIPAL = 'arn:aws:quicksight:eu-west-1:111122223333:group/default/finops';

/** A stack that has nothing but a data source, and the workgroup behind it. */
export function dataSourceStack(): {
  readonly stack: EgressStack;
  readonly dataSource: AthenaDataSource;
  readonly workgroup: AthenaWorkgroup;
} {
  const stack = testStack();
  const workgroup = new AthenaWorkgroup(stack, 'Workgroup', {
    name: 'analysis',
    description: 'Queries',
    scanLimitGiB: 100,
    results: {
      bucket: new Bucket(stack, 'Results', { name: 'results', lifecycle: [] }),
      prefix: 'athena-results/',
    },
  });
  const dataSource = new AthenaDataSource(stack, 'Source', {
    name: 'egress',
    title: 'Egress',
    workgroup,
    principalArn: PRINCIPAL,
  });
  return { stack, dataSource, workgroup };
}
