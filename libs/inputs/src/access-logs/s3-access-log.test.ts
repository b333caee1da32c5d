import { SqlEngine } from '@egress/sql-engine';
import { loadS3AccessLogs } from './load-access-logs';
import { logFile } from './testing/log-files';
import { record } from './testing/s3-record';

describe('S3_ACCESS_LOG', () => {
  let engine: SqlEngine;
  beforeEach(async () => {
    engine = await SqlEngine.open({ threads: 2 });
  });
  afterEach(() => engine.close());

  const load = async (content: string | Buffer, name = 'log.txt', keepGoing = false) => {
    const [report] = await loadS3AccessLogs(engine, [await logFile(engine, name, content)], { keepGoing });
    const rows = await engine.query('SELECT * FROM s3_requests ORDER BY request_id');
    return { report, rows };
  };

  it('reads every column of a record', async () => {
    const { report, rows } = await load(`${record()}\n`);
    expect(rows).toEqual([
      {
        bucket: 'site-bucket',
        requester: 'arn:aws:iam::111122223333:user/ana',
        remote_ip: '192.0.2.3',
        request_id: '3E57427F3EXAMPLE',
        operation: 'REST.GET.OBJECT',
        object_key: 'photos/a.jpg',
        referer_host: 'shop.example.com',
        user_agent: 'Mozilla/5.0 (X11; Linux)',
        bucket_region: 'us-west-1',
        source_region: 'eu-west-1',
        request_time: Date.UTC(2026, 1, 6, 0, 0, 38) / 1000,
        http_status: 200,
        bytes_sent: 1000,
        object_size: 2000,
      },
    ]);
    expect(report).toMatchObject({
      kind: 's3-access-logs',
      format: 'text',
      records: 1,
      malformed: 0,
      notes: [],
    });
  });

  it.each([18, 19, 24, 25, 26, 27])('reads records of %d fields', async (fields) => {
    const { rows } = await load(`${record({}, fields)}\n`);
    expect(rows).toMatchObject([{ bytes_sent: 1000, source_region: fields === 27 ? 'eu-west-1' : null }]);
  });

  it('reads records with more fields than are known today', async () => {
    expect((await load(`${record()} something new\n`)).rows).toMatchObject([{ source_region: 'eu-west-1' }]);
  });

  it('does not take two records for one where the line end between them is lost', async () => {
    const { report, rows } = await load(`${record()}${record()}\n${record()}\n`);
    expect(rows).toHaveLength(1);
    expect(report).toMatchObject({
      malformed: 1,
      samples: [{ line: 1, reason: expect.stringContaining('line end') }],
    });
  });

  it.each([
    ['site-bucket.s3.us-west-1.amazonaws.com', 'us-west-1'],
    ['s3.dualstack.eu-central-1.amazonaws.com', 'eu-central-1'],
    ['site-bucket.s3-website-us-gov-west-1.amazonaws.com', 'us-gov-west-1'],
    ['site-bucket.s3.cn-north-1.amazonaws.com.cn', 'cn-north-1'],
    ['site-bucket.vpce-1a2b.s3.us-east-2.vpce.amazonaws.com', 'us-east-2'],
    ['site-bucket.s3.amazonaws.com', null],
    ['-', null],
  ])("finds the bucket's region in the host header %s", async (host, bucketRegion) => {
    expect((await load(`${record({ host })}\n`)).rows).toMatchObject([{ bucket_region: bucketRegion }]);
  });

  it("takes the bucket's region from the partitioned path first", async () => {
    const path = '111122223333/eu-south-1/site-bucket/2026/02/06/2026-02-06-00-00-00-A1';
    expect((await load(`${record()}\n${record({ requestId: 'OLD' }, 18)}\n`, path)).rows).toMatchObject([
      { bucket_region: 'eu-south-1', source_region: 'eu-west-1' },
      { bucket_region: 'eu-south-1', source_region: null },
    ]);
  });

  it('knows no source region where S3 does not', async () => {
    expect((await load(`${record({}, 26)} -\n`)).rows).toMatchObject([{ source_region: null }]);
  });

  it('takes dashes as nothing and an absent requester as anonymous', async () => {
    const line = record({
      requester: '-',
      key: '-',
      uri: '-',
      bytes: '-',
      size: '-',
      referer: '-',
      userAgent: '"-"',
    });
    expect((await load(`${line}\n`)).rows).toMatchObject([
      {
        requester: null,
        object_key: null,
        bytes_sent: null,
        object_size: null,
        referer_host: null,
        user_agent: null,
      },
    ]);
  });

  it('decodes keys, which are URL-encoded twice, and keeps those that cannot be decoded', async () => {
    const keys = ['a%2520b%252Fc', 'caf%25C3%25A9', 'odd%25FF', '100%25'];
    const lines = keys.map((key, i) => record({ key, requestId: `R${i}` }));
    const { rows } = await load(`${lines.join('\n')}\n`);
    expect(rows.map((row) => row.object_key)).toEqual(['a b/c', 'café', 'odd%FF', '100%']);
  });

  it('finds the ends of quoted strings that hold quotes and spaces', async () => {
    const line = record({
      uri: '"GET /a"b" c HTTP/1.1"',
      referer: '"https://x.example/?q="a" b"',
      userAgent: '"bot "quoted" 200 - 5 5 5 5 agent"',
    });
    expect((await load(`${line}\n`)).rows).toMatchObject([
      {
        http_status: 200,
        bytes_sent: 1000,
        referer_host: 'x.example',
        user_agent: 'bot "quoted" 200 - 5 5 5 5 agent',
      },
    ]);
  });

  it('minds the offset of the time', async () => {
    const { rows } = await load(`${record({ time: '06/Feb/2026:01:00:00 +0100' })}\n`);
    expect(rows[0]?.request_time).toBe(Date.UTC(2026, 1, 6) / 1000);
  });

  it('reads the JSON lines of CloudWatch Logs', async () => {
    const json = {
      schema_version_id: 'V_1_0',
      bucket_name: 'site-bucket',
      request_time: '2026-02-06T00:00:38.250Z',
      remote_ip: '192.0.2.3',
      requester: null,
      request_id: '3E57427F3EXAMPLE',
      operation: 'REST.GET.OBJECT',
      key_name: 'photos/a.jpg',
      http_status: 200,
      bytes_sent: 1000,
      object_size: 2000,
      user_agent: 'curl/8.0',
    };
    const { report, rows } = await load(`${JSON.stringify(json)}\n{"bucket_name": "cut o\n`, 'log.json');
    expect(rows).toMatchObject([
      {
        bucket: 'site-bucket',
        requester: null,
        request_time: 1770336038,
        http_status: 200,
        bytes_sent: 1000,
      },
    ]);
    expect(report).toMatchObject({
      records: 1,
      malformed: 1,
      samples: [{ line: 2, reason: 'is no JSON object' }],
    });
  });
});
