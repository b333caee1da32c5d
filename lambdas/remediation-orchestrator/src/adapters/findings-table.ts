import { FINDINGS_TABLE, playbookIdSchema } from '@egress/contracts';
import {
  GetCommand,
  type DynamoDBDocumentClient,
  PutCommand,
  type PutCommandInput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type AuditTrail, CHANGE_STATUSES, type Change, isOver } from '../domain/audit-trail';
import { isConditionFailure } from './condition-failure';

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
  allowedBecause: z.string().optional(),
  // Changes of before there was a second try are of no workflow in particular.
  executionArn: z.string().default(''),
  created: z.array(z.string()).optional(),
  status: z.enum(CHANGE_STATUSES),
});

const historyItem = z.object({ history: z.array(z.unknown()).default([]) });

type Condition = Pick<
  PutCommandInput,
  'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

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

  /** false: the condition does not hold. */
  async function put(change: Change, history: readonly unknown[], condition: Condition): Promise<boolean> {
    const Item = { ...keyOf(change.anomalyId), ...itemOf(change, history) };
    try {
      await client.send(new PutCommand({ TableName: tableName, Item, ...condition }));
      return true;
    } catch (error) {
      if (isConditionFailure(error)) return false;
      throw error;
    }
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
      if (await put(change, [], { ConditionExpression: 'attribute_not_exists(anomalyId)' })) return change;
      const earlier = (await read(keyOf(change.anomalyId))) ?? {};
      const known = changeItem.parse(earlier);
      if (!isOver(known) || known.executionArn === change.executionArn) return known;
      const { history } = historyItem.parse(earlier);
      if (await put(change, history, isStill(known))) return change;
      return changeItem.parse(await read(keyOf(change.anomalyId)));
    },

    record: async (anomalyId, progress, known = {}) => {
      const facts = Object.entries(known).filter(([, value]) => value !== undefined);
      const settings = facts.map(([name]) => `, #${name} = :${name}`).join('');
      await client.send(
        new UpdateCommand({
          TableName: tableName,
          Key: keyOf(anomalyId),
          UpdateExpression: `SET #status = :status, history = list_append(history, :entry)${settings}`,
          ConditionExpression: 'attribute_exists(anomalyId)',
          ExpressionAttributeNames: {
            '#status': 'status',
            ...Object.fromEntries(facts.map(([name]) => [`#${name}`, name])),
          },
          ExpressionAttributeValues: {
            ':status': progress.status,
            ':entry': [progress],
            ...Object.fromEntries(facts.map(([name, value]) => [`:${name}`, value as unknown])),
          },
        }),
      );
    },
  };
}

function itemOf(change: Change, earlierHistory: readonly unknown[]) {
  const { parameters, before, allowedBy, allowedBecause, status, startedAt } = change;
  const reason = `Allowed by ${allowedBy}${allowedBecause === undefined ? '.' : `: ${allowedBecause}`}`;
  return {
    ...change,
    parameters: JSON.stringify(parameters),
    before: JSON.stringify(before),
    history: [...earlierHistory, { status, reason, at: startedAt }],
  };
}

/** Of two workflows that begin again at once, one finds that the other has. */
function isStill({ startedAt, status }: Change): Condition {
  return {
    ConditionExpression: 'startedAt = :startedAt AND #status = :status',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':startedAt': startedAt, ':status': status },
  };
}
