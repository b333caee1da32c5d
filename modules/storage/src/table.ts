import { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import { EgressStack, nameOf } from '@egress/module-foundation';
import type { EncryptionKey, Role } from '@egress/module-security';
import { Construct } from 'constructs';

/** A key attribute and its DynamoDB type: string or number. */
export interface KeyAttribute {
  readonly name: string;
  readonly type: 'S' | 'N';
}

export interface TableProps {
  /** Name after the environment's prefix. */
  readonly name: string;
  readonly encryptionKey: EncryptionKey;
  readonly partitionKey: KeyAttribute;
  readonly sortKey?: KeyAttribute;
  /** Attribute with the epoch second at which an item goes. @default items stay */
  readonly timeToLiveAttribute?: string;
  readonly indexes?: readonly TableIndex[];
}

/** A global secondary index that holds every attribute. */
export interface TableIndex {
  readonly name: string;
  readonly partitionKey: KeyAttribute;
  readonly sortKey: KeyAttribute;
}

/**
 * A DynamoDB table that is paid per request, encrypted with a customer-managed key, restorable to any second of the last
 * 35 days, and protected against deletion unless the environment is one to throw away.
 */
export class Table extends Construct {
  readonly arn: string;
  readonly name: string;
  private readonly encryptionKey: EncryptionKey;

  constructor(scope: Construct, id: string, props: TableProps) {
    super(scope, id);
    const indexes = props.indexes ?? [];
    const keys = [props, ...indexes].flatMap(({ partitionKey, sortKey }) => [
      partitionKey,
      ...(sortKey ? [sortKey] : []),
    ]);
    const table = new DynamodbTable(this, 'Resource', {
      name: nameOf(this, props.name),
      billingMode: 'PAY_PER_REQUEST',
      hashKey: props.partitionKey.name,
      rangeKey: props.sortKey?.name,
      attribute: [...new Map(keys.map((key) => [key.name, { name: key.name, type: key.type }])).values()],
      globalSecondaryIndex: indexes.map(({ name, partitionKey, sortKey }) => ({
        name,
        hashKey: partitionKey.name,
        rangeKey: sortKey.name,
        projectionType: 'ALL',
      })),
      ttl: props.timeToLiveAttribute
        ? { enabled: true, attributeName: props.timeToLiveAttribute }
        : undefined,
      serverSideEncryption: { enabled: true, kmsKeyArn: props.encryptionKey.arn },
      pointInTimeRecovery: { enabled: true },
      deletionProtectionEnabled: EgressStack.of(this).deployment.deletionProtection,
    });
    this.arn = table.arn;
    this.name = table.name;
    this.encryptionKey = props.encryptionKey;
  }

  /** Lets the role do the given actions, such as `dynamodb:PutItem`, on the table and its indexes. */
  grant(role: Role, ...actions: readonly `dynamodb:${string}`[]): void {
    role.allow(this, { actions, resources: [this.arn, `${this.arn}/index/*`] });
    this.encryptionKey.grantEncryptDecrypt(role, this);
  }
}
