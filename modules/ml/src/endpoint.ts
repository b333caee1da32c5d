import { SagemakerEndpoint } from '@cdktf/provider-aws/lib/sagemaker-endpoint';
import { EgressStack, nameOf } from '@egress/module-foundation';
import { Alarm, type AlertTopic } from '@egress/module-observability';
import type { Role } from '@egress/module-security';
import { Construct } from 'constructs';
import type { EndpointConfiguration } from './endpoint-configuration';
import { VARIANT } from './variant';

export interface EndpointProps {
  /** Name after the environment's prefix. */
  readonly name: string;
  /**
   * What the endpoint serves when it is made.
   * @default Terraform makes no endpoint; whoever deploys the first model does, under this name
   */
  readonly configuration?: EndpointConfiguration;
  readonly alertTopic: AlertTopic;
}

/** A forest answers within milliseconds. */
const SLOW_MICROSECONDS = 1_000_000;

/**
 * A real-time endpoint: its name, the permission to call it, and the alarms that roll back a deployment. Terraform decides
 * what it serves only when it makes it; later deployments (blue/green, by the training workflow) stay as they are.
 */
export class Endpoint extends Construct {
  readonly name: string;
  readonly arn: string;
  /** Errors and slowness, within a minute. */
  readonly rollbackAlarms: readonly Alarm[];

  constructor(scope: Construct, id: string, props: EndpointProps) {
    super(scope, id);
    const { account, region } = EgressStack.of(this).deployment;
    this.name = nameOf(this, props.name);
    this.arn = `arn:aws:sagemaker:${region}:${account}:endpoint/${this.name}`;
    this.rollbackAlarms = this.createAlarms(props);
    if (props.configuration) this.createEndpoint(props.configuration);
  }

  grantInvoke(role: Role): void {
    role.allow(this, { actions: ['sagemaker:InvokeEndpoint'], resources: [this.arn] });
  }

  private createEndpoint(configuration: EndpointConfiguration): void {
    new SagemakerEndpoint(this, 'Resource', {
      name: this.name,
      endpointConfigName: configuration.name,
      deploymentConfig: {
        blueGreenUpdatePolicy: {
          // A canary needs two instances; one is enough for an hourly run.
          trafficRoutingConfiguration: { type: 'ALL_AT_ONCE', waitIntervalInSeconds: 300 },
          terminationWaitInSeconds: 60,
          maximumExecutionTimeoutInSeconds: 1800,
        },
        autoRollbackConfiguration: { alarms: this.rollbackAlarms.map(({ name }) => ({ alarmName: name })) },
      },
      lifecycle: { ignoreChanges: ['endpoint_config_name'] },
    });
  }

  private createAlarms({ name, alertTopic }: EndpointProps): Alarm[] {
    const dimensions = { EndpointName: this.name, VariantName: VARIANT };
    const common = { periodSeconds: 60, topic: alertTopic };
    return [
      new Alarm(this, 'Errors', {
        ...common,
        name: `${name}-errors`,
        description: `the endpoint ${this.name} answered with errors; see its log`,
        metric: { namespace: 'AWS/SageMaker', name: 'Invocation5XXErrors', statistic: 'Sum', dimensions },
      }),
      new Alarm(this, 'Slow', {
        ...common,
        name: `${name}-slow`,
        description: `the endpoint ${this.name} took more than a second for an answer; see the load of its instances`,
        metric: { namespace: 'AWS/SageMaker', name: 'ModelLatency', statistic: 'Maximum', dimensions },
        threshold: SLOW_MICROSECONDS,
      }),
    ];
  }
}
