import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { reference, resource, testStack } from '@egress/module-foundation/testing';
import { Bucket } from '@egress/module-storage';
import { FileAsset } from './file-asset';

const FOLDER = mkdtempSync(path.join(tmpdir(), 'file-asset-'));

function assetOf(content: string, keepsName = false) {
  const file = path.join(FOLDER, 'job.py');
  writeFileSync(file, content);
  const stack = testStack();
  const bucket = new Bucket(stack, 'Scripts', { name: 'scripts', lifecycle: [] });
  const asset = new FileAsset(stack, 'Script', { file, bucket, prefix: 'glue-scripts/', keepsName });
  return { stack, bucket, asset, key: resource(stack, 'aws_s3_object')['key'] };
}

describe('FileAsset', () => {
  it('is an object whose name holds the hash of the content', () => {
    const { stack, bucket } = assetOf('print(1)');
    expect(resource(stack, 'aws_s3_object')).toMatchObject({
      bucket: reference(stack, bucket.name),
      key: 'glue-scripts/job-d287bb7f9d15abdc.py',
      source: expect.stringMatching(/\/job\.py$/),
    });
  });

  it('is another object once the content is another, and the same as long as it is the same', () => {
    expect(assetOf('print(1)').key).toBe(assetOf('print(1)').key);
    expect(assetOf('print(2)').key).not.toBe(assetOf('print(1)').key);
  });

  it('keeps its name where it is told to, in a folder for each content', () => {
    expect(assetOf('print(1)', true).key).toBe('glue-scripts/d287bb7f9d15abdc/job.py');
    expect(assetOf('print(2)', true).key).not.toBe(assetOf('print(1)', true).key);
  });

  it('has a URL for jobs', () => {
    const { stack, asset } = assetOf('print(1)');
    expect(reference(stack, asset.url)).toMatch(
      /^s3:\/\/\$\{aws_s3_object\..+\.bucket\}\/\$\{aws_s3_object\..+\.key\}$/,
    );
  });

  it('fails when the file has not been built', () => {
    const stack = testStack();
    const bucket = new Bucket(stack, 'Scripts', { name: 'scripts', lifecycle: [] });
    const file = path.join(FOLDER, 'missing.zip');
    expect(() => new FileAsset(stack, 'Script', { file, bucket, prefix: 'x/' })).toThrow(
      `stack/Script: ${file} is missing; build it with: npm run bundle`,
    );
  });
});
