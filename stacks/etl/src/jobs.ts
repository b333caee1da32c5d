import { TRAINING_VECTORS_PREFIX } from '@egress/anomalies';
import { FLOW_LOG_FIELDS, RAW_PREFIXES } from '@egress/module-delivery';
import { GlueJob, type GlueSecurityConfiguration, JobLogs } from '@egress/module-processing';
import type { EtlStack, EtlStackProps } from './etl-stack';
import { createJobFiles, REFERENCE_PREFIX } from './job-files';

/** Folder in the processed bucket for intermediate tables, which a job deletes at its end. */
const STAGING_PREFIX = 'staging/';
/** Fields of the records that come through the delivery stream, whose files have no header line. */
const LOG_FORMAT = FLOW_LOG_FIELDS.join(' ');

export interface EtlJobs {
  readonly flowLogAggregator: GlueJob;
  readonly curParser: GlueJob;
  readonly featureBuilder: GlueJob;
}

/** The three jobs. Each replaces whole days whose input has changed, so that a run more or less changes nothing. */
export function createJobs(
  stack: EtlStack,
  props: EtlStackProps,
  securityConfiguration: GlueSecurityConfiguration,
): EtlJobs {
  const { settings, glueRole: role, encryptionKey, rawLogs, processedData } = props;
  const files = createJobFiles(stack, props);
  const shared = {
    role,
    packages: [files.package],
    logs: new JobLogs(stack, 'JobLogs', {
      parent: props.logGroup,
      encryptionKey,
      securityConfiguration,
      role,
    }),
    securityConfiguration,
    workerType: settings.jobWorkerType,
    maxWorkers: settings.jobWorkers,
    timeoutMinutes: settings.jobTimeoutMinutes,
    flexible: settings.flexibleJobs,
  };
  const output = `s3://${processedData.name}/`;
  const results = { output, staging: `${output}${STAGING_PREFIX}` };
  const reference = `${output}${REFERENCE_PREFIX}`;
  return {
    flowLogAggregator: new GlueJob(stack, 'FlowLogAggregator', {
      ...shared,
      name: 'flow-log-aggregator',
      description: 'Turns VPC flow logs into egress_hourly: deduplicated, classed and priced',
      script: files.flowLogAggregator,
      arguments: {
        ...results,
        reference,
        'flow-logs': `s3://${rawLogs.name}/${RAW_PREFIXES.flowLogs}`,
        'log-format': LOG_FORMAT,
      },
    }),
    curParser: new GlueJob(stack, 'CurParser', {
      ...shared,
      name: 'cur-parser',
      description: 'Turns the bill into egress_cost_daily and into the effective price of each class',
      script: files.curParser,
      arguments: { ...results, reference, bills: `s3://${rawLogs.name}/${RAW_PREFIXES.bills}` },
    }),
    featureBuilder: new GlueJob(stack, 'FeatureBuilder', {
      ...shared,
      name: 'feature-builder',
      description: 'Turns egress_hourly into what anomaly detection scores and trains with',
      script: files.featureBuilder,
      arguments: { ...results, vectors: `${output}${TRAINING_VECTORS_PREFIX}` },
    }),
  };
}
