import { type AttributeValue, DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { startAccount, TABLE } from '@egress/bench/anomalies/account';
import { FINDINGS_TABLE } from '@egress/contracts';

/**
 * An empty account on the local AWS, in which Step Functions waits for nothing. It lets 1,000 functions run at once: tests play
 * many executions at once and count their retries, and a call that found no function free would be one more.
 */
export async function startEmulatedAccount() {
  const account = await startAccount({ concurrency: 1000 });
  const dynamodb = new DynamoDBClient(account.client);
  await account.scaleWaits(0);
  return { ...account, tableName: TABLE, finding: (anomalyId: string) => findingOf(dynamodb, anomalyId) };
}
export type EmulatedAccount = Awaited<ReturnType<typeof startEmulatedAccount>>;

async function findingOf(
  dynamodb: DynamoDBClient,
  anomalyId: string,
): Promise<Record<string, AttributeValue> | undefined> {
  const Key = { anomalyId: { S: anomalyId }, record: { S: FINDINGS_TABLE.findingRecord } };
  return (await dynamodb.send(new GetItemCommand({ TableName: TABLE, Key, ConsistentRead: true }))).Item;
}
