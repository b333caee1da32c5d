import type { Result } from '../contract';

/** What SageMaker says about the endpoint. */
export interface EndpointState {
  /** `InService`, `Updating`, `RollingBack` … */
  readonly status: string;
  /** Configuration that it serves, or served before the update that is under way. */
  readonly configName: string;
  /** Configuration that is being deployed; null when none is. */
  readonly pendingConfigName: string | null;
  readonly failureReason: string | null;
}

/** What to do to bring a configuration into service. */
export type DeploymentStep = 'create' | 'update' | 'nothing' | 'wait' | 'replace_by_hand';

/** What SageMaker does not bring an endpoint out of by itself. */
const STUCK: readonly string[] = ['Failed', 'OutOfService', 'UpdateRollbackFailed'];

/** Null: there is no endpoint. Deploying the same configuration twice does nothing the second time. */
export function deploymentStep(endpoint: EndpointState | null, configName: string): DeploymentStep {
  if (endpoint === null) return 'create';
  if (STUCK.includes(endpoint.status)) return 'replace_by_hand';
  if ([endpoint.configName, endpoint.pendingConfigName].includes(configName)) return 'nothing';
  return endpoint.status === 'InService' ? 'update' : 'wait';
}

const UNDER_WAY: readonly string[] = ['Creating', 'Updating', 'SystemUpdating', 'RollingBack'];

/**
 * How a deployment stands. An endpoint that is in service with another configuration was rolled back: SageMaker changes the
 * configuration's name only when the new fleet has passed.
 */
export function deploymentProgress(endpoint: EndpointState | null, configName: string): Result {
  if (endpoint === null) return { status: 'failed', reason: 'The endpoint is gone.' };
  const { status, failureReason } = endpoint;
  if (UNDER_WAY.includes(status)) return { status: 'deploying', reason: `The endpoint is ${status}.` };
  const why = failureReason ?? 'SageMaker gives no reason.';
  if (status !== 'InService') return { status: 'failed', reason: `The endpoint is ${status}: ${why}` };
  return endpoint.configName === configName
    ? { status: 'in_service', reason: `The endpoint serves ${configName}.` }
    : { status: 'rolled_back', reason: `The endpoint still serves ${endpoint.configName}: ${why}` };
}
