import { existsSync, mkdirSync, readdirSync, realpathSync, renameSync } from 'node:fs';
import path from 'node:path';
import { writeReferenceTables } from '@egress/analysis';
import {
  discoverInputs,
  refuseOnlyUnrecognised,
  UnreadableInputError,
  type DetectedFile,
  type InputKind,
} from '@egress/inputs';
import { emptyInventory, readInventory, readInventoryFiles, type Inventory } from '@egress/inventory';
import type { SqlEngine } from '@egress/sql-engine';
import { linkBills, linkFlowLogs } from './delivered-files';
import { startLocalSpark, type JobReport, type LocalSpark } from './local-spark';
import type { EtlOptions } from './run-etl';

const DAY_MS = 86_400_000;

/** Makes the tables by the Glue jobs' own entry points, on a Spark of this machine. Returns how many records are malformed. */
export async function makeTablesOnSpark(
  engine: SqlEngine,
  options: EtlOptions,
  staging: string,
  tables: string,
): Promise<number> {
  const { logFormat, onProgress } = options;
  const spark = options.spark ?? startLocalSpark();
  try {
    const { files } = await discoverInputs(engine, [...options.paths, ...options.bills], {
      keepGoing: false,
      ...(onProgress === undefined ? {} : { onProgress }),
      ...(logFormat === undefined ? {} : { logFormat }),
    });
    refuseOnlyUnrecognised(files);
    refuseAccessLogs(files);
    const folders = foldersIn(staging, tables);
    await writeReferenceTables(engine, folders.reference, {
      inventory: inventoryOf(options, ofKind(files, 'inventory')),
      ...(options.dataFolder === undefined ? {} : { dataFolder: options.dataFolder }),
    });
    await runBillJob(spark, ofKind(files, 'bill'), folders);
    const reports = await runFlowLogJobs(spark, files, folders, options);
    reports
      .flatMap(({ truncated }) => truncated)
      .forEach((file) => options.onWarning?.(noteOnTruncated(file)));
    moveOutOfQuarantine(tables);
    return reports.reduce((sum, { quarantined }) => sum + quarantined, 0);
  } finally {
    if (options.spark === undefined) spark.close();
  }
}

/** The job names the link to the file (`linkFlowLogs`), as a URI. */
function noteOnTruncated(link: string): string {
  return `${realpathSync(link.replace(/^file:\/*/, '/'))}: truncated gzip, its whole lines are in the tables; the rest is missing.`;
}

/** Locally each table is a folder of its name. */
function moveOutOfQuarantine(tables: string): void {
  const quarantine = path.join(tables, 'quarantine');
  if (!existsSync(quarantine)) return;
  readdirSync(quarantine).forEach((table) =>
    renameSync(path.join(quarantine, table), path.join(tables, table)),
  );
}

interface Folders {
  readonly flowLogs: string;
  readonly bills: string;
  readonly reference: string;
  readonly vectors: string;
  readonly output: string;
  readonly staging: string;
}

function foldersIn(staging: string, tables: string): Folders {
  mkdirSync(tables, { recursive: true });
  const folder = (name: string) => `${path.join(staging, name)}/`;
  return {
    flowLogs: folder('flow-logs'),
    bills: folder('bills'),
    reference: folder('reference'),
    vectors: folder('vectors'),
    output: `${tables}/`,
    staging: folder('steps'),
  };
}

async function runBillJob(spark: LocalSpark, bills: readonly DetectedFile[], folders: Folders) {
  if (bills.length === 0) return;
  const { first, last } = linkBills(bills, folders.bills);
  const { bills: from, output, reference, staging } = folders;
  await spark.run('cur_parser', [
    ...['--bills', from, '--from-month', first, '--to-month', last],
    ...['--output', output, '--reference', reference, '--staging', staging],
  ]);
}

async function runFlowLogJobs(
  spark: LocalSpark,
  files: readonly DetectedFile[],
  folders: Folders,
  { logFormat, onProgress }: EtlOptions,
): Promise<JobReport[]> {
  const flowLogs = ofKind(files, 'vpc-flow-logs', 'tgw-flow-logs');
  if (flowLogs.length === 0) return [];
  const days = linkFlowLogs(flowLogs, folders.flowLogs);
  // The first files of a day hold the last minutes of the day before.
  const first = dayOf(Date.parse(days.first) - DAY_MS);
  const datesFrom = (date: string) => ['--from-date', date, '--to-date', days.last];
  const count = (Date.parse(days.last) - Date.parse(first)) / DAY_MS + 1;
  const { flowLogs: from, output, reference, staging, vectors } = folders;
  const told = (label: string) => {
    let done = 0;
    return () => onProgress?.(label, ++done, count);
  };
  const reports = await spark.run(
    'flow_log_aggregator',
    [
      ...['--flow-logs', from, '--output', output, '--reference', reference, '--staging', staging],
      ...datesFrom(first),
      ...(logFormat === undefined ? [] : ['--log-format', logFormat]),
    ],
    told('days'),
  );
  // Records that came late have made days before the first folder's.
  const earliest = reports.reduce((day, { date = day }) => (date < day ? date : day), first);
  const until = `${dayOf(Date.parse(days.last) + DAY_MS)}T00:00Z`;
  await spark.run(
    'feature_builder',
    [
      '--output',
      output,
      '--vectors',
      vectors,
      '--staging',
      staging,
      ...datesFrom(earliest),
      '--until',
      until,
    ],
    told('features of days'),
  );
  return reports;
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function inventoryOf({ inventory }: EtlOptions, files: readonly DetectedFile[]): Inventory {
  if (inventory !== undefined) return readInventory(inventory);
  return files.length > 0 ? readInventoryFiles(files.map(({ localPath }) => localPath)) : emptyInventory;
}

function ofKind(files: readonly DetectedFile[], ...kinds: InputKind[]): DetectedFile[] {
  return files.filter(({ detection }) => kinds.includes(detection.kind));
}

/** Their bytes would be missing without a word. */
function refuseAccessLogs(files: readonly DetectedFile[]): void {
  const [file] = ofKind(files, 's3-access-logs', 'cloudfront-logs');
  if (file !== undefined) {
    throw new UnreadableInputError(
      `${file.path}: no Glue job reads access logs; leave them out, or use --engine duckdb`,
    );
  }
}
