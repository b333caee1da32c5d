import { type AwsReply, type AwsRequest, fakeAws, type FakeAws } from '@egress/fake-aws';
import { SqlEngine } from '@egress/sql-engine';
import { discoverInputs } from './discover';
import { DEFAULT_HEADER, readFlowLogs, record, text } from './testing/flow-log-files';

const PAGE_SIZE = 2;
const DAY = 'AWSLogs/111122223333/vpcflowlogs/eu-west-1/2026/11/20';

/** As much of S3 as listing (in pages) and reading need; other buckets than `logs` do not exist. */
function s3With(objects: Readonly<Record<string, string>>) {
  return ({ url }: AwsRequest): AwsReply => {
    const [pathname = '', query] = url.split('?');
    const parameters = new URLSearchParams(query);
    const [, bucket, ...rest] = pathname.split('/').map(decodeURIComponent);
    const key = rest.join('/');
    if (bucket !== 'logs') return errorReply('NoSuchBucket');
    if (parameters.get('list-type') === '2') return page(objects, parameters);
    return key in objects ? { body: objects[key] } : errorReply('NoSuchKey');
  };
}

function errorReply(code: string): AwsReply {
  return { status: 404, body: `<Error><Code>${code}</Code><Message>It does not exist</Message></Error>` };
}

function page(objects: Readonly<Record<string, string>>, parameters: URLSearchParams): AwsReply {
  const keys = Object.keys(objects).filter((name) => name.startsWith(parameters.get('prefix') ?? ''));
  const from = Number(parameters.get('continuation-token') ?? 0);
  const next = from + PAGE_SIZE;
  const more =
    next < keys.length
      ? `<IsTruncated>true</IsTruncated><NextContinuationToken>${next}</NextContinuationToken>`
      : '';
  const contents = keys.slice(from, next).map((name) => `<Contents><Key>${name}</Key></Contents>`);
  return { body: `<ListBucketResult>${more}${contents.join('')}</ListBucketResult>` };
}

describe('reading from s3://', () => {
  const before = { ...process.env };
  let engine: SqlEngine;
  let aws: FakeAws;

  async function serve(objects: Readonly<Record<string, string>>): Promise<void> {
    aws = await fakeAws(s3With(objects));
    // Not its number: only AWS's own hosts answer to bucket.host.
    process.env['AWS_ENDPOINT_URL_S3'] = aws.url.replace('127.0.0.1', 'localhost');
  }

  beforeEach(async () => {
    engine = await SqlEngine.open({ threads: 1 });
    Object.assign(process.env, {
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_REGION: 'us-east-1',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    });
  });
  afterEach(async () => {
    process.env = { ...before };
    engine.close();
    await aws.close();
  });

  it('reads every object below a prefix and names it by its address', async () => {
    const log = text([DEFAULT_HEADER, record()]);
    await serve({
      [`${DAY}/`]: '',
      [`${DAY}/a.log`]: log,
      [`${DAY}/b.log`]: log,
      [`${DAY}/c.log`]: text([DEFAULT_HEADER, record(), 'x']),
      'other/d.log': log,
    });
    const { records, reports } = await readFlowLogs(engine, [`s3://logs/${DAY}/`]);
    expect(records).toHaveLength(3);
    expect(records[0]).toMatchObject({ region: 'eu-west-1', bytes: 8000 });
    expect(reports.map(({ path, records: n }) => [path, n])).toEqual([
      [`s3://logs/${DAY}/a.log`, 1],
      [`s3://logs/${DAY}/b.log`, 1],
      [`s3://logs/${DAY}/c.log`, 1],
    ]);
    expect(reports[2]!.samples).toMatchObject([{ file: `s3://logs/${DAY}/c.log`, line: 3 }]);
  });

  it('reads an object once that two prefixes hold', async () => {
    await serve({ 'a/b.log': text([DEFAULT_HEADER, record()]) });
    const { records } = await readFlowLogs(engine, ['s3://logs/a/', 's3://logs/a/b.log', 's3://logs']);
    expect(records).toHaveLength(1);
  });

  it('keeps objects whose keys are made like paths out of other folders', async () => {
    const log = text([DEFAULT_HEADER, record()]);
    await serve({ '../../x.log': log, a: log, 'a//b.log': log, 'a/b.log': log });
    const { records } = await readFlowLogs(engine, ['s3://logs/']);
    expect(records).toHaveLength(4);
  });

  it('names addresses that hold nothing, that do not exist or make no sense', async () => {
    await serve({});
    const { files, problems } = await discoverInputs(engine, ['s3://logs/x', 's3://elsewhere/x', 's3:///x'], {
      keepGoing: true,
    });
    expect(files).toEqual([]);
    expect(problems).toEqual([
      's3://logs/x: holds no object',
      expect.stringMatching(/^s3:\/\/elsewhere\/x: NoSuchBucket/),
      's3:///x: write s3://bucket/prefix',
    ]);
    await expect(discoverInputs(engine, ['s3://logs/x'], { keepGoing: false })).rejects.toThrow(
      's3://logs/x: holds no object',
    );
  });
});
