import type { IngestionSettings } from '@egress/configuration';
import { Distribution, DistributionLogs, RAW_PREFIXES } from '@egress/module-delivery';
import type { Bucket } from '@egress/module-storage';
import type { IngestionStack } from './ingestion-stack';

export interface DistributionSources {
  readonly settings: IngestionSettings['cloudFront'];
  readonly rawLogs: Bucket;
  readonly processedData: Bucket;
}

/** Folder of the processed bucket that the distribution shows to everybody; nothing of ours writes to it. */
const PUBLISHED_PREFIX = 'published/';

/** A distribution with access logs, over a folder for what is meant to be public or over the web server of the settings. */
export function createDistribution(stack: IngestionStack, sources: DistributionSources): void {
  const { settings, rawLogs, processedData } = sources;
  const { originDomainName, certificate } = settings;
  const distribution = new Distribution(stack, 'Distribution', {
    name: 'cloudfront',
    description: `Egress cost optimizer (${stack.deployment.environment})`,
    origin: originDomainName
      ? { domainName: originDomainName }
      : { bucket: processedData, prefix: PUBLISHED_PREFIX },
    certificate: certificate ?? {
      reason: 'A TLS version can be chosen only with a domain name of one’s own',
    },
  });
  new DistributionLogs(stack, 'DistributionLogs', {
    name: 'cloudfront',
    distribution,
    bucket: rawLogs,
    prefix: RAW_PREFIXES.cloudFront,
  });
}
