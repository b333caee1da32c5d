import { FINDINGS_TABLE } from '@egress/contracts';
import { paginateQuery, paginateScan } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { FindingsConnection } from './connect-findings';
import { findingOf } from './finding-item';
import type { FindingsList, RecordedFinding } from './recorded-finding';

export interface ListOptions {
  /** Only findings of this status. @default all */
  readonly status?: string;
  /** ISO time: only findings recorded then or later. @default all */
  readonly since?: string;
  /** The list ends after so many; the totals count all. @default no end */
  readonly limit?: number;
  /** Called after each page with the number of items that were read so far. */
  readonly onRead?: (items: number) => void;
}

/** With a fix that is not in effect, though it could be. */
const FIXABLE = ['awaiting_approval', 'observed', 'expired', 'rejected', 'stopped', 'capped'];

/** Findings by the dollars per day, newest first where these are the same. Reads all pages. */
export async function listFindings(
  { documents, tableName }: Pick<FindingsConnection, 'documents' | 'tableName'>,
  { status, since, limit, onRead }: ListOptions = {},
): Promise<FindingsList> {
  const paging = { client: documents };
  const pages =
    status === undefined
      ? paginateScan(paging, allFindings(tableName, since))
      : paginateQuery(paging, findingsOfStatus(tableName, status, since));
  const findings: RecordedFinding[] = [];
  const unreadable: { id: string; problem: string }[] = [];
  let read = 0;
  for await (const { Items = [], ScannedCount = 0 } of pages) {
    for (const item of Items) {
      const { success, data, error } = findingOf(item);
      if (success) findings.push(data);
      else
        unreadable.push({ id: String(item[FINDINGS_TABLE.partitionKey]), problem: z.prettifyError(error) });
    }
    onRead?.((read += ScannedCount));
  }
  findings.sort(byStakeAndAge);
  return { table: tableName, findings: findings.slice(0, limit), totals: totalsOf(findings), unreadable };
}

function allFindings(tableName: string, since: string | undefined) {
  const isFinding = '#record = :finding';
  return {
    TableName: tableName,
    FilterExpression: since === undefined ? isFinding : `${isFinding} AND recordedAt >= :since`,
    ExpressionAttributeNames: { '#record': FINDINGS_TABLE.sortKey },
    ExpressionAttributeValues: { ':finding': FINDINGS_TABLE.findingRecord, ':since': since },
  };
}

function findingsOfStatus(tableName: string, status: string, since: string | undefined) {
  const hasStatus = '#status = :status';
  return {
    TableName: tableName,
    IndexName: FINDINGS_TABLE.statusIndex,
    KeyConditionExpression: since === undefined ? hasStatus : `${hasStatus} AND recordedAt >= :since`,
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':status': status, ':since': since },
  };
}

function byStakeAndAge(left: RecordedFinding, right: RecordedFinding): number {
  const dollars = right.anomaly.usdPerDay - left.anomaly.usdPerDay;
  if (dollars !== 0) return dollars;
  return (left.recordedAt ?? '') < (right.recordedAt ?? '') ? 1 : -1;
}

function totalsOf(findings: readonly RecordedFinding[]): FindingsList['totals'] {
  const fixed = findings.filter(({ status }) => status === 'remediated');
  const fixable = findings.filter(
    ({ status, plan }) => plan?.status === 'planned' && FIXABLE.includes(status),
  );
  return {
    findings: findings.length,
    usdPerDay: sum(findings.map(({ anomaly }) => anomaly.usdPerDay)),
    fixed: fixed.length,
    savedUsdPerMonth: sum(fixed.map(savingOf)),
    fixable: fixable.length,
    savableUsdPerMonth: sum(fixable.map(savingOf)),
  };
}

function savingOf({ savingUsdPerMonth }: RecordedFinding): number {
  return savingUsdPerMonth ?? 0;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
