import { GlueCrawler } from '@cdktf/provider-aws/lib/glue-crawler';
import { EgressStack, nameOf, reportProblems } from '@egress/module-foundation';
import { anyResource, type Role } from '@egress/module-security';
import type { Bucket } from '@egress/module-storage';
import { Construct } from 'constructs';
import type { CatalogDatabase } from './catalog-database';
import type { GlueSecurityConfiguration } from './security-configuration';

export interface CrawlerProps {
  /** Name after the environment's prefix, such as `vpc-flow-logs-crawler`. */
  readonly name: string;
  readonly description: string;
  /** Role that may read what is crawled. */
  readonly role: Role;
  readonly database: CatalogDatabase;
  readonly bucket: Bucket;
  /** Folder that is crawled, with a slash at the end. */
  readonly prefix: string;
  readonly securityConfiguration: GlueSecurityConfiguration;
  /** Glue expression in UTC. @default 'cron(10 3 * * ? *)': daily */
  readonly schedule?: string;
}

/** Keeps what crawlers find apart from the declared tables of the same database. */
const TABLE_PREFIX = 'crawled_';

/**
 * Looks daily for new folders in S3 and adds them to a database as tables named `crawled_…`. Only new folders are read,
 * so the price does not grow with the age of the data; changed and deleted files are logged, and change no table.
 */
export class Crawler extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: CrawlerProps) {
    super(scope, id);
    const { role, database, bucket, prefix, schedule = 'cron(10 3 * * ? *)' } = props;
    reportProblems(this, [
      { value: prefix, isValid: prefix.endsWith('/'), message: 'prefix must end with a slash' },
      {
        value: schedule,
        isValid: /^cron\(.+\)$/.test(schedule),
        message: 'schedule must be a Glue expression such as cron(10 3 * * ? *)',
      },
    ]);
    const crawler = new GlueCrawler(this, 'Resource', {
      name: nameOf(this, props.name),
      description: props.description,
      role: role.arn,
      databaseName: database.name,
      tablePrefix: TABLE_PREFIX,
      schedule,
      s3Target: [{ path: `s3://${bucket.name}/${prefix}` }],
      recrawlPolicy: { recrawlBehavior: 'CRAWL_NEW_FOLDERS_ONLY' },
      // The only behaviour that goes with new folders only.
      schemaChangePolicy: { updateBehavior: 'LOG', deleteBehavior: 'LOG' },
      securityConfiguration: props.securityConfiguration.name,
    });
    this.name = crawler.name;
    database.grantDiscover(role);
    this.grantBasics(role);
  }

  private grantBasics(role: Role): void {
    const { account, region } = EgressStack.of(this).deployment;
    role.allow(this, {
      // The group is the one that all crawlers of the account share; its name cannot be chosen.
      actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents', 'logs:AssociateKmsKey'],
      resources: [`arn:aws:logs:${region}:${account}:log-group:/aws-glue/crawlers*`],
    });
    role.allow(this, {
      actions: ['glue:GetSecurityConfiguration'],
      resources: anyResource('security configurations have no ARN'),
    });
  }
}
