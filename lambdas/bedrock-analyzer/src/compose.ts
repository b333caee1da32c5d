import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { ConfigServiceClient } from '@aws-sdk/client-config-service';
import { CostExplorerClient } from '@aws-sdk/client-cost-explorer';
import { S3Client } from '@aws-sdk/client-s3';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import type { Anomaly } from '@egress/contracts';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { bedrockModel } from './adapters/bedrock-model';
import { cloudTrailChanges } from './adapters/cloudtrail-changes';
import { configChanges } from './adapters/config-changes';
import { costExplorerIncreases } from './adapters/cost-explorer';
import { largestFlows } from './adapters/egress-hourly';
import type { Environment, Result } from './contract';
import { type AnalysisContext, analyzeAnomaly } from './domain/analyze-anomaly';
import type { EvidenceSource } from './domain/gather-evidence';

const EVIDENCE_BUDGET_MS = 15_000;
const MODEL_BUDGET_MS = 45_000;

const EVIDENCE_CLIENT = {
  maxAttempts: 4,
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 8_000, throwOnRequestTimeout: true },
} as const;

/** Analyzes one anomaly. */
export type Analyze = (anomaly: Anomaly) => Promise<Result>;

/** Evidence comes from the anomaly's region, our own table and Bedrock from the function's. */
export function compose(environment: Environment): Analyze {
  const askModel = modelOf(environment);
  const flows = flowsIn(environment);
  const costs = costExplorerIncreases(new CostExplorerClient(EVIDENCE_CLIENT));
  return (anomaly) =>
    analyzeAnomaly(anomaly, {
      sources: [flows, ...changesIn(anomaly.region), { source: 'cost-explorer', gather: costs }],
      askModel,
      startEvidenceBudget: () => AbortSignal.timeout(EVIDENCE_BUDGET_MS),
      startModelBudget: () => AbortSignal.timeout(MODEL_BUDGET_MS),
    });
}

function flowsIn(environment: Environment): EvidenceSource {
  const s3 = new S3Client(EVIDENCE_CLIENT);
  const table = { bucket: environment.PROCESSED_BUCKET, prefix: environment.EGRESS_HOURLY_PREFIX };
  return {
    source: 'egress-hourly',
    gather: (anomaly, { budget }) => largestFlows(s3, table, anomaly, budget),
  };
}

function changesIn(region: string): readonly EvidenceSource[] {
  const config = new ConfigServiceClient({ ...EVIDENCE_CLIENT, region });
  // Its two lookups a second are the account's: several analyses at once wait for each other by trying again.
  const cloudTrail = new CloudTrailClient({ ...EVIDENCE_CLIENT, maxAttempts: 6, region });
  return [
    { source: 'cloudtrail', gather: (anomaly, { budget }) => cloudTrailChanges(cloudTrail, anomaly, budget) },
    { source: 'config', gather: (anomaly, { budget }) => configChanges(config, anomaly, budget) },
  ];
}

function modelOf(environment: Environment): AnalysisContext['askModel'] {
  const { BEDROCK_MODEL_ID: modelId, BEDROCK_ROLE_ARN: RoleArn, BEDROCK_GUARDRAIL_ID: id } = environment;
  if (modelId === '') return undefined;
  const client = new BedrockRuntimeClient({
    maxAttempts: 3,
    // By default this client speaks HTTP/2, which Converse does not need and proxies and local endpoints may not know.
    requestHandler: new NodeHttpHandler({
      connectionTimeout: 3_000,
      requestTimeout: 40_000,
      throwOnRequestTimeout: true,
    }),
    credentials: RoleArn
      ? fromTemporaryCredentials({
          params: { RoleArn, RoleSessionName: 'bedrock-analyzer', DurationSeconds: 900 },
        })
      : undefined,
  });
  const guardrail = id ? { id, version: environment.BEDROCK_GUARDRAIL_VERSION } : undefined;
  return bedrockModel(client, { modelId, guardrail });
}
