import { FINDINGS_TABLE } from '@egress/contracts';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { FindingsConnection } from './connect-findings';

interface Undo {
  readonly reason: string;
  readonly by: string;
  /** ISO time. */
  readonly at: string;
}

/** Says in the finding that it was undone, for lists by status. The first one stays. */
export async function markUndone(
  { documents, tableName }: Pick<FindingsConnection, 'documents' | 'tableName'>,
  id: string,
  { reason, by, at }: Undo,
): Promise<void> {
  try {
    await documents.send(
      new UpdateCommand({
        TableName: tableName,
        Key: {
          [FINDINGS_TABLE.partitionKey]: id,
          [FINDINGS_TABLE.sortKey]: FINDINGS_TABLE.findingRecord,
        },
        UpdateExpression: 'SET #status = :undone, reason = :reason, undoneBy = :by, undoneAt = :at',
        ConditionExpression: 'attribute_exists(anomalyId) AND #status <> :undone',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: { ':undone': 'undone', ':reason': reason, ':by': by, ':at': at },
      }),
    );
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ConditionalCheckFailedException')) throw error;
  }
}
