import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EC2Client } from '@aws-sdk/client-ec2';
import { S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ec2GatewayEndpoints } from './adapters/ec2-gateway-endpoints';
import { ec2NatRecordings } from './adapters/ec2-nat-recordings';
import { ec2SecurityGroups } from './adapters/ec2-security-groups';
import { findingsTable } from './adapters/findings-table';
import { recordedFindings } from './adapters/recorded-findings';
import { s3Buckets } from './adapters/s3-buckets';
import type { Environment, Result } from './contract';
import { PLAYBOOKS } from './domain/playbook-registry';
import { runStep, type StepRequest } from './domain/run-step';

const CLIENT = {
  maxAttempts: 5,
  requestHandler: { connectionTimeout: 3_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
} as const;

/** Runs a step at an ISO time. */
export type RunStep = (request: StepRequest, now: string) => Promise<Result>;

/** Steps act in the account and region of their anomaly; the trail is kept where the function runs. */
export function compose(environment: Environment): RunStep {
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient(CLIENT));
  const trail = findingsTable(documents, environment.FINDINGS_TABLE_NAME);
  const findings = recordedFindings(documents, environment.FINDINGS_TABLE_NAME);
  const recordings = {
    destination: environment.RECORDING_DESTINATION,
    fields: environment.RECORDING_FIELDS.split(' '),
    usdPerGb: environment.RECORDING_USD_PER_GB,
  };
  return (request, now) => {
    const { account, region } = request.anomaly;
    const ec2 = new EC2Client({ ...CLIENT, region });
    const access = {
      buckets: s3Buckets(new S3Client({ ...CLIENT, region }), account),
      securityGroups: ec2SecurityGroups(ec2),
      gatewayEndpoints: ec2GatewayEndpoints(ec2, region),
      natRecordings: ec2NatRecordings(ec2, recordings),
    };
    const { MAX_CHANGES_PER_HOUR: maxChangesPerHour } = environment;
    const modeOf = (playbook: (typeof PLAYBOOKS)[number]['id']) =>
      environment.PLAYBOOK_MODES[playbook] ?? environment.REMEDIATION_MODE;
    const records = { trail, findings };
    return runStep(request, { playbooks: PLAYBOOKS, access, ...records, modeOf, maxChangesPerHour, now });
  };
}
