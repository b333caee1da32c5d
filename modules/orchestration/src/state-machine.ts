import { SfnStateMachine } from '@cdktf/provider-aws/lib/sfn-state-machine';
import { exempt, nameOf, type ReasonedOptOut, reportProblems } from '@egress/module-foundation';
import { Alarm, type AlertTopic, LogGroup } from '@egress/module-observability';
import { anyResource, type EncryptionKey, Role } from '@egress/module-security';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';

export interface StateMachineProps {
  /** Name after the environment's prefix, such as `remediation`. */
  readonly name: string;
  /** What the machine is for; the description of its role. */
  readonly description: string;
  /** An Amazon States Language definition; ARNs in it may be references to other resources. */
  readonly definition: object;
  /** Encrypts the log group. */
  readonly encryptionKey: EncryptionKey;
  readonly alertTopic: AlertTopic;
  /**
   * Logs what goes into and comes out of every state, too.
   * @default left out of the log: the execution history keeps it for 90 days, for those who may read executions
   */
  readonly executionDataInLog?: ReasonedOptOut;
}

const ALARMS = [
  {
    id: 'Failed',
    suffix: 'failed',
    metricName: 'ExecutionsFailed',
    what: 'failed; see the execution history',
  },
  {
    id: 'TimedOut',
    suffix: 'timed-out',
    metricName: 'ExecutionsTimedOut',
    what: 'timed out; see in which state it waited',
  },
  {
    id: 'Throttled',
    suffix: 'throttled',
    metricName: 'ExecutionThrottled',
    what: 'was throttled; see the quota of state transitions',
  },
] as const;

/**
 * A standard Step Functions state machine with a role of its own: every transition logged for a year, traced by X-Ray, alarms
 * for executions that fail, time out or are throttled. The role starts with nothing but logging and tracing; give it more
 * with the grants of what the definition calls.
 */
export class StateMachine extends Construct {
  readonly arn: string;
  readonly name: string;
  readonly role: Role;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, props: StateMachineProps) {
    super(scope, id);
    const fullName = nameOf(this, props.name);
    reportProblems(this, [
      {
        value: fullName,
        isValid: fullName.length <= 80,
        message: 'the name of a state machine must have at most 80 characters',
      },
    ]);
    this.role = new Role(this, 'Role', {
      name: props.name,
      description: props.description,
      assumedBy: { service: 'states.amazonaws.com' },
    });
    this.logGroup = new LogGroup(this, 'Log', {
      // With this prefix, all state machines share one log resource policy, of which an account may have ten.
      name: `/aws/vendedlogs/states/${fullName}`,
      encryptionKey: props.encryptionKey,
    });
    const machine = new SfnStateMachine(this, 'Resource', {
      name: fullName,
      type: 'STANDARD',
      roleArn: this.role.arn,
      definition: JSON.stringify(props.definition),
      loggingConfiguration: {
        level: 'ALL',
        includeExecutionData: props.executionDataInLog !== undefined,
        logDestination: `${this.logGroup.arn}:*`,
      },
      tracingConfiguration: { enabled: true },
      dependsOn: [this.allowLogsAndTraces()],
    });
    this.arn = machine.arn;
    this.name = machine.name;
    if (props.executionDataInLog) {
      machine.addOverride('//.executionDataInLog', props.executionDataInLog.reason);
    } else {
      exempt(machine, {
        CKV_AWS_285: 'what executions pass on stays out of the log; their history has it for 90 days',
      });
    }
    this.createAlarms(props.alertTopic, props.name);
  }

  grantStartExecution(role: Role): void {
    role.allow(this, { actions: ['states:StartExecution'], resources: [this.arn] });
  }

  /** What the Step Functions guide asks for. Returns the policy: the machine is refused before its role may log. */
  private allowLogsAndTraces(): ITerraformDependable {
    this.role.allow(this, {
      actions: [
        'xray:PutTraceSegments',
        'xray:PutTelemetryRecords',
        'xray:GetSamplingRules',
        'xray:GetSamplingTargets',
      ],
      resources: anyResource('X-Ray has no resources to name when segments are written'),
    });
    return this.role.allow(this, {
      actions: [
        'logs:CreateLogDelivery',
        'logs:GetLogDelivery',
        'logs:UpdateLogDelivery',
        'logs:DeleteLogDelivery',
        'logs:ListLogDeliveries',
        'logs:PutResourcePolicy',
        'logs:DescribeResourcePolicies',
        'logs:DescribeLogGroups',
      ],
      resources: anyResource('CloudWatch Logs has no resource-level permissions for log deliveries'),
    });
  }

  private createAlarms(topic: AlertTopic, name: string): void {
    for (const { id, suffix, metricName, what } of ALARMS) {
      new Alarm(this, id, {
        name: `${name}-${suffix}`,
        description: `an execution of the state machine ${this.name} ${what}`,
        metric: {
          namespace: 'AWS/States',
          name: metricName,
          statistic: 'Sum',
          dimensions: { StateMachineArn: this.arn },
        },
        topic,
      });
    }
  }
}
