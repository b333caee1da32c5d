import path from 'node:path';
import { type Configuration, deploymentOf, loadConfiguration } from '@egress/configuration';
import { AiOrchestrationStack } from '@egress/stack-ai-orchestration';
import { CoreStack } from '@egress/stack-core';
import { EtlStack } from '@egress/stack-etl';
import { IngestionStack } from '@egress/stack-ingestion';
import { MlPlatformStack } from '@egress/stack-ml-platform';
import { MonitoringStack } from '@egress/stack-monitoring';
import { StateBackendStack } from '@egress/stack-state-backend';
import { App } from 'cdktf';

const DEFAULT_ENVIRONMENT = 'example';

/** Makes every stack of an environment. A stack may use those made before it, so this is also the order of deployment. */
export function joinStacks(app: App, configuration: Configuration): void {
  const deployment = deploymentOf(configuration);
  const { state } = configuration;
  if (state.type === 's3' && !state.bucket) {
    new StateBackendStack(app, 'state-backend', { deployment, locking: state.locking });
  }
  const core = new CoreStack(app, 'core', { deployment });
  const ingestion = new IngestionStack(app, 'ingestion', {
    deployment,
    settings: configuration.ingestion,
    vpcIds: configuration.vpcIds,
    encryptionKey: core.encryptionKey,
    firehoseRole: core.roles.firehose,
    firehoseLogs: core.logGroups.firehose,
    rawLogs: core.rawLogs,
    processedData: core.processedData,
    modelArtifacts: core.modelArtifacts,
    lambdaCode: core.lambdaCode,
  });
  const etl = new EtlStack(app, 'etl', {
    deployment,
    settings: configuration.etl,
    encryptionKey: core.encryptionKey,
    rawLogs: core.rawLogs,
    processedData: core.processedData,
    scripts: core.modelArtifacts,
    glueRole: core.roles.glue,
    logGroup: core.logGroups.glue,
  });
  const monitoring = new MonitoringStack(app, 'monitoring', {
    deployment,
    settings: configuration.monitoring,
    notificationEmail: configuration.notificationEmail,
    encryptionKey: core.encryptionKey,
    lambdaCode: core.lambdaCode,
    lambdaLogs: core.logGroups.lambda,
    costMetricRole: core.functionRoles['egress-cost-metric'],
    quickSightRole: core.roles.quickSight,
    deliveryStream: ingestion.deliveryStream,
    jobs: etl.jobs,
    workgroup: etl.workgroup,
    processedTables: etl.processedData,
  });
  const mlPlatform = new MlPlatformStack(app, 'ml-platform', {
    deployment,
    settings: configuration.mlPlatform,
    processedData: core.processedData,
    modelArtifacts: core.modelArtifacts,
    sageMakerRole: core.roles.sageMaker,
    modelPromoterRole: core.functionRoles['model-promoter'],
    functionRuntime: monitoring.functionRuntime,
  });
  new AiOrchestrationStack(app, 'ai-orchestration', {
    deployment,
    settings: configuration.aiOrchestration,
    rawLogs: core.rawLogs,
    processedData: core.processedData,
    modelArtifacts: core.modelArtifacts,
    endpoint: mlPlatform.endpoint,
    functionRoles: core.functionRoles,
    bedrockAccess: core.bedrockAccess,
    functionRuntime: monitoring.functionRuntime,
  });
}

/**
 * The configuration that `EGRESS_ENVIRONMENT` names: a file in `environments` without its ending, or the path of a file that
 * ends in `.json`; default: the example.
 */
export function configurationOfEnvironment(): Configuration {
  const environment = process.env['EGRESS_ENVIRONMENT'] ?? DEFAULT_ENVIRONMENT;
  const isFile = environment.endsWith('.json');
  return loadConfiguration(
    isFile ? path.resolve(environment) : path.join(__dirname, `../environments/${environment}.json`),
  );
}

function main(): void {
  const app = new App();
  joinStacks(app, configurationOfEnvironment());
  app.synth();
}

if (require.main === module) main();
