import {
  DeleteBucketCommand,
  DeletePublicAccessBlockCommand,
  GetPublicAccessBlockCommand,
  PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import type { Anomaly } from '@egress/contracts';
import { BUCKET_ANOMALY } from '@egress/contracts/testing';
import * as fc from 'fast-check';
import { describeOnLocalAws } from '@egress/local-aws/testing';
import { expectExactUndo, expectMeddlingNoticed } from './round-trip';
import { createBucket, startStrictAccount, type StrictAccount } from './strict-account';

jest.setTimeout(300_000);

let account: StrictAccount;
beforeAll(async () => (account = await startStrictAccount()));
afterAll(() => account.close());

const SWITCHES = [
  'BlockPublicAcls',
  'IgnorePublicAcls',
  'BlockPublicPolicy',
  'RestrictPublicBuckets',
] as const;

const put = (bucket: string, block: Readonly<Record<string, boolean>>) =>
  account.s3.send(new PutPublicAccessBlockCommand({ Bucket: bucket, PublicAccessBlockConfiguration: block }));

let buckets = 0;

const roundTrip = {
  states: fc.option(fc.record(Object.fromEntries(SWITCHES.map((name) => [name, fc.boolean()])))),
  isWrong: (block: Readonly<Record<string, boolean>> | null) =>
    block === null || Object.values(block).includes(false),
  create: async (block: Readonly<Record<string, boolean>> | null) => {
    const resource = `photos-${++buckets}`;
    await createBucket(account.s3, resource);
    if (block) await put(resource, block);
    // moto may give new buckets a block, as AWS does since 2023.
    else await account.s3.send(new DeletePublicAccessBlockCommand({ Bucket: resource }));
    return { ...BUCKET_ANOMALY, resource };
  },
  remove: async ({ resource }: Anomaly) => {
    await account.s3.send(new DeleteBucketCommand({ Bucket: resource }));
  },
  see: async ({ resource }: Anomaly) => {
    try {
      const { PublicAccessBlockConfiguration } = await account.s3.send(
        new GetPublicAccessBlockCommand({ Bucket: resource }),
      );
      return PublicAccessBlockConfiguration;
    } catch (error) {
      if (error instanceof Error && error.name === 'NoSuchPublicAccessBlockConfiguration') return null;
      throw error;
    }
  },
};

describeOnLocalAws('block-s3-public-access on an emulated account', () => {
  it('restores exactly the public access block that a bucket had', () => expectExactUndo(account, roundTrip));

  it('notices a public access block that someone else changed in between', () =>
    expectMeddlingNoticed(account, roundTrip, async (anomaly) => {
      const block = await roundTrip.see(anomaly);
      await put(anomaly.resource, { ...block, BlockPublicAcls: !block?.BlockPublicAcls });
    }));
});
