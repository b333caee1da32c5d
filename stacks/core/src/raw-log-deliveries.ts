import { RAW_PREFIXES } from '@egress/module-delivery';
import { EgressStack } from '@egress/module-foundation';
import type { Bucket } from '@egress/module-storage';

/**
 * Lets AWS deliver to the raw bucket: flow logs and CloudFront logs (vended log delivery), S3 server access logs, bill
 * exports. Each only for this account, and only under its prefix. The statements are those of the AWS guides "Publish flow
 * logs to Amazon S3", "Enabling Amazon S3 server access logging" and "Setting up an Amazon S3 bucket for data exports".
 */
export function allowDeliveries(rawLogs: Bucket): void {
  const { account } = EgressStack.of(rawLogs).deployment;
  const fromThisAccount = { 'aws:SourceAccount': account };
  const objects = (prefix: string) => `${rawLogs.arn}/${prefix}*`;

  rawLogs.allow({
    sid: 'DeliverVendedLogs',
    principal: { Service: 'delivery.logs.amazonaws.com' },
    actions: ['s3:PutObject'],
    resources: [RAW_PREFIXES.flowLogs, RAW_PREFIXES.natRecordings, RAW_PREFIXES.cloudFront].map(objects),
    conditions: {
      StringEquals: fromThisAccount,
      ArnLike: { 'aws:SourceArn': `arn:aws:logs:*:${account}:*` },
    },
  });
  rawLogs.allow({
    sid: 'CheckVendedLogDelivery',
    principal: { Service: 'delivery.logs.amazonaws.com' },
    actions: ['s3:GetBucketAcl', 's3:ListBucket'],
    resources: [rawLogs.arn],
    conditions: {
      StringEquals: fromThisAccount,
      ArnLike: { 'aws:SourceArn': `arn:aws:logs:*:${account}:*` },
    },
  });
  rawLogs.allow({
    sid: 'DeliverAccessLogs',
    principal: { Service: 'logging.s3.amazonaws.com' },
    actions: ['s3:PutObject'],
    resources: [objects(RAW_PREFIXES.accessLogs)],
    conditions: { StringEquals: fromThisAccount },
  });
  rawLogs.allow({
    sid: 'DeliverBills',
    principal: { Service: ['bcm-data-exports.amazonaws.com', 'billingreports.amazonaws.com'] },
    actions: ['s3:PutObject', 's3:GetBucketPolicy'],
    resources: [rawLogs.arn, objects(RAW_PREFIXES.bills)],
    conditions: {
      StringEquals: fromThisAccount,
      ArnLike: {
        'aws:SourceArn': [
          `arn:aws:bcm-data-exports:us-east-1:${account}:export/*`,
          `arn:aws:cur:us-east-1:${account}:definition/*`,
        ],
      },
    },
  });
}
