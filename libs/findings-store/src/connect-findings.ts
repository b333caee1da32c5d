import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SFNClient } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

export interface FindingsAddress {
  /** Name of the environment, which is part of the names of its resources. */
  readonly environment: string;
  /** Name of the findings table. @default the environment's */
  readonly tableName?: string;
}

/** Where the findings are, and who acts on them. */
export interface FindingsConnection {
  readonly tableName: string;
  /** Name of the function that undoes changes. */
  readonly orchestratorName: string;
  readonly documents: DynamoDBDocumentClient;
  readonly stepFunctions: SFNClient;
  readonly functions: LambdaClient;
  readonly close: () => void;
}

/** Throttled calls slow down and come again. A call of the orchestrator may take the minute that the function has. */
const CLIENT = {
  retryMode: 'adaptive',
  maxAttempts: 8,
  requestHandler: { connectionTimeout: 3_000, requestTimeout: 90_000, throwOnRequestTimeout: true },
} as const;

/** Clients of the account and region that the SDK's own variables, profile and configuration files name. */
export function connectFindings({ environment, tableName }: FindingsAddress): FindingsConnection {
  const database = new DynamoDBClient(CLIENT);
  const stepFunctions = new SFNClient(CLIENT);
  const functions = new LambdaClient(CLIENT);
  return {
    tableName: tableName ?? `egress-${environment}-findings`,
    orchestratorName: `egress-${environment}-remediation-orchestrator`,
    documents: DynamoDBDocumentClient.from(database),
    stepFunctions,
    functions,
    close: () => [database, stepFunctions, functions].forEach((client) => client.destroy()),
  };
}
