import { FINDINGS_TABLE } from '@egress/contracts';
import type { JsonObject, TaskState } from '../states-language';
import { catchFault, jsonata, RETRY_FAULTS } from '../tasks';

interface FindingUpdate {
  readonly tableName: string;
  readonly expression: string;
  /** `status` is a reserved word of DynamoDB: write `#status`. */
  readonly values: JsonObject;
  /** @default none */
  readonly condition?: string;
  readonly returnValues?: 'ALL_NEW';
  readonly assign?: JsonObject;
  readonly next: string;
  readonly onFault: string;
}

/** The item that tells an anomaly's story: one per anomaly, beside the audit records of its changes. */
export const FINDING_KEY: JsonObject = {
  [FINDINGS_TABLE.partitionKey]: { S: jsonata('$anomaly.id') },
  [FINDINGS_TABLE.sortKey]: { S: FINDINGS_TABLE.findingRecord },
};

/** A string attribute from JSONata. */
export function attribute(expression: string): JsonObject {
  return { S: jsonata(expression) };
}

/** Updates the finding. Updates can be repeated: a retry after a lost answer changes nothing. */
export function updateFinding(update: FindingUpdate): TaskState {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::dynamodb:updateItem',
    Arguments: {
      TableName: update.tableName,
      Key: FINDING_KEY,
      UpdateExpression: update.expression,
      ...(update.condition && { ConditionExpression: update.condition }),
      ...(update.expression.includes('#status') && { ExpressionAttributeNames: { '#status': 'status' } }),
      ExpressionAttributeValues: update.values,
      ...(update.returnValues && { ReturnValues: update.returnValues }),
    },
    ...(update.assign && { Assign: update.assign }),
    TimeoutSeconds: 30,
    Retry: RETRY_FAULTS,
    Catch: [catchFault(update.onFault)],
    Next: update.next,
  };
}
