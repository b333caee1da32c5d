import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { EgressStack, nameOf } from '@egress/module-foundation';
import { Alarm, type AlertTopic } from '@egress/module-observability';
import { type EncryptionKey, policyDocument, type Role } from '@egress/module-security';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';

export interface FailureQueueProps {
  /** Name of what fails; the queue is called `<name>-failures`. */
  readonly name: string;
  readonly encryptionKey: EncryptionKey;
  readonly alertTopic: AlertTopic;
}

const FOURTEEN_DAYS_SECONDS = 14 * 24 * 3600;

/** Keeps events that failed for good for 14 days, the longest that SQS offers, and raises an alarm at the first one. */
export class FailureQueue extends Construct {
  readonly arn: string;
  private readonly encryptionKey: EncryptionKey;

  constructor(scope: Construct, id: string, props: FailureQueueProps) {
    super(scope, id);
    const { account, region } = EgressStack.of(this).deployment;
    const name = nameOf(this, `${props.name}-failures`);
    const queue = new SqsQueue(this, 'Resource', {
      name,
      kmsMasterKeyId: props.encryptionKey.arn,
      messageRetentionSeconds: FOURTEEN_DAYS_SECONDS,
      // A resource of its own, for which Terraform waits another 25 s, could name the ARN by reference.
      policy: policyDocument([
        {
          sid: 'TlsOnly',
          effect: 'Deny',
          principal: '*',
          actions: ['sqs:*'],
          resources: [`arn:aws:sqs:${region}:${account}:${name}`],
          conditions: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ]),
    });
    this.arn = queue.arn;
    this.encryptionKey = props.encryptionKey;
    new Alarm(this, 'NotEmpty', {
      name: `${props.name}-failures`,
      description: `events of ${props.name} failed for good and wait in the queue ${queue.name}`,
      metric: {
        namespace: 'AWS/SQS',
        name: 'ApproximateNumberOfMessagesVisible',
        statistic: 'Maximum',
        dimensions: { QueueName: queue.name },
      },
      topic: props.alertTopic,
    });
  }

  /** Returns the policy that holds the permission: Lambda refuses a destination that the role may not send to. */
  grantSend(role: Role): ITerraformDependable {
    this.encryptionKey.grantEncryptDecrypt(role, this);
    return role.allow(this, { actions: ['sqs:SendMessage'], resources: [this.arn] });
  }
}
