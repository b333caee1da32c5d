import { detectBill } from './bills';
import type { Detection, FileHead } from './detection';
import { detectCloudFrontLogs } from './detectors/cloudfront-logs';
import { detectFlowLogs } from './detectors/flow-logs';
import { detectInventory } from './detectors/inventory';
import { detectS3AccessLogs } from './detectors/s3-access-logs';
import { isWrapped } from './integrity/wrapped-record';

/** What a file is, from its content alone; `logFormat` are the canonical fields of `--log-format`. */
export function detect(head: FileHead, logFormat: readonly string[] | null): Detection {
  return (
    detectFlowLogs(head, logFormat) ??
    detectCloudFrontLogs(head) ??
    detectS3AccessLogs(head) ??
    detectInventory(head) ??
    detectBill(head) ?? {
      kind: 'unrecognised',
      format: describeUnknown(head),
      ...(isEmpty(head) ? {} : { isForeign: true }),
    }
  );
}

/** Nothing but empty lines. */
function isEmpty({ lines, parquetColumns }: FileHead): boolean {
  return parquetColumns === null && lines.every((line) => line.trim() === '');
}

/** What to tell the user about a file that is none of ours. */
function describeUnknown(head: FileHead): string {
  if (isEmpty(head)) return head.compression === 'gzip' ? 'gzip data without any text' : 'an empty file';
  if (head.parquetColumns !== null)
    return `Parquet with columns ${head.parquetColumns.slice(0, 6).join(', ')}`;
  const firstLine = head.lines.find((line) => line.trim() !== '') ?? '';
  if (/[\u0000-\u0008]|\ufffd/.test(firstLine)) return 'binary data';
  if (isWrapped(firstLine)) return 'records of a delivery stream in an unknown order of fields';
  return /^\s*[{[]/.test(firstLine)
    ? 'JSON of another kind'
    : `text that begins with '${firstLine.slice(0, 60)}'`;
}
