import { AthenaWorkgroup as AthenaWorkgroupResource } from '@cdktf/provider-aws/lib/athena-workgroup';
import { EgressStack, nameOf, reportProblems } from '@egress/module-foundation';
import type { Role } from '@egress/module-security';
import type { Bucket } from '@egress/module-storage';
import { Construct } from 'constructs';

export interface AthenaWorkgroupProps {
  /** Name after the environment's prefix. */
  readonly name: string;
  readonly description: string;
  /** Athena cancels a query that would read more than this many GiB, at 5 USD per 1024 GiB in us-east-1. */
  readonly scanLimitGiB: number;
  readonly results: {
    readonly bucket: Bucket;
    /** Folder of the results, with a slash at the end. */
    readonly prefix: string;
  };
}

const BYTES_PER_GIB = 2 ** 30;

/**
 * An Athena workgroup whose settings no client can change: results go to one encrypted folder, a query that reads too
 * much is cancelled, and what queries read shows up in CloudWatch.
 */
export class AthenaWorkgroup extends Construct {
  readonly name: string;
  readonly arn: string;
  private readonly results: AthenaWorkgroupProps['results'];

  constructor(scope: Construct, id: string, props: AthenaWorkgroupProps) {
    super(scope, id);
    const { results, scanLimitGiB } = props;
    reportProblems(this, [
      {
        value: scanLimitGiB,
        isValid: Number.isInteger(scanLimitGiB) && scanLimitGiB > 0,
        message: 'scanLimitGiB must be a whole number above 0',
      },
      {
        value: results.prefix,
        isValid: results.prefix.endsWith('/'),
        message: 'results.prefix must end with a slash',
      },
    ]);
    const workgroup = new AthenaWorkgroupResource(this, 'Resource', {
      name: nameOf(this, props.name),
      description: props.description,
      configuration: {
        enforceWorkgroupConfiguration: true,
        publishCloudwatchMetricsEnabled: true,
        bytesScannedCutoffPerQuery: scanLimitGiB * BYTES_PER_GIB,
        engineVersion: { selectedEngineVersion: 'Athena engine version 3' },
        resultConfiguration: {
          outputLocation: `s3://${results.bucket.name}/${results.prefix}`,
          expectedBucketOwner: EgressStack.of(this).deployment.account,
          encryptionConfiguration: { encryptionOption: 'SSE_S3' },
        },
      },
      // Else a history of queries would keep `terraform destroy` from removing it; results stay in the bucket.
      forceDestroy: true,
    });
    this.name = workgroup.name;
    this.arn = workgroup.arn;
    this.results = results;
  }

  /** Lets the role run queries; reading the tables themselves needs the grants of their database and bucket. */
  grantQuery(role: Role): void {
    role.allow(this, {
      actions: [
        'athena:GetWorkGroup',
        'athena:StartQueryExecution',
        'athena:StopQueryExecution',
        'athena:GetQueryExecution',
        'athena:GetQueryResults',
      ],
      resources: [this.arn],
    });
    this.results.bucket.grantRead(role, this.results.prefix);
    this.results.bucket.grantWrite(role, this.results.prefix);
  }
}
