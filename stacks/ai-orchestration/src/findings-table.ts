import { FINDINGS_TABLE } from '@egress/contracts';
import type { EncryptionKey } from '@egress/module-security';
import { Table } from '@egress/module-storage';
import type { Construct } from 'constructs';

/**
 * The findings: for each anomaly its story, and the change with the state before it. The index lists findings of a status
 * by the time they were recorded, such as those that wait for an approval; records without that time are not in it.
 */
export function createFindingsTable(scope: Construct, encryptionKey: EncryptionKey): Table {
  return new Table(scope, 'Findings', {
    name: 'findings',
    encryptionKey,
    partitionKey: { name: FINDINGS_TABLE.partitionKey, type: 'S' },
    sortKey: { name: FINDINGS_TABLE.sortKey, type: 'S' },
    indexes: [
      {
        name: FINDINGS_TABLE.statusIndex,
        partitionKey: { name: 'status', type: 'S' },
        sortKey: { name: 'recordedAt', type: 'S' },
      },
    ],
  });
}
