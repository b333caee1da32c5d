import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { pathLiterals, UnreadableInputError, type DetectedFile } from '@egress/inputs';

/** The name that AWS gives a file comes first: folders may be those of a download. */
const DAY_PATTERNS = [
  /_vpcflowlogs_[^/]*_(\d{4})(\d{2})(\d{2})T\d{4}Z_[^/]*$/,
  /year=(\d{4})\/month=(\d{2})\/day=(\d{2})\//,
  /\/(\d{4})\/(\d{2})\/(\d{2})\/(?:[^/]+\/)*[^/]+$/,
];
/** What is before the month is the export; what is behind it, one delivery of several, where AWS keeps the earlier ones. */
const BILL_PATTERN = /^(.*)\/BILLING_PERIOD=(\d{4}-\d{2})\/(.*)$/;

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
      origin: path.dirname(file.path),
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
    const [origin = '', month, delivered = ''] = groups([BILL_PATTERN], file.path);
    if (month === undefined || file.parquetColumns === null || !file.detection.format.includes('CUR 2.0')) {
      throw new UnreadableInputError(
        `${file.path}: the Spark job reads CUR 2.0 in Parquet, in folders BILLING_PERIOD=2026-11; use --engine duckdb`,
      );
    }
    return {
      part: month,
      origin,
      place: (number) =>
        path.join(folder, number, 'data', `BILLING_PERIOD=${month}`, path.dirname(delivered)),
    };
  });
}

interface Place {
  readonly part: string;
  /** Files of one name and of several origins are told apart by the number of the origin. */
  readonly origin: string;
  readonly place: (number: string) => string;
}

function linkFiles(files: readonly DetectedFile[], placeOf: (file: DetectedFile) => Place): Span {
  const origins = new Map<string, string>();
  const parts = files.map((file) => {
    const { part, origin, place } = placeOf(file);
    if (!origins.has(origin)) origins.set(origin, String(origins.size));
    const target = place(origins.get(origin) ?? '');
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
