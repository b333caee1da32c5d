import { GlueCatalogDatabase } from '@cdktf/provider-aws/lib/glue-catalog-database';
import { EgressStack, nameOf } from '@egress/module-foundation';
import type { Role } from '@egress/module-security';
import { Construct } from 'constructs';

export interface CatalogDatabaseProps {
  /** Name after the environment's prefix, such as `processed-data`. */
  readonly name: string;
  readonly description: string;
}

const READ = [
  'glue:GetDatabase',
  'glue:GetTable',
  'glue:GetTables',
  'glue:GetPartition',
  'glue:GetPartitions',
  'glue:BatchGetPartition',
];
const DISCOVER = [
  'glue:CreateTable',
  'glue:UpdateTable',
  'glue:CreatePartition',
  'glue:UpdatePartition',
  'glue:BatchCreatePartition',
  'glue:BatchUpdatePartition',
];

/**
 * A database of the Glue Data Catalog. Its name has underscores in place of hyphens, so that SQL needs no quotes around
 * it: `egress_dev_processed_data`.
 */
export class CatalogDatabase extends Construct {
  readonly arn: string;
  readonly name: string;

  constructor(scope: Construct, id: string, props: CatalogDatabaseProps) {
    super(scope, id);
    const database = new GlueCatalogDatabase(this, 'Resource', {
      name: nameOf(this, props.name).replaceAll('-', '_'),
      description: props.description,
    });
    this.arn = database.arn;
    this.name = database.name;
  }

  /** Lets the role read the database's tables and partitions, as Athena does for whoever queries them. */
  grantRead(role: Role): void {
    role.allow(this, { actions: READ, resources: this.resources() });
  }

  /** Lets the role also add and change tables and partitions, as crawlers do. */
  grantDiscover(role: Role): void {
    this.grantRead(role);
    role.allow(this, { actions: DISCOVER, resources: this.resources() });
  }

  /** Glue asks for permission on a table's database and catalog too. */
  private resources(): string[] {
    const { account, region } = EgressStack.of(this).deployment;
    const catalog = `arn:aws:glue:${region}:${account}`;
    return [`${catalog}:catalog`, this.arn, `${catalog}:table/${this.name}/*`];
  }
}
