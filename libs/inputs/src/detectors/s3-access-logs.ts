import type { Detection, FileHead } from '../detection';

/** `owner bucket [06/Feb/2019:00:00:38 +0000] …` */
const TEXT_RECORD =
  /^\S+ \S+ \[\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}\] \S+ \S+ \S+ [A-Z]+\.\S+ /;
/** Server access logs that are delivered to CloudWatch Logs. */
const JSON_RECORD = /^\s*\{(?=.*"bucket_name"\s*:)(?=.*"request_time"\s*:)(?=.*"operation"\s*:)/;

/** S3 server access logs, as text or as the JSON lines of CloudWatch Logs. */
export function detectS3AccessLogs(head: FileHead): Detection | null {
  const suffix = head.compression === 'gzip' ? '.gz' : '';
  if (head.lines.some((line) => TEXT_RECORD.test(line)))
    return { kind: 's3-access-logs', format: `text${suffix}` };
  if (head.lines.some((line) => JSON_RECORD.test(line)))
    return { kind: 's3-access-logs', format: `json${suffix}` };
  return null;
}
