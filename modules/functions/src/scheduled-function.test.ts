import { problems, reference, resource } from '@egress/module-foundation/testing';
import { functionStack } from '../testing/function-stack';
import { ScheduledFunction, type ScheduledFunctionProps } from './scheduled-function';

function scheduledInStack(overrides: Partial<ScheduledFunctionProps> = {}) {
  const { stack, props } = functionStack();
  const scheduled = new ScheduledFunction(stack, 'Trigger', {
    ...props,
    schedule: 'rate(1 hour)',
    scheduleDescription: 'Looks for anomalies each hour',
    ...overrides,
  });
  return { stack, scheduled };
}

describe('ScheduledFunction', () => {
  const { stack, scheduled } = scheduledInStack();

  it('is called by an enabled rule with the name of the function', () => {
    expect(resource(stack, 'aws_cloudwatch_event_rule')).toMatchObject({
      name: 'egress-test-trigger',
      description: 'Looks for anomalies each hour',
      schedule_expression: 'rate(1 hour)',
      state: 'ENABLED',
    });
    expect(resource(stack, 'aws_cloudwatch_event_target')).toMatchObject({
      arn: reference(stack, scheduled.function.arn),
    });
  });

  it('may be called by that rule and by nothing else', () => {
    expect(resource(stack, 'aws_lambda_permission')).toMatchObject({
      action: 'lambda:InvokeFunction',
      function_name: reference(stack, scheduled.function.name),
      principal: 'events.amazonaws.com',
      source_arn: expect.stringMatching(/^\$\{aws_cloudwatch_event_rule\.Trigger_Schedule_\w+\.arn\}$/),
    });
  });

  it('can be switched off', () => {
    expect(resource(scheduledInStack({ enabled: false }).stack, 'aws_cloudwatch_event_rule')).toMatchObject({
      state: 'DISABLED',
    });
  });

  it('fails for what is no expression of EventBridge', () => {
    expect(problems(scheduledInStack({ schedule: 'cron(15 6 * * ? *)' }).stack)).toEqual([]);
    expect(problems(scheduledInStack({ schedule: 'hourly' }).stack)).toEqual([
      '[stack/Trigger] schedule must be an EventBridge expression such as rate(1 hour), got "hourly"',
    ]);
  });
});
