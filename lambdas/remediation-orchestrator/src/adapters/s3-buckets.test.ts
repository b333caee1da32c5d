import { S3Client } from '@aws-sdk/client-s3';
import { type AwsReply, fakeAws, type FakeAws } from '@egress/fake-aws';
import { s3Buckets } from './s3-buckets';

let aws: FakeAws;
let replies: Record<string, AwsReply>;

const missing = (code: string, status = 404): AwsReply => ({
  status,
  body: `<Error><Code>${code}</Code><Message>no</Message></Error>`,
});

beforeEach(async () => {
  replies = {
    publicAccessBlock: missing('NoSuchPublicAccessBlockConfiguration'),
    tagging: missing('NoSuchTagSet'),
    website: missing('NoSuchWebsiteConfiguration'),
  };
  aws = await fakeAws((request) => {
    const asked = Object.keys(replies).find((name) =>
      new URL(request.url, 'http://x').searchParams.has(name),
    );
    return request.method === 'GET' ? replies[asked!]! : {};
  });
});
afterEach(() => aws.close());

const buckets = () =>
  s3Buckets(
    new S3Client({ ...aws.clientConfiguration, forcePathStyle: true, maxAttempts: 1 }),
    '111122223333',
  );

it('tells a bucket without a public access block from one whose block is off', async () => {
  expect(await buckets().find('photos')).toEqual({ publicAccessBlock: null, tagKeys: [], isWebsite: false });
  replies['publicAccessBlock'] = {
    body: '<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls></PublicAccessBlockConfiguration>',
  };
  replies['tagging'] = {
    body: '<Tagging><TagSet><Tag><Key>egress-optimizer:exempt</Key><Value/></Tag></TagSet></Tagging>',
  };
  replies['website'] = { body: '<WebsiteConfiguration/>' };
  expect(await buckets().find('photos')).toEqual({
    publicAccessBlock: {
      blockPublicAcls: true,
      ignorePublicAcls: false,
      blockPublicPolicy: false,
      restrictPublicBuckets: false,
    },
    tagKeys: ['egress-optimizer:exempt'],
    isWebsite: true,
  });
});

it('says so when there is no such bucket, and fails on everything else', async () => {
  for (const name of Object.keys(replies)) replies[name] = missing('NoSuchBucket');
  expect(await buckets().find('photos')).toBeUndefined();
  for (const name of Object.keys(replies)) replies[name] = missing('AccessDenied', 403);
  await expect(buckets().find('photos')).rejects.toThrow();
});

it('names the expected owner in every call', async () => {
  const { find, putPublicAccessBlock, deletePublicAccessBlock } = buckets();
  const off = {
    blockPublicAcls: true,
    ignorePublicAcls: false,
    blockPublicPolicy: true,
    restrictPublicBuckets: false,
  };
  await find('photos');
  await putPublicAccessBlock('photos', off);
  await deletePublicAccessBlock('photos');
  expect(aws.requests).toHaveLength(5);
  for (const { headers } of aws.requests) expect(headers['x-amz-expected-bucket-owner']).toBe('111122223333');
  expect(aws.requests.at(-2)!.body).toContain('<IgnorePublicAcls>false</IgnorePublicAcls>');
  expect(aws.requests.at(-1)!.method).toBe('DELETE');
});
