import path from 'node:path';
import { ACCOUNT_ID } from '../organisation/resource-ids';
import { hexDigest } from '../random';
import type { BucketPattern, Request } from '../requests/request';
import { datePartsOf } from '../time';
import type { LogWriter } from './log-writer';
import { createTextFile, type TextFile } from './text-file';

/** How many fields a record has: of 2018, of 2023, and with the request's source region at the end. */
export const S3_FIELD_COUNTS = { 's3-18': 18, 's3-26': 26, 's3-27': 27 } as const;
export type S3LogFormat = keyof typeof S3_FIELD_COUNTS;

const OWNER = hexDigest('canonical user id', 64);
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

type BucketRequest = Request<BucketPattern>;

/** Writes S3 server access logs below `folder`, partitioned by event time as S3 does it: one file per bucket. */
export function s3AccessLogWriter(folder: string, format: S3LogFormat): LogWriter<[BucketRequest]> {
  const files = new Map<string, TextFile>();
  let fileTime = 0;
  const close = async (): Promise<void> => {
    await Promise.all([...files.values()].map((file) => file.close()));
    files.clear();
  };
  return {
    beginFiles: async (time) => {
      await close();
      fileTime = time;
    },
    take: (request) => {
      const { name, region } = request.pattern.target;
      const file =
        files.get(name) ?? createTextFile(path.join(folder, accessLogPath(name, region, fileTime)));
      files.set(name, file);
      file.write(`${accessLogFields(request).slice(0, S3_FIELD_COUNTS[format]).join(' ')}\n`);
    },
    settled: async () => {
      await Promise.all([...files.values()].map((file) => file.drained()));
    },
    close,
  };
}

function accessLogPath(bucket: string, region: string, time: number): string {
  const { year, month, day, hour, minute, second } = datePartsOf(time);
  const unique = hexDigest(`${bucket}/${time}`, 16).toUpperCase();
  const name = [year, month, day, hour, minute, second, unique].join('-');
  return path.join(ACCOUNT_ID, region, bucket, year, month, day, name);
}

function accessLogFields(request: BucketRequest): readonly string[] {
  const { pattern, requester, object } = request;
  const { method, target } = pattern;
  const isAnonymous = requester.requester === null;
  const encodedKey = object.key.split('/').map(encodeURIComponent).join('/');
  const id = hexDigest(`${pattern.name}/${request.serial}`, 72);
  const milliseconds = 20 + Math.floor(request.chance * 400);
  const size = String(request.bytesSent > 0 ? request.bytesSent : 1 + Math.floor(request.chance * 1e8));
  return [
    OWNER,
    target.name,
    `[${accessLogTime(request.time)}]`,
    requester.address,
    requester.requester ?? '-',
    id.slice(0, 16).toUpperCase(),
    `REST.${method}.OBJECT`,
    encodeURI(encodedKey),
    `"${method} /${encodedKey} HTTP/1.1"`,
    '200',
    '-',
    request.bytesSent > 0 ? String(request.bytesSent) : '-',
    size,
    String(milliseconds),
    String(Math.ceil(milliseconds / 2)),
    `"${requester.referer ?? '-'}"`,
    `"${requester.userAgent}"`,
    '-',
    Buffer.from(id.slice(16), 'hex').toString('base64'),
    isAnonymous ? '-' : 'SigV4',
    'TLS_AES_128_GCM_SHA256',
    isAnonymous ? '-' : 'AuthHeader',
    `${target.name}.s3.${target.region}.amazonaws.com`,
    'TLSv1.3',
    '-',
    isAnonymous ? 'Yes' : '-',
    requester.sourceRegion ?? '-',
  ];
}

/** `20/Nov/2026:08:00:59 +0000` */
function accessLogTime(time: number): string {
  const { year, month, day, hour, minute, second } = datePartsOf(time);
  return `${day}/${MONTHS[Number(month) - 1]}/${year}:${hour}:${minute}:${second} +0000`;
}
