import path from 'node:path';
import { VPC_FLOW_LOG_FORMATS, type VpcFlowLogFormat } from '../writers/flow-log-formats';
import { linesBelow } from './simulated-folder';

export type TextFlowFormat = Exclude<VpcFlowLogFormat, 'parquet'>;
export type FlowRecord = Readonly<Record<string, string>>;

/** The records of a text format, by AWS's field names. */
export function flowRecords(simulatedFolder: string, format: TextFlowFormat): readonly FlowRecord[] {
  const { fields, hasHeader } = VPC_FLOW_LOG_FORMATS[format];
  return linesBelow(path.join(simulatedFolder, 'flow-logs', format), hasHeader ? 1 : 0).map((line) => {
    const values = line.split(' ');
    if (values.length !== fields.length)
      throw new Error(`${values.length} fields instead of ${fields.length}: ${line}`);
    return Object.fromEntries(fields.map((field, i) => [field, values[i] ?? '']));
  });
}

/** Bytes of the records that a condition holds for. */
export function bytesWhere(records: readonly FlowRecord[], holds: (record: FlowRecord) => boolean): number {
  return records
    .filter((record) => record['log-status'] === 'OK' && holds(record))
    .reduce((sum, { bytes }) => sum + Number(bytes), 0);
}
