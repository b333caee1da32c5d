import { lintMessages } from './lint-messages';

const FILES = ['stacks/core/src/core-stack.ts', 'modules/storage/src/bucket.ts'];

const sources = FILES.flatMap((file) => [
  { file, source: "export { s3Bucket } from '@cdktf/provider-aws';\n" },
  { file, source: "export { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';\n" },
]);

describe('an import of the AWS provider', () => {
  let messages: string[][];
  beforeAll(() => {
    messages = lintMessages(sources).map((each) => each.map(({ message }) => message));
  });

  it.each(FILES.map((file, n) => ({ file, n })))('is of one resource in $file', ({ n }) => {
    const [ofRoot, ofResource] = [messages[2 * n], messages[2 * n + 1]];
    expect(ofRoot).toContainEqual(expect.stringContaining('Import @cdktf/provider-aws/lib/<resource>'));
    expect(ofResource).toEqual([]);
  });
});
