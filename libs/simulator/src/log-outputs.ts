import path from 'node:path';
import type { SqlEngine } from '@egress/sql-engine';
import type { ChosenFormats } from './formats';
import type { Exchange, Flow } from './records/flow';
import type { BucketPattern, DistributionPattern, Request } from './requests/request';
import { cloudFrontLogWriter } from './writers/cloudfront-log';
import { transitGatewayFlowLogWriter, vpcFlowLogWriter, type LogLevel } from './writers/flow-log-formats';
import type { LogWriter } from './writers/log-writer';
import { s3AccessLogWriter } from './writers/s3-access-log';

/** All logs of a simulation, each format in a folder of its own. */
export interface LogOutputs {
  readonly takeExchange: (flow: Flow, exchange: Exchange) => void;
  readonly takeBucketRequest: (request: Request<BucketPattern>) => void;
  readonly takeViewerRequest: (request: Request<DistributionPattern>) => void;
  readonly beginFiles: (time: number) => Promise<void>;
  readonly settled: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export function openLogOutputs(
  out: string,
  formats: ChosenFormats,
  level: LogLevel,
  engine: SqlEngine,
): LogOutputs {
  const flows: LogWriter<[Flow, Exchange]>[] = formats.flows.map((format) =>
    vpcFlowLogWriter(path.join(out, 'flow-logs', format), format, level, engine),
  );
  if (formats.transitGateway) flows.push(transitGatewayFlowLogWriter(path.join(out, 'flow-logs', 'tgw')));
  const buckets = formats.buckets.map((format) =>
    s3AccessLogWriter(path.join(out, 's3-access-logs', format), format),
  );
  const distributions = formats.distributions.map((format) =>
    cloudFrontLogWriter(path.join(out, 'cloudfront', format), format, engine),
  );
  const all = [...flows, ...buckets, ...distributions];
  return {
    takeExchange: (flow, exchange) => flows.forEach((writer) => writer.take(flow, exchange)),
    takeBucketRequest: (request) => buckets.forEach((writer) => writer.take(request)),
    takeViewerRequest: (request) => distributions.forEach((writer) => writer.take(request)),
    beginFiles: async (time) => {
      await Promise.all(all.map((writer) => writer.beginFiles(time)));
    },
    settled: async () => {
      await Promise.all(all.map((writer) => writer.settled()));
    },
    close: async () => {
      await Promise.all(all.map((writer) => writer.close()));
    },
  };
}
