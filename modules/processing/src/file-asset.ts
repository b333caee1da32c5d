import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { S3Object } from '@cdktf/provider-aws/lib/s3-object';
import type { Bucket } from '@egress/module-storage';
import { AssetType, TerraformAsset } from 'cdktf';
import { Construct } from 'constructs';

export interface FileAssetProps {
  /** File of this repository, such as a script or a wheel. */
  readonly file: string;
  readonly bucket: Bucket;
  /** Folder in the bucket, with a slash at the end. */
  readonly prefix: string;
  /** Puts the hash into a folder of its own rather than into the file's name. @default false */
  readonly keepsName?: boolean;
}

/**
 * A file in S3 under a key that holds the hash of its content: a changed file is a new object, and the same sources
 * always give the same key.
 */
export class FileAsset extends Construct {
  /** `s3://bucket/key` */
  readonly url: string;

  constructor(scope: Construct, id: string, props: FileAssetProps) {
    super(scope, id);
    const { name, ext, base } = path.parse(props.file);
    if (!existsSync(props.file))
      throw new Error(`${this.node.path}: ${props.file} is missing; build it with: npm run bundle`);
    const hash = createHash('sha256').update(readFileSync(props.file)).digest('hex');
    const asset = new TerraformAsset(this, 'File', {
      path: props.file,
      type: AssetType.FILE,
      assetHash: hash,
    });
    const version = hash.slice(0, 16);
    const object = new S3Object(this, 'Resource', {
      bucket: props.bucket.name,
      key: props.prefix + (props.keepsName ? `${version}/${base}` : `${name}-${version}${ext}`),
      source: asset.path,
    });
    this.url = `s3://${object.bucket}/${object.key}`;
  }
}
