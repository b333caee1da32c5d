import { FINDINGS_TABLE } from '@egress/contracts';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { FindingsConnection } from './connect-findings';
import { changeOf, findingOf } from './finding-item';
import type { FindingStory } from './recorded-finding';

const tokenItem = z.object({ taskToken: z.string().optional() });

/** A finding with the token that answers its question for approval, if it has asked one. */
export interface ReadFinding {
  readonly story: FindingStory;
  readonly taskToken: string | undefined;
}

/** The finding and its change, as they are at this moment; undefined if no finding has the id. Throws if it is unreadable. */
export async function readFinding(
  { documents, tableName }: Pick<FindingsConnection, 'documents' | 'tableName'>,
  id: string,
): Promise<ReadFinding | undefined> {
  const { Items = [] } = await documents.send(
    new QueryCommand({
      TableName: tableName,
      KeyConditionExpression: 'anomalyId = :id',
      ExpressionAttributeValues: { ':id': id },
      ConsistentRead: true,
    }),
  );
  const itemOf = (record: string) => Items.find((item) => item[FINDINGS_TABLE.sortKey] === record);
  const item = itemOf(FINDINGS_TABLE.findingRecord);
  if (!item) return undefined;
  const { success, data, error } = findingOf(item);
  if (!success) throw new Error(`${tableName}: the finding ${id} is unreadable: ${z.prettifyError(error)}`);
  const change = itemOf(FINDINGS_TABLE.changeRecord);
  return {
    story: { ...data, change: change ? changeOf(change) : null },
    taskToken: tokenItem.parse(item).taskToken,
  };
}

/** The finding in full; undefined if no finding has the id. Throws if it is unreadable. */
export async function findFinding(
  connection: Pick<FindingsConnection, 'documents' | 'tableName'>,
  id: string,
): Promise<FindingStory | undefined> {
  return (await readFinding(connection, id))?.story;
}
