import {
  DeletePublicAccessBlockCommand,
  GetBucketTaggingCommand,
  GetBucketWebsiteCommand,
  GetPublicAccessBlockCommand,
  PutPublicAccessBlockCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import * as z from 'zod';
import type { Bucket, Buckets, PublicAccessBlock } from '../domain/account-access';

/** S3 may leave out a switch that is off. */
const publicAccessBlockAnswer = z.object({
  PublicAccessBlockConfiguration: z.object({
    BlockPublicAcls: z.boolean().default(false),
    IgnorePublicAcls: z.boolean().default(false),
    BlockPublicPolicy: z.boolean().default(false),
    RestrictPublicBuckets: z.boolean().default(false),
  }),
});

const taggingAnswer = z.object({ TagSet: z.array(z.object({ Key: z.string() })) });

/**
 * Buckets of one account. Naming the expected owner in every call keeps a bucket name that now belongs to another account
 * from being changed or read by mistake.
 */
export function s3Buckets(client: S3Client, account: string): Buckets {
  const own = (bucket: string) => ({ Bucket: bucket, ExpectedBucketOwner: account });

  async function readBlock(bucket: string): Promise<PublicAccessBlock | null> {
    const answer = await unlessMissing('NoSuchPublicAccessBlockConfiguration', () =>
      client.send(new GetPublicAccessBlockCommand(own(bucket))),
    );
    if (!answer) return null;
    const block = publicAccessBlockAnswer.parse(answer).PublicAccessBlockConfiguration;
    return {
      blockPublicAcls: block.BlockPublicAcls,
      ignorePublicAcls: block.IgnorePublicAcls,
      blockPublicPolicy: block.BlockPublicPolicy,
      restrictPublicBuckets: block.RestrictPublicBuckets,
    };
  }

  async function readTagKeys(bucket: string): Promise<readonly string[]> {
    const answer = await unlessMissing('NoSuchTagSet', () =>
      client.send(new GetBucketTaggingCommand(own(bucket))),
    );
    return answer ? taggingAnswer.parse(answer).TagSet.map(({ Key }) => Key) : [];
  }

  async function isWebsite(bucket: string): Promise<boolean> {
    const answer = await unlessMissing('NoSuchWebsiteConfiguration', () =>
      client.send(new GetBucketWebsiteCommand(own(bucket))),
    );
    return answer !== undefined;
  }

  return {
    find: (bucket) =>
      unlessMissing('NoSuchBucket', async (): Promise<Bucket> => {
        const [publicAccessBlock, tagKeys, website] = await Promise.all([
          readBlock(bucket),
          readTagKeys(bucket),
          isWebsite(bucket),
        ]);
        return { publicAccessBlock, tagKeys, isWebsite: website };
      }),

    putPublicAccessBlock: async (bucket, block) => {
      await client.send(
        new PutPublicAccessBlockCommand({
          ...own(bucket),
          PublicAccessBlockConfiguration: {
            BlockPublicAcls: block.blockPublicAcls,
            IgnorePublicAcls: block.ignorePublicAcls,
            BlockPublicPolicy: block.blockPublicPolicy,
            RestrictPublicBuckets: block.restrictPublicBuckets,
          },
        }),
      );
    },

    deletePublicAccessBlock: async (bucket) => {
      await client.send(new DeletePublicAccessBlockCommand(own(bucket)));
    },
  };
}

/** undefined where S3 says that the thing is not there; every other error is a fault, so that nothing passes for absent. */
async function unlessMissing<T>(errorName: string, call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof Error && error.name === errorName) return undefined;
    throw error;
  }
}
