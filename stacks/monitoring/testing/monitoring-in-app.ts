import type { MonitoringSettings } from '@egress/configuration';
import { DeliveryStream } from '@egress/module-delivery';
import type { EgressStack } from '@egress/module-foundation';
import { nextStack, testDeployment } from '@egress/module-foundation/testing';
import { appWithBundles } from '@egress/module-functions/testing';
import { LogGroup } from '@egress/module-observability';
import {
  AthenaWorkgroup,
  CatalogDatabase,
  FileAsset,
  GlueJob,
  GlueSecurityConfiguration,
  JobLogs,
} from '@egress/module-processing';
import { EncryptionKey, Role } from '@egress/module-security';
import { Bucket } from '@egress/module-storage';
import { MonitoringStack, type MonitoringStackProps } from '../src/monitoring-stack';

const SETTINGS: MonitoringSettings = {
  dailyEgressCostAlarmUsd: 150,
  monthlyBudgetUsd: 3000,
  costAnomalyMonitor: false,
};

/** The monitoring stack after a stack called `earlier` that has all that it watches. */
export function monitoringInApp(settings: Partial<MonitoringSettings> = {}) {
  const app = appWithBundles(['egress-cost-metric']);
  const earlier = nextStack(app, 'earlier');
  const props = propsOf(earlier, { ...SETTINGS, ...settings });
  return { earlier, props, stack: new MonitoringStack(app, 'monitoring', props) };
}

function propsOf(earlier: EgressStack, settings: MonitoringSettings): MonitoringStackProps {
  const encryptionKey = new EncryptionKey(earlier, 'Key', { name: 'data', description: 'All' });
  const bucket = new Bucket(earlier, 'Bucket', { name: 'bucket', lifecycle: [] });
  const logGroup = new LogGroup(earlier, 'Logs', { name: '/egress', encryptionKey });
  const role = (name: string, service: string) =>
    new Role(earlier, `Role-${name}`, { name, description: name, assumedBy: { service } });
  return {
    deployment: testDeployment(),
    settings,
    notificationEmail: 'finops@example.com',
    encryptionKey,
    lambdaCode: bucket,
    lambdaLogs: logGroup,
    costMetricRole: role('egress-cost-metric', 'lambda.amazonaws.com'),
    quickSightRole: role('quicksight', 'quicksight.amazonaws.com'),
    deliveryStream: new DeliveryStream(earlier, 'Stream', {
      name: 'flow-logs',
      role: role('firehose', 'firehose.amazonaws.com'),
      bucket,
      prefix: 'flow-logs/',
      errorPrefix: 'errors/',
      logGroup,
      encryptionKey,
    }),
    jobs: jobs(earlier, { encryptionKey, bucket, logGroup, role: role('glue', 'glue.amazonaws.com') }),
    workgroup: new AthenaWorkgroup(earlier, 'Workgroup', {
      name: 'analysis',
      description: 'Queries',
      scanLimitGiB: 1,
      results: { bucket, prefix: 'athena-results/' },
    }),
    processedTables: new CatalogDatabase(earlier, 'Tables', {
      name: 'processed-data',
      description: 'Tables',
    }),
  };
}

interface JobParts {
  readonly encryptionKey: EncryptionKey;
  readonly bucket: Bucket;
  readonly logGroup: LogGroup;
  readonly role: Role;
}

function jobs(earlier: EgressStack, { encryptionKey, bucket, logGroup, role }: JobParts): GlueJob[] {
  const securityConfiguration = new GlueSecurityConfiguration(earlier, 'Security', {
    name: 'glue',
    encryptionKey,
  });
  const logs = new JobLogs(earlier, 'JobLogs', {
    parent: logGroup,
    encryptionKey,
    securityConfiguration,
    role,
  });
  const script = new FileAsset(earlier, 'Script', { file: __filename, bucket, prefix: 'scripts/' });
  return ['cur-parser', 'flow-log-aggregator'].map(
    (name) =>
      new GlueJob(earlier, name, {
        name,
        description: name,
        role,
        script,
        logs,
        securityConfiguration,
        arguments: {},
      }),
  );
}
