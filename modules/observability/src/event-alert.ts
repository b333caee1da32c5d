import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target';
import { nameOf } from '@egress/module-foundation';
import { Construct } from 'constructs';
import type { AlertTopic } from './alert-topic';
import type { Metric } from './metric';

/** Which events to tell about; each list holds the values that match. */
export interface EventPattern {
  /** Who sends the events, such as `aws.glue`. */
  readonly source: string;
  readonly detailType: string;
  readonly detail: Readonly<Record<string, readonly string[]>>;
}

export interface EventAlertProps {
  /** Name after the environment's prefix, such as `job-failed`. */
  readonly name: string;
  readonly description: string;
  readonly pattern: EventPattern;
  /** One line of text; `<detail.jobName>` stands for that field of the event. */
  readonly message: string;
  readonly topic: AlertTopic;
}

/** Tells the alert topic about events that AWS services send to EventBridge. It costs nothing: AWS's own events are free. */
export class EventAlert extends Construct {
  /** How many events were told about. */
  readonly events: Metric;

  constructor(scope: Construct, id: string, props: EventAlertProps) {
    super(scope, id);
    const { source, detailType, detail } = props.pattern;
    const rule = new CloudwatchEventRule(this, 'Resource', {
      name: nameOf(this, props.name),
      description: props.description,
      eventPattern: JSON.stringify({ source: [source], 'detail-type': [detailType], detail }),
    });
    new CloudwatchEventTarget(this, 'Target', {
      rule: rule.name,
      arn: props.topic.arn,
      inputTransformer: inputTransformer(props.message),
    });
    this.events = {
      namespace: 'AWS/Events',
      name: 'TriggeredRules',
      statistic: 'Sum',
      dimensions: { RuleName: rule.name },
    };
  }
}

/** EventBridge wants a name without dots for each field, and text in quotes. */
function inputTransformer(message: string) {
  const fields = [...message.matchAll(/<([\w.]+)>/g)].map(([, field]) => String(field));
  const variable = (field: string) => field.replaceAll('.', '_');
  return {
    inputPaths: Object.fromEntries(fields.map((field) => [variable(field), `$.${field}`])),
    inputTemplate: JSON.stringify(
      message.replaceAll(/<([\w.]+)>/g, (_, field: string) => `<${variable(field)}>`),
    ),
  };
}
