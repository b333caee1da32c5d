import { FINDINGS_TABLE, playbookIdSchema } from '@egress/contracts';
import { GetCommand, type DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type AuditTrail, CHANGE_STATUSES, type Change } from '../domain/audit-trail';

const json = z.string().transform((text) => JSON.parse(text) as unknown);

const changeItem = z.object({
  anomalyId: z.string(),
  startedAt: z.string(),
  playbook: playbookIdSchema,
  parameters: json.pipe(z.record(z.string(), z.unknown())),
  resource: z.string(),
  before: json,
  fingerprint: z.string(),
  allowedBy: z.string(),
  status: z.enum(CHANGE_STATUSES),
});

const stopItem = z.object({ reason: z.string().default('no reason given') });

/** The audit trail in the findings table. States are kept as JSON, which brings back exactly what was saved. */
export function findingsTable(client: DynamoDBDocumentClient, tableName: string): AuditTrail {
  const keyOf = (anomalyId: string) => ({ anomalyId, record: FINDINGS_TABLE.changeRecord });

  async function read(key: Readonly<Record<string, string>>) {
    const { Item } = await client.send(
      new GetCommand({ TableName: tableName, Key: key, ConsistentRead: true }),
    );
    return Item;
  }

  async function find(anomalyId: string): Promise<Change | undefined> {
    const item = await read(keyOf(anomalyId));
    return item && changeItem.parse(item);
  }

  return {
    find,

    stopReason: async () => {
      const item = await read(FINDINGS_TABLE.stopSwitch);
      return item && stopItem.parse(item).reason;
    },

    countChange: async (account, { anomalyId, startedAt }, maxPerHour) => {
      if (maxPerHour === 0) return false;
      try {
        await client.send(
          new UpdateCommand({
            TableName: tableName,
            Key: FINDINGS_TABLE.changesOfHour(account, startedAt),
            UpdateExpression: 'ADD anomalies :anomaly',
            // DynamoDB checks and adds in one: of two calls for the last place one fails.
            ConditionExpression:
              'attribute_not_exists(anomalies) OR contains(anomalies, :id) OR size(anomalies) < :max',
            ExpressionAttributeValues: {
              ':anomaly': new Set([anomalyId]),
              ':id': anomalyId,
              ':max': maxPerHour,
            },
          }),
        );
        return true;
      } catch (error) {
        if (isConditionFailure(error)) return false;
        throw error;
      }
    },

    begin: async (change) => {
      const item = {
        ...keyOf(change.anomalyId),
        ...change,
        parameters: JSON.stringify(change.parameters),
        before: JSON.stringify(change.before),
        history: [{ status: change.status, reason: `Allowed by ${change.allowedBy}.`, at: change.startedAt }],
      };
      try {
        await client.send(
          new PutCommand({
            TableName: tableName,
            Item: item,
            ConditionExpression: 'attribute_not_exists(anomalyId)',
          }),
        );
        return change;
      } catch (error) {
        const earlier = isConditionFailure(error) && (await find(change.anomalyId));
        if (earlier) return earlier;
        throw error;
      }
    },

    record: async (anomalyId, progress) => {
      await client.send(
        new UpdateCommand({
          TableName: tableName,
          Key: keyOf(anomalyId),
          UpdateExpression: 'SET #status = :status, history = list_append(history, :entry)',
          ConditionExpression: 'attribute_exists(anomalyId)',
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: { ':status': progress.status, ':entry': [progress] },
        }),
      );
    },
  };
}

function isConditionFailure(error: unknown): boolean {
  return error instanceof Error && error.name === 'ConditionalCheckFailedException';
}
