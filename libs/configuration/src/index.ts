export { type Configuration, configurationSchema } from './configuration';
export { type Deployment, deploymentOf } from './deployment';
export { ConfigurationError, loadConfiguration, parseConfiguration } from './load-configuration';
export type { AiOrchestrationSettings } from './ai-orchestration-settings';
export type { EtlSettings } from './etl-settings';
export type { IngestionSettings } from './ingestion-settings';
export type { MlPlatformSettings } from './ml-platform-settings';
export type { MonitoringSettings } from './monitoring-settings';
export type { StateSettings } from './state-settings';
