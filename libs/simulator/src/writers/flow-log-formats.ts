import path from 'node:path';
import type { SqlEngine } from '@egress/sql-engine';
import { TRANSIT_GATEWAY_ID } from '../organisation/gateways';
import { resourceId } from '../organisation/resource-ids';
import type { Exchange, Flow } from '../records/flow';
import { CUSTOM_FIELDS, DEFAULT_FIELDS, VERSION_5_FIELDS } from '../records/flow-log-fields';
import { compileLine } from '../records/line-format';
import { TRANSIT_GATEWAY_FIELDS, transitGatewayRecordFields } from '../records/transit-gateway-record';
import { vpcRecordFields } from '../records/vpc-record';
import { flowLogColumns } from './flow-log-columns';
import { flowLogPath, type FlowLog } from './flow-log-path';
import { flowLogWriter } from './flow-log-writer';
import type { LogWriter } from './log-writer';
import { createParquetFile } from './parquet-file';
import { createTextFile, type TextFile } from './text-file';

/** What a flow log is made on; `all` makes one on each, so that every record is written three times. */
export const LOG_LEVELS = ['vpc', 'subnet', 'eni', 'all'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

interface FlowLogFormat {
  readonly fields: readonly string[];
  readonly version: number;
  readonly hasHeader: boolean;
  readonly extension: '.log.gz' | '.log' | '.log.parquet';
}

export const VPC_FLOW_LOG_FORMATS = {
  v2: { fields: DEFAULT_FIELDS, version: 2, hasHeader: true, extension: '.log.gz' },
  v5: { fields: VERSION_5_FIELDS, version: 5, hasHeader: true, extension: '.log.gz' },
  custom: { fields: CUSTOM_FIELDS, version: 11, hasHeader: true, extension: '.log.gz' },
  headerless: { fields: DEFAULT_FIELDS, version: 2, hasHeader: false, extension: '.log.gz' },
  plain: { fields: VERSION_5_FIELDS, version: 5, hasHeader: true, extension: '.log' },
  parquet: { fields: VERSION_5_FIELDS, version: 5, hasHeader: true, extension: '.log.parquet' },
} as const satisfies Record<string, FlowLogFormat>;

export type VpcFlowLogFormat = keyof typeof VPC_FLOW_LOG_FORMATS;

/**
 * Writes VPC flow logs in one format below `folder`. AWS makes a flow log per subnet or interface at these levels;
 * here it is one per VPC and level, which says the same in fewer files.
 */
export function vpcFlowLogWriter(
  folder: string,
  name: VpcFlowLogFormat,
  level: LogLevel,
  engine: SqlEngine,
): LogWriter<[Flow, Exchange]> {
  const format: FlowLogFormat = VPC_FLOW_LOG_FORMATS[name];
  const levels = level === 'all' ? ['vpc', 'subnet', 'eni'] : [level];
  const logs = new Map<string, readonly FlowLog[]>();
  const logsOf = (vpcName: string, region: string): readonly FlowLog[] => {
    const known = logs.get(vpcName);
    if (known !== undefined) return known;
    const made = levels.map((each) => ({
      flowLogId: resourceId('fl', `${vpcName}/${each}/${name}`),
      region,
    }));
    logs.set(vpcName, made);
    return made;
  };
  return flowLogWriter({
    linesOf: (flow) =>
      flow.legs.flatMap((leg) => {
        const { vpc } = leg.vantage.subnet;
        const line = compileLine(format.fields, vpcRecordFields(flow, leg, format.version));
        return logsOf(vpc.name, vpc.region).map((log) => ({ log, format: line }));
      }),
    header: format.hasHeader ? format.fields.join(' ') : null,
    createFile: fileMaker(folder, format, engine),
  });
}

function fileMaker(
  folder: string,
  { extension, fields }: FlowLogFormat,
  engine: SqlEngine,
): (log: FlowLog, time: number) => TextFile {
  if (extension !== '.log.parquet') {
    return (log, time) => createTextFile(path.join(folder, flowLogPath(log, time, extension, false)));
  }
  const columns = flowLogColumns(fields);
  return (log, time) =>
    createParquetFile(engine, path.join(folder, flowLogPath(log, time, extension, true)), columns, ' ');
}

/** Writes the transit gateway's own flow log below `folder`. */
export function transitGatewayFlowLogWriter(folder: string): LogWriter<[Flow, Exchange]> {
  const log: FlowLog = { flowLogId: resourceId('fl', TRANSIT_GATEWAY_ID), region: 'us-east-1' };
  return flowLogWriter({
    linesOf: (flow) =>
      flow.transitLegs.flatMap((leg) =>
        (['ingress', 'egress'] as const).map((direction) => ({
          log,
          format: compileLine(TRANSIT_GATEWAY_FIELDS, transitGatewayRecordFields(flow, leg, direction)),
        })),
      ),
    header: TRANSIT_GATEWAY_FIELDS.join(' '),
    createFile: (of, time) => createTextFile(path.join(folder, flowLogPath(of, time, '.log.gz', false))),
  });
}
