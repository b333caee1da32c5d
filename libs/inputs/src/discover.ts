import path from 'node:path';
import type { SqlEngine } from '@egress/sql-engine';
import { forEachConcurrently } from './concurrency';
import { detect } from './detect';
import { UnreadableInputError, type DetectedFile } from './detection';
import { expandPaths } from './expand-paths';
import { readHead } from './file-head';
import { parseLogFormat } from './flow-logs/header';
import { type HeadOrProblem, withParquetColumns } from './parquet-columns';
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
  for (const [source, head] of await headsOf(engine, sources, options)) {
    try {
      if (head instanceof UnreadableInputError) throw head;
      const detection = detect(head, logFormat);
      if (detection.isForeign && source.named) {
        throw new UnreadableInputError(
          `${source.path}: not recognised, it is ${detection.format}. ${WHAT_TO_GIVE}`,
        );
      }
      const { localPath, size, compression, parquetColumns } = head;
      files.push({ path: head.path, localPath, size, compression, parquetColumns, detection });
    } catch (error) {
      if (!(error instanceof UnreadableInputError)) throw error;
      problems.push(error.message);
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

/** The heads of all sources, in their order. */
async function headsOf(
  engine: SqlEngine,
  sources: readonly Source[],
  { onProgress }: DiscoverOptions,
): Promise<(readonly [Source, HeadOrProblem])[]> {
  const heads = new Map<Source, HeadOrProblem>();
  await forEachConcurrently(sources, OPEN_FILES, async (source) => {
    heads.set(source, await headOf(engine, source));
    onProgress?.('finding files', heads.size, sources.length);
  });
  const inOrder = sources.flatMap((source) => heads.get(source) ?? []);
  const completed = await withParquetColumns(engine, inOrder);
  return completed.flatMap((head, i) => (sources[i] ? [[sources[i], head] as const] : []));
}

/** The head of the file, or of its UTF-8 copy where it is UTF-16 (as PowerShell's redirection writes). */
async function headOf(engine: SqlEngine, { path: name, localPath }: Source): Promise<HeadOrProblem> {
  try {
    const head = await readHead(name, localPath);
    const copy = await asUtf8(head, engine.scratchFolder);
    return copy === null ? head : await readHead(name, copy);
  } catch (error) {
    if (error instanceof UnreadableInputError) return error;
    throw error;
  }
}
