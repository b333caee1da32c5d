import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { transformation, type SqlEngine } from '@egress/sql-engine';
import type { DetectedFile, InputReport } from '../detection';
import { discoverInputs } from '../discover';
import { clearRejects, flowLogReporter } from '../flow-logs/flow-log-reports';
import { prepareFlowLogs } from '../flow-logs/prepare-flow-logs';

export const DEFAULT_HEADER =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status';

/** 2026-11-20T10:00:00Z */
export const START = 1795168800;

const DEFAULT_VALUES: Readonly<Record<string, string | number>> = {
  version: 2,
  'account-id': '111122223333',
  'interface-id': 'eni-0a1',
  srcaddr: '10.0.0.5',
  dstaddr: '52.216.0.1',
  srcport: 40000,
  dstport: 443,
  protocol: 6,
  packets: 10,
  bytes: 8000,
  start: START,
  end: START + 60,
  action: 'ACCEPT',
  'log-status': 'OK',
};

/** One record with these fields (hyphenated names, in this order); fields without a value are `-`. */
export function record(
  values: Readonly<Record<string, string | number>> = {},
  fields = DEFAULT_HEADER,
): string {
  const all = { ...DEFAULT_VALUES, ...values };
  return fields
    .split(' ')
    .map((field) => all[field] ?? '-')
    .join(' ');
}

/** Lines with line feeds, in a file of a folder that is made where need be; gzipped where the name says so. */
export function writeLines(folder: string, name: string, lines: readonly string[]): string {
  return writeBytes(folder, name, name.endsWith('.gz') ? gzipSync(text(lines)) : text(lines));
}

export function writeBytes(folder: string, name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

export function text(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

export type FlowRecord = Readonly<Record<string, string | number | null>>;

export interface ReadFlowLogs {
  readonly files: readonly DetectedFile[];
  readonly problems: readonly string[];
  readonly records: readonly FlowRecord[];
  readonly reports: readonly InputReport[];
}

/** Discovers, checks and reads flow logs, batch by batch, as the analysis does. */
export async function readFlowLogs(
  engine: SqlEngine,
  paths: readonly string[],
  { keepGoing = false, logFormat }: { readonly keepGoing?: boolean; readonly logFormat?: string } = {},
): Promise<ReadFlowLogs> {
  const discovery = await discoverInputs(engine, paths, {
    keepGoing,
    ...(logFormat === undefined ? {} : { logFormat }),
  });
  const files = discovery.files.filter(({ detection }) => detection.kind.endsWith('-flow-logs'));
  const prepared = await prepareFlowLogs(engine, files, { keepGoing });
  const reporter = flowLogReporter(engine, files, prepared);
  await engine.run('DROP VIEW IF EXISTS flow_records');
  await engine.fillTable('flow_records');
  await engine.defineView('fingerprinted_flow_records');
  await engine.materialize('flow_conversations');
  await engine.run('DROP TABLE flow_records');
  const records: FlowRecord[] = [];
  for (const batch of prepared.batches) {
    await engine.run(`CREATE OR REPLACE VIEW flow_records AS ${batch.sql}`);
    await engine.run(`INSERT INTO flow_conversations ${transformation('flow_conversations')}`);
    await reporter.collect(batch);
    records.push(...(await engine.query<FlowRecord>('SELECT * FROM flow_records ORDER BY ALL')));
    await clearRejects(engine);
  }
  return { ...discovery, records, reports: reporter.reports() };
}
