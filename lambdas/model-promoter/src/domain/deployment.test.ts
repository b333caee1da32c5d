import { deploymentProgress, deploymentStep, type EndpointState } from './deployment';

const endpoint = (state: Partial<EndpointState>): EndpointState => ({
  status: 'InService',
  configName: 'old',
  pendingConfigName: null,
  failureReason: null,
  ...state,
});

it.each([
  ['create', null],
  ['update', endpoint({})],
  ['nothing', endpoint({ configName: 'new' })],
  ['nothing', endpoint({ status: 'Updating', pendingConfigName: 'new' })],
  ['wait', endpoint({ status: 'Updating', pendingConfigName: 'newer' })],
  ['wait', endpoint({ status: 'Deleting' })],
  ['replace_by_hand', endpoint({ status: 'Failed', configName: 'new' })],
  ['replace_by_hand', endpoint({ status: 'OutOfService' })],
  ['replace_by_hand', endpoint({ status: 'UpdateRollbackFailed' })],
])('decides to %s for %j', (step, state) => {
  expect(deploymentStep(state, 'new')).toBe(step);
});

it.each([
  ['deploying', endpoint({ status: 'Creating', configName: 'new' })],
  ['deploying', endpoint({ status: 'RollingBack' })],
  ['in_service', endpoint({ configName: 'new' })],
  ['rolled_back', endpoint({ failureReason: 'Alarm errors went off.' })],
  ['failed', endpoint({ status: 'Failed', configName: 'new' })],
  ['failed', endpoint({ status: 'UpdateRollbackFailed' })],
  ['failed', null],
])('calls it %s when the endpoint is %j', (status, state) => {
  const progress = deploymentProgress(state, 'new');
  expect(progress.status).toBe(status);
  expect(progress.reason).toContain(state?.failureReason ?? '');
});
