import { CLOUDFRONT_HEADERS } from '../access-logs/cloudfront-fields';
import type { Detection, FileHead } from '../detection';

const JSON_RECORD = /^\s*\{.*"(sc-bytes|x-edge-result-type|x-edge-location|cs-uri-stem)"\s*:/;

/** CloudFront standard logs: v1 and v2 as w3c (tab separated below a `#Fields:` line), v2 as JSON lines and Parquet. */
export function detectCloudFrontLogs(head: FileHead): Detection | null {
  const suffix = head.compression === 'gzip' ? '.gz' : '';
  if (head.parquetColumns !== null) {
    const isCloudFront = ['sc_bytes', 'x_edge_location', 'x_edge_result_type', 'cs_uri_stem'].some((name) =>
      head.parquetColumns?.some((column) => column.toLowerCase().replaceAll('-', '_') === name),
    );
    return isCloudFront ? { kind: 'cloudfront-logs', format: 'parquet' } : null;
  }
  const firstRecord = head.lines.findIndex((line) => !line.startsWith('#'));
  const headerLines = firstRecord === -1 ? head.lines.length : firstRecord;
  for (const line of head.lines.slice(0, headerLines)) {
    const fields = CLOUDFRONT_HEADERS.read(line)?.fields;
    if (fields) return { kind: 'cloudfront-logs', format: `w3c${suffix}`, fields, headerLines };
  }
  if (head.lines.some((line) => JSON_RECORD.test(line)))
    return { kind: 'cloudfront-logs', format: `json${suffix}` };
  return null;
}
