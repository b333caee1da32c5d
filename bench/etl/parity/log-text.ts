import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

export interface LogText {
  readonly header: string | null;
  /** Of the fields, by the names that AWS gives them. */
  readonly names: readonly string[];
  readonly records: readonly string[];
}

/** A flow log, plain or gzip; without a header it has the default fields. */
export function readLogText(file: string, defaultFields: readonly string[]): LogText {
  const content = readFileSync(file);
  const lines = (file.endsWith('.gz') ? gunzipSync(content) : content).toString().trimEnd().split('\n');
  const [first = '', ...rest] = lines;
  const hasHeader = first.includes('interface-id') || first.includes('tgw-id');
  return hasHeader
    ? { header: first, names: first.split(' '), records: rest }
    : { header: null, names: defaultFields, records: lines };
}
