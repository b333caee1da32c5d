import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { SnsTopicPolicy } from '@cdktf/provider-aws/lib/sns-topic-policy';
import { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription';
import { EgressStack, nameOf } from '@egress/module-foundation';
import { type EncryptionKey, policyDocument, type Role } from '@egress/module-security';
import { Construct } from 'constructs';

export interface AlertTopicProps {
  /** Name after the environment's prefix. */
  readonly name: string;
  readonly encryptionKey: EncryptionKey;
  /** Who is told; AWS asks them once to confirm. */
  readonly emailAddress: string;
}

/** Services that tell the topic about this account's alarms, budgets and cost anomalies. */
const PUBLISHERS = ['cloudwatch.amazonaws.com', 'budgets.amazonaws.com', 'costalerts.amazonaws.com'];

/** An SNS topic with an e-mail subscription, encrypted with a customer-managed key, that accepts TLS only. */
export class AlertTopic extends Construct {
  readonly arn: string;
  private readonly encryptionKey: EncryptionKey;

  constructor(scope: Construct, id: string, props: AlertTopicProps) {
    super(scope, id);
    const topic = new SnsTopic(this, 'Resource', {
      name: nameOf(this, props.name),
      kmsMasterKeyId: props.encryptionKey.arn,
    });
    this.encryptionKey = props.encryptionKey;
    // The same ARN, but read from the policy: AWS refuses publishers that subscribe before they are allowed to publish.
    this.arn = this.createPolicy(topic.arn).arn;
    new SnsTopicSubscription(this, 'Email', {
      topicArn: this.arn,
      protocol: 'email',
      endpoint: props.emailAddress,
    });
  }

  grantPublish(role: Role): void {
    role.allow(this, { actions: ['sns:Publish'], resources: [this.arn] });
    this.encryptionKey.grantEncryptDecrypt(role, this);
  }

  /** The pattern that every topic of the environment's account and region matches, for key policies. */
  static anyArn(construct: Construct): string {
    const { account, region } = EgressStack.of(construct).deployment;
    return `arn:aws:sns:${region}:${account}:*`;
  }

  private createPolicy(topicArn: string): SnsTopicPolicy {
    const { account, region } = EgressStack.of(this).deployment;
    const publish = { actions: ['sns:Publish'], resources: [topicArn] };
    return new SnsTopicPolicy(this, 'Policy', {
      arn: topicArn,
      policy: policyDocument([
        {
          sid: 'TlsOnly',
          effect: 'Deny',
          principal: '*',
          ...publish,
          conditions: { Bool: { 'aws:SecureTransport': 'false' } },
        },
        {
          sid: 'PublishForThisAccount',
          principal: { Service: PUBLISHERS },
          ...publish,
          conditions: { StringEquals: { 'aws:SourceAccount': account } },
        },
        {
          sid: 'PublishEvents',
          principal: { Service: 'events.amazonaws.com' },
          ...publish,
          conditions: {
            ArnLike: { 'aws:SourceArn': `arn:aws:events:${region}:${account}:rule/${nameOf(this, '*')}` },
          },
        },
      ]),
    });
  }
}
