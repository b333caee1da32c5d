import path from 'node:path';
import type { SqlEngine } from '@egress/sql-engine';
import { forEachConcurrently } from './concurrency';
import { detect } from './detect';
import { UnreadableInputError, type DetectedFile, type FileHead } from './detection';
import { expandPaths } from './expand-paths';
import { readHead } from './file-head';
import { parseLogFormat } from './flow-logs/header';
import { type LookedAt, withParquetColumns } from './parquet-columns';
import { downloadPrefix } from './s3-source';
import { asUtf8 } from './utf16';

/** Enough to keep the disk busy. */
const OPEN_FILES = 8;

export interface DiscoverOptions {
  /** Report what cannot be read as a problem rather than fail. */
  readonly keepGoing: boolean;
  /** The LogFormat of custom flow logs that have no header. */
  readonly logFormat?: string;
  readonly onProgress?: (label: string, done: number, total: number) => void;
}

export interface Discovery {
  /** Files found in folders that are nothing of ours are among them, as `unrecognised`. */
  readonly files: readonly DetectedFile[];
  /** Sentences that name what could not be read; always empty unless `keepGoing`. */
  readonly problems: readonly string[];
}

interface Source {
  readonly path: string;
  readonly localPath: string;
  readonly named: boolean;
}

/**
 * Finds the files that `paths` mean (files, folders, globs, `s3://bucket/prefix`) and what each is, from its content.
 * Throws one UnreadableInputError that names everything that cannot be read or was named but is not recognised,
 * unless `keepGoing`.
 */
export async function discoverInputs(
  engine: SqlEngine,
  paths: readonly string[],
  options: DiscoverOptions,
): Promise<Discovery> {
  const logFormat = options.logFormat === undefined ? null : parseLogFormat(options.logFormat);
  const problems: string[] = [];
  const sources = await findSources(engine, paths, options, (problem) => problems.push(problem));
  const files: DetectedFile[] = [];
  for (const [source, found] of await lookAtAll(engine, sources, logFormat, options)) {
    if (found instanceof UnreadableInputError) {
      problems.push(found.message);
    } else if (found.detection.isForeign && source.named) {
      problems.push(`${source.path}: not recognised, it is ${found.detection.format}. ${WHAT_TO_GIVE}`);
    } else {
      files.push(found);
    }
  }
  if (problems.length > 0 && !options.keepGoing) throw new UnreadableInputError(problems.join('\n'));
  return { files, problems };
}

const WHAT_TO_GIVE =
  'Give flow logs, S3 or CloudFront access logs, a bill or an inventory; for flow logs without header add --log-format.';

/**
 * Throws UnreadableInputError where there are files with something in them, but none is an input: a result of nothing would
 * look like one of no traffic.
 */
export function refuseOnlyUnrecognised(files: readonly DetectedFile[]): void {
  const first = files.find(({ detection }) => detection.isForeign);
  if (first === undefined || files.some(({ detection }) => detection.kind !== 'unrecognised')) return;
  const others = files.length > 1 ? `, nor is any other of the ${files.length} files` : '';
  throw new UnreadableInputError(
    `${first.path}: not recognised, it is ${first.detection.format}${others}. ${WHAT_TO_GIVE}`,
  );
}

async function findSources(
  engine: SqlEngine,
  paths: readonly string[],
  options: DiscoverOptions,
  onProblem: (problem: string) => void,
): Promise<Source[]> {
  const isRemote = (input: string): boolean => input.startsWith('s3://');
  const local = await expandPaths(
    paths.filter((input) => !isRemote(input)),
    onProblem,
  );
  const remote = new Map<string, Source>();
  for (const [i, address] of paths.filter(isRemote).entries()) {
    try {
      const folder = path.join(engine.scratchFolder, 's3', String(i));
      const downloads = await downloadPrefix(address, folder, (done, total) =>
        options.onProgress?.(`downloading ${address}`, done, total),
      );
      for (const file of downloads) remote.set(file.path, { ...file, named: file.path === address });
    } catch (error) {
      if (!(error instanceof UnreadableInputError)) throw error;
      onProblem(error.message);
    }
  }
  return [...local.map((file) => ({ ...file, localPath: file.path })), ...remote.values()];
}

/** What each source is, in their order. */
async function lookAtAll(
  engine: SqlEngine,
  sources: readonly Source[],
  logFormat: readonly string[] | null,
  { onProgress }: DiscoverOptions,
): Promise<(readonly [Source, DetectedFile | UnreadableInputError])[]> {
  const seen = new Map<Source, LookedAt>();
  await forEachConcurrently(sources, OPEN_FILES, async (source) => {
    seen.set(source, await lookAt(engine, source, logFormat));
    onProgress?.('finding files', seen.size, sources.length);
  });
  const inOrder = sources.flatMap((source) => seen.get(source) ?? []);
  const completed = await withParquetColumns(engine, inOrder);
  return completed.flatMap((found, i) => {
    const what = 'lines' in found ? detected(found, logFormat) : found;
    return sources[i] ? [[sources[i], what] as const] : [];
  });
}

/** What a text is, or the head of a Parquet file, whose columns are still to be read. */
async function lookAt(
  engine: SqlEngine,
  { path: name, localPath }: Source,
  logFormat: readonly string[] | null,
): Promise<LookedAt> {
  try {
    let head = await readHead(name, localPath);
    // PowerShell's redirection writes UTF-16.
    const copy = await asUtf8(head, engine.scratchFolder);
    if (copy !== null) head = await readHead(name, copy);
    return head.parquetColumns === null ? detected(head, logFormat) : head;
  } catch (error) {
    if (error instanceof UnreadableInputError) return error;
    throw error;
  }
}

function detected(head: FileHead, logFormat: readonly string[] | null): DetectedFile {
  const { path: name, localPath, size, compression, parquetColumns } = head;
  // A copy: a part of a line would keep all the text around it in memory, for each of thousands of files.
  const detection = structuredClone(detect(head, logFormat));
  return { path: name, localPath, size, compression, parquetColumns, detection };
}
