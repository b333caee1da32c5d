import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target';
import { nameOf, reportProblems } from '@egress/module-foundation';
import { Alarm } from '@egress/module-observability';
import { Role } from '@egress/module-security';
import { Construct } from 'constructs';
import { StateMachine, type StateMachineProps } from './state-machine';

export interface ScheduledStateMachineProps extends StateMachineProps {
  /** EventBridge expression, such as `rate(7 days)` or `cron(0 3 ? * SUN *)`, in UTC. */
  readonly schedule: string;
  /** What the schedule is for. */
  readonly scheduleDescription: string;
  /** @default true */
  readonly enabled?: boolean;
}

/** A {@link StateMachine} that EventBridge starts on a schedule, without input, and an alarm for starts that fail. */
export class ScheduledStateMachine extends Construct {
  readonly stateMachine: StateMachine;

  constructor(scope: Construct, id: string, props: ScheduledStateMachineProps) {
    super(scope, id);
    reportProblems(this, [
      {
        value: props.schedule,
        isValid: /^(rate|cron)\(.+\)$/.test(props.schedule),
        message: 'schedule must be an EventBridge expression such as rate(7 days)',
      },
    ]);
    this.stateMachine = new StateMachine(this, 'StateMachine', props);
    const rule = new CloudwatchEventRule(this, 'Schedule', {
      name: nameOf(this, props.name),
      description: props.scheduleDescription,
      scheduleExpression: props.schedule,
      state: (props.enabled ?? true) ? 'ENABLED' : 'DISABLED',
    });
    const role = new Role(this, 'ScheduleRole', {
      name: `${props.name}-schedule`,
      description: `Starts the state machine ${props.name}`,
      assumedBy: { service: 'events.amazonaws.com' },
    });
    this.stateMachine.grantStartExecution(role);
    new CloudwatchEventTarget(this, 'Target', {
      rule: rule.name,
      arn: this.stateMachine.arn,
      roleArn: role.arn,
      input: '{}',
    });
    new Alarm(this, 'NotStarted', {
      name: `${props.name}-not-started`,
      description: `EventBridge could not start ${props.name}; see the permissions of the role ${role.name}`,
      metric: {
        namespace: 'AWS/Events',
        name: 'FailedInvocations',
        statistic: 'Sum',
        dimensions: { RuleName: rule.name },
      },
      topic: props.alertTopic,
    });
  }
}
