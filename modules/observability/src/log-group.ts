import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { EgressStack, reportProblems } from '@egress/module-foundation';
import type { EncryptionKey, Role } from '@egress/module-security';
import { Construct } from 'constructs';

export interface LogGroupProps {
  /** Full name, such as `/aws/lambda/egress-dev`: AWS services look for names of their own form. */
  readonly name: string;
  readonly encryptionKey: EncryptionKey;
  /** Days that CloudWatch Logs offers. @default 365 */
  readonly retentionDays?: number;
}

/** See the argument `retentionInDays` of the API action PutRetentionPolicy. */
const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** A CloudWatch log group, encrypted with a customer-managed key, that forgets after a year. */
export class LogGroup extends Construct {
  readonly arn: string;
  readonly name: string;

  constructor(scope: Construct, id: string, props: LogGroupProps) {
    super(scope, id);
    const retentionInDays = props.retentionDays ?? 365;
    reportProblems(this, [
      {
        value: retentionInDays,
        isValid: RETENTION_DAYS.includes(retentionInDays),
        message: `retentionDays must be one of ${RETENTION_DAYS.join(', ')}`,
      },
    ]);
    const group = new CloudwatchLogGroup(this, 'Resource', {
      name: props.name,
      retentionInDays,
      kmsKeyId: props.encryptionKey.arn,
    });
    this.arn = group.arn;
    this.name = group.name;
  }

  /** Lets the role write log streams of its own into the group. */
  grantWrite(role: Role): void {
    role.allow(this, {
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [`${this.arn}:*`],
    });
  }

  /** The pattern that every log group of the environment's account and region matches, for key policies. */
  static anyArn(construct: Construct): string {
    const { account, region } = EgressStack.of(construct).deployment;
    return `arn:aws:logs:${region}:${account}:log-group:*`;
  }
}
