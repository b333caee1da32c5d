import { decodedSql, MAX_BYTES, valueSql, type AccessLog } from './access-log';

const REGION = '[a-z]{2}(?:-[a-z]+)+-[0-9]';

/** `[account]/[region]/[bucket]/yyyy/mm/dd/`, the partitioned prefix of delivered logs. */
const PARTITIONED_PATH = new RegExp(`(?:^|/)\\d{12}/(${REGION})/[^/]+/\\d{4}/\\d\\d/\\d\\d/[^/]*$`);

/**
 * A record's fields ("Amazon S3 server access log format", S3 user guide); null: not kept. Quotes inside quoted fields
 * are not escaped: the fields around them decide where a quoted one ends. Records have grown from 18 fields to 27.
 */
const FIELDS: readonly (readonly [name: string | null, pattern: string])[] = [
  [null, '\\S+'], // bucket owner
  ['bucket', '(\\S+)'],
  ['request_time', '\\[([^\\]]*)\\]'],
  ['remote_ip', '(\\S+)'],
  ['requester', '(\\S+)'],
  ['request_id', '(\\S+)'],
  ['operation', '(\\S+)'],
  ['object_key', '(\\S+)'],
  [null, '(?:".*?"|-)'], // Request-URI
  ['http_status', '([^ "]+)'],
  [null, '[^ "]+'], // error code
  ['bytes_sent', '([^ "]+)'],
  ['object_size', '([^ "]+)'],
  [null, '[^ "]+ [^ "]+'], // total time, turn-around time
  ['referer', '(?:"(.*?)"|-)'],
  ['user_agent', '(?:"(.*)"|-)'],
  // From the version id on: no field of these is quoted.
  ['rest', '([^ "]+(?: [^ "]*)*)'],
];
/** A quoted field could take in a whole other record, when the line end between the two is lost. */
const TIME = '\\[\\d{2}/[A-Z][a-z]{2}/\\d{4}:\\d{2}:\\d{2}:\\d{2} [+-]\\d{4}\\]';
const PATTERN = `^${FIELDS.map(([, pattern]) => pattern).join(' ')}$`;
const NAMES = FIELDS.flatMap(([name]) => (name === null ? [] : [`'${name}'`])).join(', ');
/** From the version id on: host id, signature version, cipher, authentication, host header … */
const HOST_HEADER = "split_part(r.rest, ' ', 6)";
/** … TLS version, access point, ACL required, and the region that the request came from. */
const SOURCE_REGION = "split_part(r.rest, ' ', 10)";
/** `bucket.s3.eu-west-1.amazonaws.com`, also with `s3-eu-west-1`, of VPC endpoints and in China. */
const REGION_OF_HOST = `[.-](${REGION})[.](?:vpce[.])?amazonaws[.]com`;

/** Keys of the JSON records that are delivered to CloudWatch Logs. */
const JSON_KEYS =
  'bucket_name request_time remote_ip requester request_id operation key_name http_status bytes_sent object_size referer referrer user_agent host_header source_region'.split(
    ' ',
  );

/** S3 server access logs: text of 18 to 27 and more fields, and the JSON lines of CloudWatch Logs. */
export const S3_ACCESS_LOG: AccessLog = {
  table: 's3_requests',
  headers: null,
  identity: ['request_id', 'operation', 'object_key'],
  numbers: {
    http_status: { type: 'INTEGER', min: 100, max: 599 },
    bytes_sent: { type: 'BIGINT', min: 0, max: MAX_BYTES },
    object_size: { type: 'BIGINT', min: 0, max: MAX_BYTES },
  },
  readPath: (path) => PARTITIONED_PATH.exec(path.replaceAll('\\', '/'))?.[1] ?? null,
  textRecords: ({ format }, lines) => (format.startsWith('json') ? jsonRecords(lines) : plainRecords(lines)),
  parquetRecords: null,
};

function plainRecords(lines: string): string {
  const field = (name: string): string => valueSql(`r.${name}`);
  return `
    SELECT text_id, line,
      CASE
        WHEN r.bucket = '' THEN 'is no S3 access log record: a field is missing or a quoted one has no end'
        WHEN regexp_matches(line, '${TIME}.* ${TIME} ') THEN 'is two records: a line end is missing between them'
      END AS problem,
      CAST(floor(epoch(try_strptime(r.request_time, '%d/%b/%Y:%H:%M:%S %z'))) AS BIGINT) AS request_time,
      ${['bucket', 'remote_ip', 'request_id', 'operation', 'user_agent'].map((name) => `${field(name)} AS ${name}`).join(', ')},
      nullif(${field('requester')}, 'Anonymous') AS requester,
      -- S3 encodes the key and the log encodes it again.
      ${decodedSql(decodedSql(field('object_key')))} AS object_key,
      ${hostSql(field('referer'))} AS referer_host,
      ${regionSql(HOST_HEADER)} AS bucket_region,
      nullif(regexp_extract(${SOURCE_REGION}, '^${REGION}$'), '') AS source_region,
      ${['http_status', 'bytes_sent', 'object_size'].map((name) => `${field(name)} AS ${name}`).join(', ')}
    FROM (SELECT *, regexp_extract(line, '${PATTERN}', [${NAMES}]) AS r FROM ${lines})`;
}

function jsonRecords(lines: string): string {
  const field = (name: string): string => valueSql(`v[${JSON_KEYS.indexOf(name) + 1}]`);
  return `
    SELECT text_id, line, CASE WHEN v IS NULL THEN 'is no JSON object' END AS problem,
      CAST(floor(epoch(TRY_CAST(${field('request_time')} AS TIMESTAMPTZ))) AS BIGINT) AS request_time,
      ${field('bucket_name')} AS bucket, ${field('key_name')} AS object_key,
      ${['remote_ip', 'requester', 'request_id', 'operation', 'user_agent'].map((name) => `${field(name)} AS ${name}`).join(', ')},
      ${hostSql(`coalesce(${field('referer')}, ${field('referrer')})`)} AS referer_host,
      ${regionSql(field('host_header'))} AS bucket_region, ${field('source_region')} AS source_region,
      ${['http_status', 'bytes_sent', 'object_size'].map((name) => `${field(name)} AS ${name}`).join(', ')}
    FROM (SELECT *, TRY(json_extract_string(line, [${JSON_KEYS.map((key) => `'/${key}'`).join(', ')}])) AS v FROM ${lines})`;
}

/** The bucket's region: the path's, else the one in the host header. */
function regionSql(host: string): string {
  return `coalesce(path_literal, nullif(regexp_extract(${host}, '${REGION_OF_HOST}', 1), ''))`;
}

function hostSql(url: string): string {
  return `nullif(lower(regexp_extract(${url}, '^[A-Za-z]+://([^/:?#]+)', 1)), '')`;
}
