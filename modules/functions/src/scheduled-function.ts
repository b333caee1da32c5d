import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission';
import { nameOf, reportProblems } from '@egress/module-foundation';
import { Construct } from 'constructs';
import { BundledFunction, type BundledFunctionProps } from './bundled-function';

export interface ScheduledFunctionProps extends BundledFunctionProps {
  /** EventBridge expression, such as `rate(1 hour)` or `cron(15 6 * * ? *)`, in UTC. */
  readonly schedule: string;
  /** What the schedule is for. */
  readonly scheduleDescription: string;
  /** @default true */
  readonly enabled?: boolean;
}

/** A {@link BundledFunction} that EventBridge calls on a schedule. */
export class ScheduledFunction extends Construct {
  readonly function: BundledFunction;

  constructor(scope: Construct, id: string, props: ScheduledFunctionProps) {
    super(scope, id);
    reportProblems(this, [
      {
        value: props.schedule,
        isValid: /^(rate|cron)\(.+\)$/.test(props.schedule),
        message: 'schedule must be an EventBridge expression such as rate(1 hour)',
      },
    ]);
    this.function = new BundledFunction(this, 'Function', props);
    const rule = new CloudwatchEventRule(this, 'Schedule', {
      name: nameOf(this, props.name),
      description: props.scheduleDescription,
      scheduleExpression: props.schedule,
      state: (props.enabled ?? true) ? 'ENABLED' : 'DISABLED',
    });
    new CloudwatchEventTarget(this, 'Target', { rule: rule.name, arn: this.function.arn });
    new LambdaPermission(this, 'Permission', {
      action: 'lambda:InvokeFunction',
      functionName: this.function.name,
      principal: 'events.amazonaws.com',
      sourceArn: rule.arn,
    });
  }
}
