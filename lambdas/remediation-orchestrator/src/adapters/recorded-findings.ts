import { anomalySchema, approvalSchema, FINDINGS_TABLE, plannedRemediationSchema } from '@egress/contracts';
import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Findings } from '../domain/findings';
import { isConditionFailure } from './condition-failure';

const json = z.string().transform((text) => JSON.parse(text) as unknown);

const findingItem = z.object({
  anomaly: json.pipe(anomalySchema.pick({ account: true, region: true })),
  executionArn: z.string().default(''),
  remediationPlan: json.pipe(plannedRemediationSchema).optional(),
  approval: json.pipe(approvalSchema).optional(),
});

/** The findings in their table, beside the audit trail. */
export function recordedFindings(client: DynamoDBDocumentClient, tableName: string): Findings {
  const keyOf = (anomalyId: string) => ({
    TableName: tableName,
    Key: {
      [FINDINGS_TABLE.partitionKey]: anomalyId,
      [FINDINGS_TABLE.sortKey]: FINDINGS_TABLE.findingRecord,
    },
  });
  return {
    find: async (anomalyId) => {
      const { Item } = await client.send(new GetCommand({ ...keyOf(anomalyId), ConsistentRead: true }));
      if (!Item) return undefined;
      const { anomaly, executionArn, remediationPlan: plan, approval } = findingItem.parse(Item);
      return { ...anomaly, executionArn, ...(plan && { plan }), ...(approval && { approval }) };
    },

    recordUndo: async (anomalyId, { status, reason, by, at }) => {
      try {
        await client.send(
          new UpdateCommand({
            ...keyOf(anomalyId),
            UpdateExpression: 'SET #status = :status, reason = :reason, undoneBy = :by, undoneAt = :at',
            ConditionExpression: 'attribute_exists(anomalyId) AND #status <> :undone',
            ExpressionAttributeNames: { '#status': 'status' },
            ExpressionAttributeValues: {
              ':status': status,
              ':undone': 'undone',
              ':reason': reason,
              ':by': by,
              ':at': at,
            },
          }),
        );
      } catch (error) {
        if (!isConditionFailure(error)) throw error;
      }
    },
  };
}
