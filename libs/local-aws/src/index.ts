export type { EdgeRequest } from './edge/edge';
export type { Fault, FaultRule, Faults } from './edge/faults';
export { startMoto, type Moto, type MotoOptions } from './emulators/moto';
export { whyNoLocalAws } from './emulators/python-environment';
export type { SdkEnvironment } from './sdk-environment';
export type { ChatCompletionsSettings } from './services/bedrock/chat-completions-model';
export { OFFLINE_NOTICE } from './services/bedrock/offline-model';
export { startLocalAws, type LocalAws, type LocalAwsOptions } from './start-local-aws';
export {
  DeploymentError,
  deployStacks,
  destroyStacks,
  LOCAL_STACKS,
  type StacksOptions,
} from './deploy/deploy-stacks';
export type { StackProgress } from './deploy/cdktf-output';
export { whyNoDeployment } from './deploy/why-no-deployment';
