import { GlueJob as GlueJobResource } from '@cdktf/provider-aws/lib/glue-job';
import { nameOf, reportProblems } from '@egress/module-foundation';
import { anyResource, type Role } from '@egress/module-security';
import { Construct } from 'constructs';
import type { JobLogs } from './job-logs';
import type { FileAsset } from './file-asset';
import type { GlueSecurityConfiguration } from './security-configuration';

export interface GlueJobProps {
  /** Name after the environment's prefix, such as `flow-log-aggregator`. */
  readonly name: string;
  readonly description: string;
  readonly role: Role;
  /** The entry point. */
  readonly script: FileAsset;
  /** Python packages as wheels under their own names, which ask for no others. @default none */
  readonly packages?: readonly FileAsset[];
  readonly logs: JobLogs;
  readonly securityConfiguration: GlueSecurityConfiguration;
  /** The script's own arguments, without the leading hyphens. */
  readonly arguments: Readonly<Record<string, string>>;
  /** @default 'G.1X': 4 vCPU, 16 GB, one DPU */
  readonly workerType?: 'G.1X' | 'G.2X' | 'G.4X';
  /** Most workers; auto scaling uses as many as a run needs. @default 2 */
  readonly maxWorkers?: number;
  /** @default 60 */
  readonly timeoutMinutes?: number;
  /** Attempts after the first one. @default 1 */
  readonly retries?: number;
  /**
   * Runs on spare capacity for a third less; a run may wait or be stopped for others, and then starts again.
   * @default false
   */
  readonly flexible?: boolean;
}

/** The version with Spark 3.5 and Python 3.11. */
const GLUE_VERSION = '5.0';

/**
 * A Spark job on Glue 5.0: scaled by need, encrypted, one run at a time, logging while it runs, with metrics, insights
 * and bookmarks on. Bookmarks only matter to input that is read by Glue's own readers.
 */
export class GlueJob extends Construct {
  readonly name: string;
  readonly arn: string;

  constructor(scope: Construct, id: string, props: GlueJobProps) {
    super(scope, id);
    const { role, securityConfiguration, workerType = 'G.1X', maxWorkers = 2, timeoutMinutes = 60 } = props;
    this.reportProblems(props, workerType, maxWorkers, timeoutMinutes);
    const job = new GlueJobResource(this, 'Resource', {
      name: nameOf(this, props.name),
      description: props.description,
      roleArn: role.arn,
      glueVersion: GLUE_VERSION,
      command: { name: 'glueetl', pythonVersion: '3', scriptLocation: props.script.url },
      defaultArguments: defaultArguments(props),
      workerType,
      numberOfWorkers: maxWorkers,
      executionClass: props.flexible ? 'FLEX' : 'STANDARD',
      // Two runs at once do no harm (docs/adr/007-exact-results-on-s3.md), but make the same days twice.
      executionProperty: { maxConcurrentRuns: 1 },
      timeout: timeoutMinutes,
      maxRetries: props.retries ?? 1,
      securityConfiguration: securityConfiguration.name,
    });
    this.name = job.name;
    this.arn = job.arn;
    role.allow(this, {
      actions: ['cloudwatch:PutMetricData'],
      resources: anyResource('CloudWatch metrics have no ARN; the condition names the namespace'),
      conditions: { StringEquals: { 'cloudwatch:namespace': 'Glue' } },
    });
  }

  /** Lets the role start and follow runs of the job. */
  grantStart(role: Role): void {
    role.allow(this, {
      actions: ['glue:StartJobRun', 'glue:GetJobRun', 'glue:GetJobRuns', 'glue:BatchStopJobRun'],
      resources: [this.arn],
    });
  }

  private reportProblems(
    props: GlueJobProps,
    workerType: string,
    maxWorkers: number,
    timeoutMinutes: number,
  ): void {
    reportProblems(this, [
      {
        value: maxWorkers,
        isValid: maxWorkers >= 2,
        message: 'maxWorkers must be at least 2: one is the driver',
      },
      {
        value: timeoutMinutes,
        isValid: timeoutMinutes >= 1 && timeoutMinutes <= 7 * 24 * 60,
        message: 'timeoutMinutes must be 1 to 10080',
      },
      {
        value: workerType,
        isValid: !props.flexible || workerType !== 'G.4X',
        message: 'workerType of a flexible job must be G.1X or G.2X',
      },
    ]);
  }
}

function defaultArguments({ logs, packages = [], arguments: own }: GlueJobProps): Record<string, string> {
  return {
    '--job-language': 'python',
    '--job-bookmark-option': 'job-bookmark-enable',
    '--enable-auto-scaling': 'true',
    '--enable-metrics': 'true',
    '--enable-observability-metrics': 'true',
    '--enable-job-insights': 'true',
    '--custom-logGroup-prefix': logs.prefix,
    ...(packages.length > 0 ? packageArguments(packages) : {}),
    ...Object.fromEntries(Object.entries(own).map(([name, value]) => [`--${name}`, value])),
  };
}

/** https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-python-libraries.html; a job may have no way to the internet. */
function packageArguments(packages: readonly FileAsset[]): Record<string, string> {
  return {
    '--additional-python-modules': packages.map(({ url }) => url).join(','),
    '--python-modules-installer-option': '--no-index',
  };
}
