export {
  JOB_EVENT_RULES,
  remediationPermissions,
  TRAINING_NAME_PREFIX,
  trainingPermissions,
} from './permissions';
export type { RemediationResources } from './remediation/remediation-resources';
export { remediationWorkflow } from './remediation/remediation-workflow';
export type { StateMachine } from './states-language';
export type { TrainingResources } from './training/training-resources';
export { trainingWorkflow } from './training/training-workflow';
