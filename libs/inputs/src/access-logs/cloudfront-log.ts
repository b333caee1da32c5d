import { sqlIdentifier } from '@egress/sql-engine';
import { decodedSql, MAX_BYTES, valueSql, type AccessLog } from './access-log';
import { canonicalCloudFrontField, CLOUDFRONT_HEADERS } from './cloudfront-fields';

/** The fields that are read, as JSON spells them ("Standard logging reference", CloudFront developer guide). */
const FIELDS =
  'date time timestamp timestamp(ms) DistributionId x-edge-location c-ip x-host-header cs(Host) cs-uri-stem x-edge-result-type sc-content-type x-edge-request-id c-country sc-status sc-bytes cs-bytes'.split(
    ' ',
  );

/** In a file's name, in the folders of version 2, and in their hive spelling. */
const DISTRIBUTION_PATHS = [
  /(?:^|\/)([A-Z0-9]{8,})\.\d{4}-\d\d-\d\d-\d\d\.[^/]*$/,
  /\/DistributionId=([A-Z0-9]+)\//i,
  /\/CloudFront\/([A-Z0-9]{8,})\//,
];

/** SQL of a field as a string, by its canonical name; null when the log has no such field. */
type FieldSql = (name: string) => string | null;

/** CloudFront standard logs: W3C text, JSON lines and Parquet; fields are found by their names. */
export const CLOUDFRONT_LOG: AccessLog = {
  table: 'cloudfront_requests',
  headers: CLOUDFRONT_HEADERS,
  identity: ['request_id'],
  numbers: {
    // 0 (written 000): the viewer went away before the response.
    http_status: { type: 'INTEGER', min: 0, max: 599 },
    sc_bytes: { type: 'BIGINT', min: 0, max: MAX_BYTES, isRequired: true },
    cs_bytes: { type: 'BIGINT', min: 0, max: MAX_BYTES },
  },
  readPath: (path) => {
    const normalised = path.replaceAll('\\', '/');
    return (
      DISTRIBUTION_PATHS.map((pattern) => pattern.exec(normalised)?.[1]).find((id) => id !== undefined) ??
      null
    );
  },
  textRecords: ({ format, fields }, lines) =>
    format.startsWith('json') ? jsonRecords(lines) : w3cRecords(fields ?? [], lines),
  parquetRecords: (columns, rows) => {
    const names = columns.map(canonicalCloudFrontField);
    const field: FieldSql = (name) => {
      const index = names.indexOf(name);
      return index < 0 ? null : `CAST(${sqlIdentifier(columns[index] ?? '')} AS VARCHAR)`;
    };
    return `SELECT text_id, line, NULL AS problem, ${columnsSql(field)} FROM ${rows}`;
  },
};

function w3cRecords(fields: readonly string[], lines: string): string {
  const field: FieldSql = (name) => (fields.includes(name) ? `v[${fields.indexOf(name) + 1}]` : null);
  const wrongCount = `'has ' || len(v) || ' fields where #Fields names ${fields.length}'`;
  return `
    SELECT text_id, line, CASE WHEN len(v) <> ${fields.length} THEN ${wrongCount} END AS problem, ${columnsSql(field)}
    FROM (
      -- Tabs unless the delivery was given spaces; values hold neither, they are URL encoded.
      SELECT *, string_split(line, CASE WHEN contains(line, chr(9)) THEN chr(9) ELSE ' ' END) AS v
      FROM ${lines} WHERE NOT starts_with(line, '#')
    )`;
}

function jsonRecords(lines: string): string {
  const names = FIELDS.map(canonicalCloudFrontField);
  const paths = FIELDS.map((field) => `'/${field}'`).join(', ');
  return `
    SELECT text_id, line, CASE WHEN v IS NULL THEN 'is no JSON object' END AS problem,
      ${columnsSql((name) => `v[${names.indexOf(name) + 1}]`)}
    FROM (SELECT *, TRY(json_extract_string(line, [${paths}])) AS v FROM ${lines})`;
}

function columnsSql(field: FieldSql): string {
  const value = (...names: readonly string[]): string => {
    const values = names.map(field).filter((sql) => sql !== null);
    return `coalesce(${[...values.map(valueSql), 'CAST(NULL AS VARCHAR)'].join(', ')})`;
  };
  if (field('sc_bytes') === null) throw new Error('has no field sc-bytes: add it to the log delivery');
  if (field('timestamp') === null && field('timestamp_ms') === null && field('time') === null) {
    throw new Error('has neither date and time nor timestamp: add them to the log delivery');
  }
  return `
    coalesce(
      TRY_CAST(${value('timestamp')} AS BIGINT),
      TRY_CAST(${value('timestamp_ms')} AS BIGINT) // 1000,
      CAST(floor(epoch(TRY_CAST(${value('date')} || ' ' || ${value('time')} AS TIMESTAMP))) AS BIGINT)
    ) AS request_time,
    -- Without an id, the distribution's domain name tells it from others.
    coalesce(${value('distributionid')}, path_literal, ${value('cs_host')}) AS distribution_id,
    ${value('x_edge_location')} AS edge_location, ${value('c_ip')} AS client_ip,
    ${value('x_host_header', 'cs_host')} AS host, ${decodedSql(value('cs_uri_stem'))} AS uri_stem,
    ${value('x_edge_result_type')} AS result_type, ${decodedSql(value('sc_content_type'))} AS content_type,
    ${value('x_edge_request_id')} AS request_id, ${value('c_country')} AS country,
    ${value('sc_status')} AS http_status, ${value('sc_bytes')} AS sc_bytes, ${value('cs_bytes')} AS cs_bytes`;
}
