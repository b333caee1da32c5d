import { S3Client } from '@aws-sdk/client-s3';
import { fakeAws } from '@egress/fake-aws';
import { byteLimit, parquetObject } from './parquet-object';

it('reads ranges, also from the end, until the objects together are too much', async () => {
  const aws = await fakeAws(({ headers }) => ({ status: 206, body: String(headers.range) }));
  const s3 = new S3Client(aws.clientConfiguration);
  const limits = { abortSignal: AbortSignal.timeout(5_000), allow: byteLimit(2 ** 20) };
  const object = (Key: string) => parquetObject(s3, { Bucket: 'b', Key, byteLength: 2 ** 20 }, limits);
  const read = async (bytes: Promise<ArrayBuffer> | ArrayBuffer) => Buffer.from(await bytes).toString();

  expect(await read(object('one').slice(10, 20))).toBe('bytes=10-19');
  expect(await read(object('two').slice(-8))).toBe('bytes=1048568-1048575');
  await expect(object('two').slice(0)).rejects.toThrow('it takes reading more than 1 MiB');
  expect(aws.requests).toHaveLength(2);
  await aws.close();
});
