import type { Detection, FileHead } from '../detection';
import { areFlowFields, areTgwFields, canonicalField } from '../flow-logs/fields';
import { guessFields, parseHeader } from '../flow-logs/header';
import { isWrapped, unwrapped } from '../integrity/wrapped-record';

/** CloudWatch Logs exports put the event's time before each record. */
const CLOUDWATCH_TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z /;

/** VPC and transit gateway flow logs; `logFormat` (canonical names) helps with custom logs that have no header. */
export function detectFlowLogs(head: FileHead, logFormat: readonly string[] | null): Detection | null {
  if (head.parquetColumns !== null) {
    const columns = head.parquetColumns.map(canonicalField);
    return areFlowFields(columns) ? { kind: kindOf(columns), format: 'parquet' } : null;
  }
  if (head.lines.some(isWrapped)) {
    const detection = detectText({ ...head, lines: head.lines.map(unwrapped) }, logFormat);
    return detection && { ...detection, format: `${detection.format} in JSON`, isWrapped: true };
  }
  return detectText(head, logFormat);
}

function detectText(head: FileHead, logFormat: readonly string[] | null): Detection | null {
  const headerAt = head.lines.findIndex((line) => line.trim() !== '');
  const header = parseHeader(head.lines[headerAt] ?? '');
  if (header !== null) return textDetection(head, header, headerAt + 1);

  const isExport = head.lines.some((line) => CLOUDWATCH_TIME.test(line));
  const lines = isExport ? head.lines.map((line) => line.replace(CLOUDWATCH_TIME, '')) : head.lines;
  const fields = guessFields(lines, logFormat);
  return fields && textDetection(head, isExport ? ['event_time', ...fields] : fields, 0);
}

function textDetection(head: FileHead, fields: readonly string[], headerLines: number): Detection {
  const format = head.compression === 'gzip' ? 'text.gz' : 'text';
  return { kind: kindOf(fields), format, fields, headerLines };
}

function kindOf(fields: readonly string[]): Detection['kind'] {
  return areTgwFields(fields) ? 'tgw-flow-logs' : 'vpc-flow-logs';
}
