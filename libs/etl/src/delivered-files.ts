import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { pathLiterals, UnreadableInputError, type DetectedFile } from '@egress/inputs';

/** The name that AWS gives a file comes first: folders may be those of a download. */
const DAY_PATTERNS = [
  /_vpcflowlogs_[^/]*_(\d{4})(\d{2})(\d{2})T\d{4}Z_[^/]*$/,
  /year=(\d{4})\/month=(\d{2})\/day=(\d{2})\//,
  /\/(\d{4})\/(\d{2})\/(\d{2})\/(?:[^/]+\/)*[^/]+$/,
];
const MONTH_PATTERN = /BILLING_PERIOD=(\d{4}-\d{2})\//;

/** The first and the last of something that sorts as text. */
export interface Span {
  readonly first: string;
  readonly last: string;
}

/**
 * Links flow logs into a folder in the layout in which AWS delivers them, by which the job finds the files of a day, whatever
 * folders they are in. Returns the days. Throws UnreadableInputError for a file whose path does not tell its day.
 */
export function linkFlowLogs(files: readonly DetectedFile[], folder: string): Span {
  return linkFiles(files, (file) => {
    const day = groups(DAY_PATTERNS, file.path);
    if (day.length === 0) {
      throw new UnreadableInputError(
        `${file.path}: the path does not tell the day, as that of a log that AWS delivers does (…/2026/11/21/…); use --engine duckdb`,
      );
    }
    const { accountId, region } = pathLiterals(file.path);
    return {
      part: day.join('-'),
      place: (number) =>
        path.join(
          folder,
          'AWSLogs',
          number,
          accountId ?? 'unknown',
          'vpcflowlogs',
          region ?? 'unknown',
          ...day,
        ),
    };
  });
}

/** The same for bills, of which the job takes CUR 2.0 in Parquet. Returns the months. */
export function linkBills(files: readonly DetectedFile[], folder: string): Span {
  return linkFiles(files, (file) => {
    const [month] = groups([MONTH_PATTERN], file.path);
    if (month === undefined || file.parquetColumns === null || !file.detection.format.includes('CUR 2.0')) {
      throw new UnreadableInputError(
        `${file.path}: the Spark job reads CUR 2.0 in Parquet, in folders BILLING_PERIOD=2026-11; use --engine duckdb`,
      );
    }
    return {
      part: month,
      place: (number) => path.join(folder, number, 'data', `BILLING_PERIOD=${month}`),
    };
  });
}

interface Place {
  readonly part: string;
  readonly place: (number: string) => string;
}

/** Files of one name in several folders are told apart by the number of the folder. */
function linkFiles(files: readonly DetectedFile[], placeOf: (file: DetectedFile) => Place): Span {
  const folders = new Map<string, string>();
  const parts = files.map((file) => {
    const { part, place } = placeOf(file);
    const from = path.dirname(file.path);
    if (!folders.has(from)) folders.set(from, String(folders.size));
    const target = place(folders.get(from) ?? '');
    mkdirSync(target, { recursive: true });
    symlinkSync(path.resolve(file.localPath), path.join(target, path.basename(file.path)));
    return part;
  });
  parts.sort();
  return { first: parts[0] ?? '', last: parts.at(-1) ?? '' };
}

function groups(patterns: readonly RegExp[], file: string): string[] {
  const normalised = path.resolve(file).replaceAll('\\', '/');
  for (const pattern of patterns) {
    const match = pattern.exec(normalised);
    if (match !== null) return match.slice(1).filter((group) => group !== undefined);
  }
  return [];
}
