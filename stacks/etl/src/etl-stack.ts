import type { EtlSettings } from '@egress/configuration';
import { EgressStack, type EgressStackProps } from '@egress/module-foundation';
import type { LogGroup } from '@egress/module-observability';
import {
  AthenaWorkgroup,
  CatalogDatabase,
  type GlueJob,
  GlueSecurityConfiguration,
} from '@egress/module-processing';
import type { EncryptionKey, Role } from '@egress/module-security';
import type { Bucket } from '@egress/module-storage';
import type { Construct } from 'constructs';

import { createCrawlers } from './crawlers';
import { createJobs } from './jobs';
import { createRawTables } from './raw-tables';
import { createResultTables } from './result-tables';
import { createSavedQueries } from './saved-queries';
import { createTriggers } from './triggers';

export interface EtlStackProps extends EgressStackProps {
  readonly settings: EtlSettings;
  /** Encrypts logs and bookmarks. */
  readonly encryptionKey: EncryptionKey;
  /** Logs and bills as AWS delivers them. */
  readonly rawLogs: Bucket;
  /** Tables, reference data and results of queries. */
  readonly processedData: Bucket;
  /** Where Glue finds its scripts, under `glue-scripts/`. */
  readonly scripts: Bucket;
  /** Runs jobs and crawlers. */
  readonly glueRole: Role;
  /** Log group under which those of the jobs are made. */
  readonly logGroup: LogGroup;
}

/** Turns raw logs and bills into tables, and lets people query them. */
export class EtlStack extends EgressStack {
  /** Tables over raw logs and bills. */
  readonly rawLogsDatabase: CatalogDatabase;
  /** What the jobs write: `egress_hourly` and others. */
  readonly processedData: CatalogDatabase;
  /** All jobs, for alarms. */
  readonly jobs: readonly GlueJob[];
  readonly workgroup: AthenaWorkgroup;

  constructor(scope: Construct, id: string, props: EtlStackProps) {
    super(scope, id, props);
    this.rawLogsDatabase = new CatalogDatabase(this, 'RawLogsDatabase', {
      name: 'raw-logs',
      description: 'Flow logs and bills as AWS delivers them',
    });
    this.processedData = new CatalogDatabase(this, 'ProcessedDataDatabase', {
      name: 'processed-data',
      description: 'Traffic and its cost: deduplicated, classed and priced',
    });
    createRawTables(this, this.rawLogsDatabase, props.rawLogs);
    createResultTables(this, this.processedData, props.processedData);

    const securityConfiguration = new GlueSecurityConfiguration(this, 'SecurityConfiguration', {
      name: 'glue',
      encryptionKey: props.encryptionKey,
    });
    const jobs = createJobs(this, props, securityConfiguration);
    createTriggers(this, jobs, props.settings);
    this.jobs = [jobs.flowLogAggregator, jobs.curParser, jobs.featureBuilder];
    if (props.settings.crawlers) createCrawlers(this, this.rawLogsDatabase, securityConfiguration, props);

    this.workgroup = this.createWorkgroup(props);
    createSavedQueries(this, this.processedData, this.workgroup);
  }

  private createWorkgroup({ processedData, settings }: EtlStackProps): AthenaWorkgroup {
    return new AthenaWorkgroup(this, 'Workgroup', {
      name: 'analysis',
      description: 'Queries on egress; a query that reads too much is cancelled',
      scanLimitGiB: settings.athenaScanLimitGiB,
      results: { bucket: processedData, prefix: 'athena-results/' },
    });
  }
}
