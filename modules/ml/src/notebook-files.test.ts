import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { resources, testStack } from '@egress/module-foundation/testing';
import { Bucket } from '@egress/module-storage';
import { NotebookFiles } from './notebook-files';

const folder = mkdtempSync(path.join(os.tmpdir(), 'notebook-files-'));
const notebook = path.join(folder, 'explore.ipynb');
afterAll(() => rmSync(folder, { recursive: true }));

/** The objects of a notebook with this content, by their key. */
function objectsOf(content: string) {
  writeFileSync(notebook, content);
  const stack = testStack();
  const files = new NotebookFiles(stack, 'Files', {
    bucket: new Bucket(stack, 'Bucket', { name: 'artifacts', lifecycle: [] }),
    prefix: 'notebooks/',
    files: { 'explore.ipynb': notebook, 'package/tables.py': __filename },
    settings: { tables: 's3://tables' },
  });
  const objects = Object.values(resources(stack, 'aws_s3_object'));
  return { folder: files.folder, objects: new Map(objects.map((object) => [String(object['key']), object])) };
}

it('puts files and settings into one folder, under the paths that they have on the instance', () => {
  const { folder: inBucket, objects } = objectsOf('{}');
  expect(inBucket).toMatch(/^notebooks\/egress-notebooks-[0-9a-f]{16}\/$/);
  expect([...objects.keys()].sort()).toEqual([
    `${inBucket}explore.ipynb`,
    `${inBucket}package/tables.py`,
    `${inBucket}settings.json`,
  ]);
  expect(objects.get(`${inBucket}settings.json`)).toMatchObject({
    content: '{"tables":"s3://tables"}',
  });
});

it('is another folder once a file is another, and the same as long as all are the same', () => {
  const keys = (content: string) => [...objectsOf(content).objects.keys()];
  expect(keys('{}')).toEqual(keys('{}'));
  expect(keys('{ }')).not.toEqual(keys('{}'));
});

it('says which file has not been built', () => {
  const stack = testStack();
  const bucket = new Bucket(stack, 'Bucket', { name: 'artifacts', lifecycle: [] });
  const files = { 'egress_etl.zip': path.join(folder, 'missing.zip') };
  expect(
    () => new NotebookFiles(stack, 'Files', { bucket, prefix: 'notebooks/', files, settings: {} }),
  ).toThrow(/missing\.zip is missing; build it with: npm run bundle$/);
});
