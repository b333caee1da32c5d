import type { AnalysisInput, QualitySample } from '@egress/contracts';
import {
  clearRejects,
  damagedParquets,
  discoverInputs,
  flowLogReporter,
  loadBills,
  loadCloudFrontLogs,
  loadS3AccessLogs,
  prepareFlowLogs,
  refuseOnlyUnrecognised,
  type DetectedFile,
  type InputKind,
  type InputReport,
  UnreadableInputError,
} from '@egress/inputs';
import {
  emptyInventory,
  inventoryNotes,
  loadInventory,
  readInventory,
  readInventoryFiles,
} from '@egress/inventory';
import type { SqlEngine } from '@egress/sql-engine';
import { aggregateFlows } from './aggregate-flows';

export interface InputOptions {
  readonly paths: readonly string[];
  readonly bills: readonly string[];
  readonly inventory?: string;
  readonly logFormat?: string;
  readonly keepGoing: boolean;
  readonly onWarning?: (message: string) => void;
}

export interface LoadedInputs {
  readonly inputs: readonly AnalysisInput[];
  readonly hasBill: boolean;
  readonly hasInventory: boolean;
  /** Flow-log records that were copies of others. */
  readonly duplicates: number;
  /** Rows of all inputs that could not be read. */
  readonly malformed: number;
  readonly samples: readonly QualitySample[];
  readonly notes: readonly string[];
}

type OnProgress = (label: string, done: number, total: number) => void;

/** Reads everything into the tables that the transformations start from. */
export async function loadInputs(
  engine: SqlEngine,
  options: InputOptions,
  onProgress: OnProgress,
): Promise<LoadedInputs> {
  const { keepGoing, logFormat } = options;
  const { files, problems } = await discoverInputs(engine, [...options.paths, ...options.bills], {
    keepGoing,
    onProgress,
    ...(logFormat === undefined ? {} : { logFormat }),
  });
  if (!keepGoing) refuseOnlyUnrecognised(files);
  problems.forEach((problem) => options.onWarning?.(problem));
  const ofKind = (...kinds: InputKind[]) => files.filter(({ detection }) => kinds.includes(detection.kind));

  const inventoryFiles = ofKind('inventory');
  const inventory = readInventoryOf(options.inventory, inventoryFiles);
  await loadInventory(engine, inventory ?? emptyInventory);
  const bills = await loadBills(engine, ofKind('bill'), { keepGoing });
  const requests = [
    ...(await loadS3AccessLogs(engine, ofKind('s3-access-logs'), { keepGoing })),
    ...(await loadCloudFrontLogs(engine, ofKind('cloudfront-logs'), { keepGoing })),
  ];
  const flows = await loadFlowLogs(engine, ofKind('vpc-flow-logs', 'tgw-flow-logs'), keepGoing, onProgress);

  const reports = [...flows.reports, ...requests, ...bills, ...inventoryFiles.map(asReport)];
  return {
    inputs: reports.map(({ path, kind, format, records, malformed }) => ({
      path,
      kind,
      format,
      records,
      malformed,
    })),
    hasBill: bills.some(({ records }) => records > 0),
    hasInventory: inventory !== null,
    duplicates: flows.duplicates,
    malformed: reports.reduce((sum, report) => sum + report.malformed, 0),
    samples: reports.flatMap((report) => report.samples),
    notes: [
      ...problems,
      ...reports.flatMap((report) => report.notes),
      ...emptyNotes([...flows.reports, ...requests, ...bills]),
      ...(inventory === null ? [NO_INVENTORY] : inventoryNotes(inventory)),
      ...unrecognisedNotes(ofKind('unrecognised')),
    ],
  };
}

const NO_INVENTORY =
  'No inventory was given: names, routes and the zones of hosts that do not log are unknown. Make one with: egress inventory --out DIR.';

function readInventoryOf(folder: string | undefined, files: readonly DetectedFile[]) {
  if (folder !== undefined) return readInventory(folder);
  return files.length > 0 ? readInventoryFiles(files.map(({ localPath }) => localPath)) : null;
}

interface ReadFlowLogs {
  readonly reports: readonly InputReport[];
  readonly duplicates: number;
}

/** Damage inside Parquet shows only when the data is read: then, with `keepGoing`, all is read again without it. */
async function loadFlowLogs(
  engine: SqlEngine,
  files: readonly DetectedFile[],
  keepGoing: boolean,
  onProgress: OnProgress,
): Promise<ReadFlowLogs> {
  try {
    return await readFlowLogs(engine, files, keepGoing, onProgress);
  } catch (error) {
    const damaged = await damagedParquets(engine, files);
    if (damaged.size === 0) throw error;
    if (!keepGoing) throw new UnreadableInputError([...damaged.values()].join('\n'));
    const sound = files.filter((file) => !damaged.has(file));
    const { reports, duplicates } = await readFlowLogs(engine, sound, keepGoing, onProgress);
    const leftOut = [...damaged].map(([file, note]) => ({
      ...asReport(file),
      notes: [`${note} It was left out.`],
    }));
    return { reports: [...reports, ...leftOut], duplicates };
  }
}

async function readFlowLogs(
  engine: SqlEngine,
  files: readonly DetectedFile[],
  keepGoing: boolean,
  onProgress: OnProgress,
): Promise<ReadFlowLogs> {
  const prepared = await prepareFlowLogs(engine, files, { keepGoing, onProgress });
  const reporter = flowLogReporter(engine, files, prepared);
  let done = 0;
  const duplicates = await aggregateFlows(engine, prepared.batches, async (batch) => {
    await reporter.collect(batch);
    onProgress('reading flow logs', ++done, prepared.batches.length);
  });
  await clearRejects(engine);
  return { reports: reporter.reports(), duplicates };
}

function asReport({ path, detection: { kind, format } }: DetectedFile): InputReport {
  return { path, kind, format, records: 0, malformed: 0, samples: [], notes: [] };
}

/** Texts without records already have a note; Parquet files may be empty too. */
function emptyNotes(reports: readonly InputReport[]): string[] {
  return reports
    .filter(({ records, malformed, notes }) => records + malformed + notes.length === 0)
    .map(({ path }) => `${path}: holds no records.`);
}

function unrecognisedNotes(files: readonly DetectedFile[]): string[] {
  return files.map(({ path, detection }) => `${path}: not recognised (${detection.format}) and left out.`);
}
