import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { S3Object } from '@cdktf/provider-aws/lib/s3-object';
import type { Bucket } from '@egress/module-storage';
import { AssetType, TerraformAsset } from 'cdktf';
import { Construct } from 'constructs';
import type { NotebooksLocation } from './notebook/lifecycle-script';

export interface NotebookFilesProps {
  readonly bucket: Bucket;
  /** Folder in the bucket, with a slash at the end. */
  readonly prefix: string;
  /** Files of this repository by the path that they get, such as `egress_notebooks/tables.py`. */
  readonly files: Readonly<Record<string, string>>;
  /** What the notebooks read from `settings.json`. */
  readonly settings: Readonly<Record<string, string>>;
}

/**
 * Notebooks and what they import in S3, in a folder whose name holds the hash of them all: changed files are a new folder
 * there, and one on the notebook instance.
 */
export class NotebookFiles extends Construct implements NotebooksLocation {
  readonly bucketName: string;
  /** `<prefix>egress-notebooks-<hash>/` */
  readonly folder: string;

  constructor(scope: Construct, id: string, props: NotebookFilesProps) {
    super(scope, id);
    const contents = Object.entries(props.files).map(([name, file]) => ({ name, file, hash: hashOf(file) }));
    const hash = createHash('sha256').update(JSON.stringify(contents.map(({ name, hash }) => [name, hash])));
    this.folder = `${props.prefix}egress-notebooks-${hash.digest('hex').slice(0, 16)}/`;
    const objects = contents.map(({ name, file, hash: assetHash }) => {
      const asset = new TerraformAsset(this, `File-${name}`, { path: file, type: AssetType.FILE, assetHash });
      return new S3Object(this, name, {
        bucket: props.bucket.name,
        key: `${this.folder}${name}`,
        source: asset.path,
      });
    });
    const settings = new S3Object(this, 'settings.json', {
      bucket: props.bucket.name,
      key: `${this.folder}settings.json`,
      content: JSON.stringify(props.settings),
      contentType: 'application/json',
      // Last, so that whoever refers to it finds all.
      dependsOn: objects,
    });
    this.bucketName = settings.bucket;
  }
}

/** Of a file's bytes; throws with its name where it has not been built. */
function hashOf(file: string): string {
  if (!existsSync(file)) throw new Error(`${file} is missing; build it with: npm run bundle`);
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
