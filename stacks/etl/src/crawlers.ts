import { RAW_PREFIXES } from '@egress/module-delivery';
import { type CatalogDatabase, Crawler, type GlueSecurityConfiguration } from '@egress/module-processing';
import type { EtlStack, EtlStackProps } from './etl-stack';

/** The two daily crawlers over what ingestion delivers, for raw logs of other shapes than the declared tables'. */
export function createCrawlers(
  stack: EtlStack,
  database: CatalogDatabase,
  securityConfiguration: GlueSecurityConfiguration,
  { glueRole: role, rawLogs: bucket }: EtlStackProps,
): void {
  const shared = { role, database, bucket, securityConfiguration };
  new Crawler(stack, 'VpcFlowLogsCrawler', {
    ...shared,
    name: 'vpc-flow-logs-crawler',
    description: 'Finds the columns and partitions of the flow logs in S3',
    prefix: RAW_PREFIXES.flowLogs,
  });
  new Crawler(stack, 'CurCrawler', {
    ...shared,
    name: 'cur-crawler',
    description: 'Finds the columns and partitions of the bill exports in S3',
    prefix: RAW_PREFIXES.bills,
  });
}
