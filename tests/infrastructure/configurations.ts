import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Configuration, parseConfiguration } from '@egress/configuration';

const EXAMPLE = path.resolve(__dirname, '../../environments/example.json');

const EVERYTHING = {
  region: 'eu-west-1',
  state: { type: 's3' },
  vpcIds: ['vpc-0a1b2c3d4e5f60718', 'vpc-0a1b2c3d4e5f60719'],
  tags: { Team: 'finops' },
  ingestion: {
    flowLogDestination: 'firehose',
    flowLogAggregationSeconds: 60,
    billExports: ['cur2', 'focus'],
    cloudFront: {
      originDomainName: 'www.example.com',
      certificate: {
        arn: 'arn:aws:acm:us-east-1:111122223333:certificate/12345678-1234-1234-1234-123456789012',
        domainName: 'cdn.example.com',
      },
    },
  },
  etl: { crawlers: true, jobWorkers: 10, jobWorkerType: 'G.2X', flexibleJobs: true },
  mlPlatform: {
    endpoint: 'real-time',
    endpointInstanceCount: 2,
    model: { artifactKey: 'models/first/model.tar.gz', threshold: 3 },
    modelApproval: 'manual',
    notebook: {
      network: { subnetId: 'subnet-0a1b2c3d', securityGroupIds: ['sg-0a1b2c3d'] },
      repositoryUrl: 'https://github.com/example/notebooks.git',
    },
  },
  aiOrchestration: {
    remediationMode: 'approve',
    bedrockModelId: 'anthropic.claude-3-haiku-20240307-v1:0',
    bedrockGuardrail: { id: 'abcdefghijkl' },
  },
  monitoring: {
    ownMonthlyBudgetUsd: 50,
    costAnomalyMonitor: true,
    quickSightPrincipalArn: 'arn:aws:quicksight:us-east-1:111122223333:user/default/analyst',
  },
};

const NOTHING = {
  deletionProtection: false,
  bucketLifecycleRules: false,
  state: { type: 's3', locking: 's3-lockfile' },
  vpcIds: [],
  ingestion: { billExports: [], cloudFront: { enabled: false } },
  mlPlatform: { weeklyTraining: false, notebook: { enabled: false } },
  aiOrchestration: { detectionEnabled: false },
  monitoring: { monthlyBudgetUsd: null },
};

/** The example as it is, and with its options switched on and off. */
export const CONFIGURATIONS: Readonly<Record<string, Configuration>> = {
  'the example': exampleWith({}),
  'everything switched on': exampleWith(EVERYTHING),
  'everything switched off': exampleWith(NOTHING),
};

/** The example environment with other values for some keys. */
export function exampleWith(overrides: object): Configuration {
  const example: object = JSON.parse(readFileSync(EXAMPLE, 'utf8'));
  return parseConfiguration({ ...example, ...overrides }, 'tests/infrastructure');
}
