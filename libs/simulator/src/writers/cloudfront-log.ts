import path from 'node:path';
import type { SqlEngine } from '@egress/sql-engine';
import { ACCOUNT_ID } from '../organisation/resource-ids';
import { DISTRIBUTION } from '../organisation/storage';
import { hexDigest } from '../random';
import type { DistributionPattern, Request } from '../requests/request';
import { datePartsOf } from '../time';
import { CLOUDFRONT_FIELDS, CLOUDFRONT_V2_FIELDS, cloudFrontValues } from './cloudfront-fields';
import type { LogWriter } from './log-writer';
import { createParquetFile, type ParquetColumn } from './parquet-file';
import { createTextFile, type TextFile } from './text-file';

/** Version 1 (W3C), and version 2 as JSON lines and as Parquet. */
export const CLOUDFRONT_FORMATS = ['cloudfront-w3c', 'cloudfront-json', 'cloudfront-parquet'] as const;
export type CloudFrontFormat = (typeof CLOUDFRONT_FORMATS)[number];

type ViewerRequest = Request<DistributionPattern>;

interface Layout {
  readonly createFile: (time: number) => TextFile;
  readonly header: string;
  readonly line: (request: ViewerRequest) => string;
}

const INTEGERS = [
  'sc-bytes',
  'sc-status',
  'cs-bytes',
  'c-port',
  'sc-content-len',
  'timestamp',
  'timestamp(ms)',
];
const DECIMALS = ['time-taken', 'time-to-first-byte'];

/** Writes the distribution's standard logs below `folder`, one file per turn of the clock that `beginFiles` gives. */
export function cloudFrontLogWriter(
  folder: string,
  format: CloudFrontFormat,
  engine: SqlEngine,
): LogWriter<[ViewerRequest]> {
  const layout = layoutOf(folder, format, engine);
  let file: TextFile | null = null;
  let fileTime = 0;
  const close = async (): Promise<void> => {
    await file?.close();
    file = null;
  };
  return {
    beginFiles: async (time) => {
      await close();
      fileTime = time;
    },
    take: (request) => {
      if (file === null) {
        file = layout.createFile(fileTime);
        file.write(layout.header);
      }
      file.write(layout.line(request));
    },
    settled: async () => file?.drained(),
    close,
  };
}

function layoutOf(folder: string, format: CloudFrontFormat, engine: SqlEngine): Layout {
  if (format === 'cloudfront-w3c') {
    return {
      createFile: (time) => createTextFile(path.join(folder, fileName(time, 'gz'))),
      header: `#Version: 1.0\n#Fields: ${CLOUDFRONT_FIELDS.join(' ')}\n`,
      line: (request) => `${cloudFrontValues(request).slice(0, CLOUDFRONT_FIELDS.length).join('\t')}\n`,
    };
  }
  if (format === 'cloudfront-json') {
    return {
      createFile: (time) => createTextFile(path.join(folder, versionTwoPath(time, 'gz'))),
      header: '',
      line: (request) => {
        const values = cloudFrontValues(request);
        return `${JSON.stringify(Object.fromEntries(CLOUDFRONT_V2_FIELDS.map((field, i) => [field, values[i]])))}\n`;
      },
    };
  }
  return {
    createFile: (time) =>
      createParquetFile(engine, path.join(folder, versionTwoPath(time, 'parquet')), PARQUET_COLUMNS, '\t'),
    header: `${CLOUDFRONT_V2_FIELDS.join('\t')}\n`,
    line: (request) => `${cloudFrontValues(request).join('\t')}\n`,
  };
}

/** `cs(User-Agent)` is `cs_user_agent` in Parquet. */
const PARQUET_COLUMNS: readonly ParquetColumn[] = CLOUDFRONT_V2_FIELDS.map((name) => ({
  name,
  parquetName: name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replace(/_$/, ''),
  sqlType: INTEGERS.includes(name) ? 'BIGINT' : DECIMALS.includes(name) ? 'DOUBLE' : 'VARCHAR',
}));

function fileName(time: number, extension: string): string {
  const { year, month, day, hour } = datePartsOf(time);
  const unique = hexDigest(`${DISTRIBUTION.distributionId}/${time}`, 8);
  return `${DISTRIBUTION.distributionId}.${year}-${month}-${day}-${hour}.${unique}.${extension}`;
}

function versionTwoPath(time: number, extension: string): string {
  const { year, month, day, hour } = datePartsOf(time);
  const folders = ['AWSLogs', ACCOUNT_ID, 'CloudFront', DISTRIBUTION.distributionId, year, month, day, hour];
  return path.join(...folders, fileName(time, extension));
}
