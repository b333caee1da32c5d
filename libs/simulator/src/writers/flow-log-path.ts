import path from 'node:path';
import { ACCOUNT_ID } from '../organisation/resource-ids';
import { hexDigest } from '../random';
import { datePartsOf } from '../time';

export interface FlowLog {
  readonly flowLogId: string;
  readonly region: string;
}

/** Where AWS would deliver a flow log's file that begins at `time`, below the bucket's prefix. */
export function flowLogPath(log: FlowLog, time: number, extension: string, isHive: boolean): string {
  const { year, month, day, hour, minute } = datePartsOf(time);
  const stamp = `${year}${month}${day}T${hour}${minute}Z`;
  const hash = hexDigest(`${log.flowLogId}/${stamp}`, 8);
  const name = `${ACCOUNT_ID}_vpcflowlogs_${log.region}_${log.flowLogId}_${stamp}_${hash}${extension}`;
  const folders = isHive
    ? [
        `aws-account-id=${ACCOUNT_ID}`,
        'aws-service=vpcflowlogs',
        `aws-region=${log.region}`,
        `year=${year}`,
        `month=${month}`,
        `day=${day}`,
      ]
    : [ACCOUNT_ID, 'vpcflowlogs', log.region, year, month, day];
  return path.join('AWSLogs', ...folders, name);
}
