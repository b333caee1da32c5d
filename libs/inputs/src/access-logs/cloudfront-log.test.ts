import path from 'node:path';
import { SqlEngine } from '@egress/sql-engine';
import type { DetectedFile } from '../detection';
import { loadCloudFrontLogs } from './load-access-logs';
import { detectedFile, logFile } from './testing/log-files';

const V1_NAME = 'E2QWRUHEXAMPLE.2026-11-01-01.9ce1f7a2';
const FIELDS =
  'date time x-edge-location sc-bytes c-ip cs(Host) cs-uri-stem sc-status x-host-header x-edge-result-type x-edge-request-id sc-content-type cs-bytes';
const VALUES: Readonly<Record<string, string>> = {
  date: '2026-11-01',
  time: '01:02:03',
  'x-edge-location': 'FRA56-P8',
  'sc-bytes': '3000',
  'c-ip': '203.0.113.9',
  'cs(Host)': 'd111111abcdef8.cloudfront.net',
  'cs-uri-stem': '/video/spring%20sale.mp4',
  'sc-status': '200',
  'x-host-header': 'www.example.com',
  'x-edge-result-type': 'RefreshHit',
  'x-edge-request-id': 'ID1==',
  'sc-content-type': 'video/mp4;%20codecs=1',
  'cs-bytes': '150',
};
const ROW = {
  distribution_id: 'E2QWRUHEXAMPLE',
  edge_location: 'FRA56-P8',
  client_ip: '203.0.113.9',
  host: 'www.example.com',
  uri_stem: '/video/spring sale.mp4',
  result_type: 'RefreshHit',
  content_type: 'video/mp4; codecs=1',
  request_id: 'ID1==',
  country: null,
  request_time: Date.UTC(2026, 10, 1, 1, 2, 3) / 1000,
  http_status: 200,
  sc_bytes: 3000,
  cs_bytes: 150,
};

function line(changes: Readonly<Record<string, string>> = {}, fields = FIELDS): string {
  return `${fields
    .split(' ')
    .map((field) => ({ ...VALUES, ...changes })[field] ?? '-')
    .join('\t')}\n`;
}

function w3c(lines: readonly string[], fields = FIELDS): string {
  return `#Version: 1.0\n#Fields: ${fields}\n${lines.join('')}`;
}

describe('CLOUDFRONT_LOG', () => {
  let engine: SqlEngine;
  beforeEach(async () => {
    engine = await SqlEngine.open({ threads: 2 });
  });
  afterEach(() => engine.close());

  const loadFiles = async (files: readonly DetectedFile[], keepGoing = false) => {
    const reports = await loadCloudFrontLogs(engine, files, { keepGoing });
    const rows = await engine.query('SELECT * FROM cloudfront_requests ORDER BY request_id');
    return { reports, rows };
  };
  const load = async (content: string, name = `${V1_NAME}.gz`) => {
    const { reports, rows } = await loadFiles([await logFile(engine, name, content)]);
    return { report: reports[0], rows };
  };

  it('reads every column of W3C text, and the distribution from the file name', async () => {
    const { report, rows } = await load(w3c([line()]));
    expect(rows).toEqual([ROW]);
    expect(report).toMatchObject({
      kind: 'cloudfront-logs',
      format: 'w3c.gz',
      records: 1,
      malformed: 0,
      notes: [],
    });
  });

  it('finds fields by the names in #Fields, in whatever order', async () => {
    const fields = FIELDS.split(' ').reverse().join(' ');
    expect((await load(w3c([line({}, fields)], fields))).rows).toEqual([ROW]);
  });

  it('follows a header in the middle that names other fields', async () => {
    const other = FIELDS.split(' ').reverse().join(' ');
    const bad = { 'x-edge-request-id': 'ID3', 'sc-bytes': 'many' };
    const text =
      w3c([line({ 'x-edge-request-id': 'ID0' })]) + w3c([line({}, other), line(bad, other)], other);
    const { report, rows } = await load(text, `${V1_NAME}.txt`);
    expect(rows).toEqual([{ ...ROW, request_id: 'ID0' }, ROW]);
    expect(report).toMatchObject({ records: 2, malformed: 1, samples: [{ line: 7 }] });
  });

  it('counts a record without its bytes as malformed', async () => {
    const { report, rows } = await load(w3c([line({ 'sc-bytes': '-' }), line()]));
    expect(rows).toEqual([ROW]);
    expect(report).toMatchObject({ records: 1, malformed: 1, samples: [{ line: 3 }] });
  });

  it('passes over repeated headers of the same fields', async () => {
    const text = w3c([line()]) + w3c([line({ 'x-edge-request-id': 'ID2' })]);
    expect((await load(text)).report).toMatchObject({ records: 2, malformed: 0 });
  });

  it('reads the JSON lines of version 2, with the distribution from its field', async () => {
    const more = { DistributionId: 'EOTHEREXAMPLE', 'c-country': 'DE', 'timestamp(ms)': '1793494923999' };
    // JSON.stringify leaves out what is undefined.
    const json = { ...VALUES, ...more, date: undefined, time: undefined };
    const { report, rows } = await load(`${JSON.stringify(json)}\n{"sc-bytes":"1\n`, 'log.json.gz');
    expect(rows).toEqual([{ ...ROW, distribution_id: 'EOTHEREXAMPLE', country: 'DE' }]);
    expect(report).toMatchObject({ format: 'json.gz', malformed: 1, samples: [{ line: 2 }] });
  });

  it('reads Parquet of version 2, with numbers as numbers or as strings', async () => {
    const file = path.join(engine.scratchFolder, 'part.parquet');
    await engine.run(`
      COPY (
        SELECT '1793494923' AS "timestamp", 'EOTHEREXAMPLE' AS "DistributionId", 3000 AS sc_bytes, '150' AS cs_bytes,
          200 AS sc_status, '-' AS c_country, 'ID1==' AS x_edge_request_id, '/video/spring%20sale.mp4' AS cs_uri_stem
        UNION ALL SELECT '1793494923', 'EOTHEREXAMPLE', -1, '150', 200, 'DE', 'ID2', '/'
      ) TO '${file}' (FORMAT parquet)`);
    const { reports, rows } = await loadFiles([await detectedFile(engine, file)]);
    expect(rows).toMatchObject([
      {
        request_time: ROW.request_time,
        sc_bytes: 3000,
        cs_bytes: 150,
        country: null,
        uri_stem: ROW.uri_stem,
      },
    ]);
    expect(reports).toMatchObject([
      {
        format: 'parquet',
        records: 1,
        malformed: 1,
        samples: [{ line: null, reason: expect.stringContaining("'-1'") }],
      },
    ]);
  });

  it('takes the distribution from the folders of version 2, and the domain name as a last resort', async () => {
    const folder = 'AWSLogs/111122223333/CloudFront/EFOLDEREXAMPLE/2026/11/01/01/part.gz';
    expect((await load(w3c([line()]), folder)).rows).toMatchObject([{ distribution_id: 'EFOLDEREXAMPLE' }]);
    expect((await load(w3c([line()]), 'log.gz')).rows).toMatchObject([
      { distribution_id: 'd111111abcdef8.cloudfront.net' },
    ]);
  });

  it('counts malformed lines, and says where and why; 000 is a viewer that went away', async () => {
    const lines = [
      line({ 'sc-status': '000' }),
      line({ 'sc-bytes': '-1', 'x-edge-request-id': 'BAD1' }),
      'too\tfew\n',
      line({ date: '2026-13-45', 'x-edge-request-id': 'BAD2' }),
      line({ 'sc-status': '1000', 'x-edge-request-id': 'BAD3' }),
    ];
    const { report, rows } = await load(w3c(lines));
    expect(rows).toMatchObject([{ http_status: 0 }]);
    expect(report?.malformed).toBe(4);
    expect(report?.samples.map((sample) => [sample.line, sample.reason])).toEqual([
      [4, expect.stringContaining("sc_bytes is '-1'")],
      [5, 'has 2 fields where #Fields names 13'],
      [6, expect.stringContaining('time of the request')],
      [7, expect.stringContaining("http_status is '1000'")],
    ]);
  });

  it('counts a request once that version 1 and version 2 both log', async () => {
    const first = await logFile(engine, `${V1_NAME}.gz`, w3c([line()]));
    const second = await logFile(engine, 'v2.json', `${JSON.stringify(VALUES)}\n`);
    const { reports, rows } = await loadFiles([first, second]);
    expect(rows).toHaveLength(1);
    expect(reports.map(({ records }) => records).sort()).toEqual([0, 1]);
    expect(reports.flatMap(({ notes }) => notes)).toEqual([
      expect.stringContaining('delivered more than once'),
    ]);
  });

  it('counts requests without ids as they are', async () => {
    const text = w3c([line({ 'x-edge-request-id': '-' }), line({ 'x-edge-request-id': '-' })]);
    expect((await load(text)).rows).toHaveLength(2);
  });

  it('names the file that lacks a field that is needed, or leaves it out with a note', async () => {
    const fields = FIELDS.replace('sc-bytes ', '');
    const lacking = await logFile(engine, 'lacking.gz', w3c([line({}, fields)], fields));
    const sound = await logFile(engine, `${V1_NAME}.gz`, w3c([line()]));
    await expect(loadFiles([lacking, sound])).rejects.toThrow(/lacking\.gz: has no field sc-bytes/);
    const { reports, rows } = await loadFiles([lacking, sound], true);
    expect(rows).toEqual([ROW]);
    expect(reports[0]).toMatchObject({
      records: 0,
      notes: [expect.stringMatching(/has no field sc-bytes.*left out/)],
    });
  });
});
