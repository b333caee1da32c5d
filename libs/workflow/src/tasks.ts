import type { Catcher, JsonObject, Retrier, TaskState } from './states-language';

/** A JSONata expression. Step Functions' linters want it on one line. */
export function jsonata(expression: string): string {
  return `{% ${expression.replace(/\s+/g, ' ').trim()} %}`;
}

/** Six tries within two minutes; full jitter keeps executions that failed together from returning together. */
export const RETRY_FAULTS: readonly Retrier[] = [
  {
    ErrorEquals: ['States.ALL'],
    IntervalSeconds: 2,
    BackoffRate: 2,
    MaxAttempts: 5,
    MaxDelaySeconds: 60,
    JitterStrategy: 'FULL',
  },
];

/**
 * Waits for a function's turn, for half an hour on average: a thousand anomalies at once are more than an account's functions
 * can take at a time. How many run at once is the account's or the functions' concurrency, nothing of ours.
 */
export const RETRY_THROTTLED: readonly Retrier[] = [
  {
    ErrorEquals: ['Lambda.TooManyRequestsException'],
    IntervalSeconds: 5,
    BackoffRate: 2,
    MaxAttempts: 60,
    MaxDelaySeconds: 60,
    JitterStrategy: 'FULL',
  },
];

/** One more try of what takes minutes and costs money, and none after a time-out: `States.TaskFailed` leaves it out. */
export const RETRY_ONCE: readonly Retrier[] = [
  {
    ErrorEquals: ['States.TaskFailed'],
    IntervalSeconds: 30,
    BackoffRate: 1,
    MaxAttempts: 1,
    MaxDelaySeconds: 60,
    JitterStrategy: 'FULL',
  },
];

/** Keeps what failed, where and why in the variable `fault`. */
export function catchFault(next: string): Catcher {
  return {
    ErrorEquals: ['States.ALL'],
    Assign: {
      fault: {
        state: jsonata('$states.context.State.Name'),
        error: jsonata('$states.errorOutput.Error'),
        cause: jsonata(`$substring($states.errorOutput.Cause, 0, 1000) & ''`),
      },
    },
    Next: next,
  };
}

interface LambdaCall {
  readonly functionArn: string;
  readonly payload: JsonObject;
  /** Variable that holds the function's result from here on. */
  readonly resultVariable: string;
  readonly next: string;
  /** Where a fault leads. */
  readonly onFault: string;
}

/**
 * Invokes a Lambda function. The time-out covers the function's own, the longest of which is five minutes.
 * Functions answer with a `status`; what they throw is a fault.
 */
export function invokeLambda(call: LambdaCall): TaskState {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: { FunctionName: call.functionArn, Payload: call.payload },
    Assign: { [call.resultVariable]: jsonata('$states.result.Payload') },
    TimeoutSeconds: 330,
    Retry: [...RETRY_THROTTLED, ...RETRY_FAULTS],
    Catch: [catchFault(call.onFault)],
    Next: call.next,
  };
}

interface Notification {
  readonly topicArn: string;
  /** JSONata; cut to the 100 ASCII characters that SNS allows. */
  readonly subject: string;
  /** JSONata. */
  readonly message: string;
  /** Attributes for subscriptions' filter policies, as JSONata. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly next: string;
  readonly onFault: string;
}

/** Publishes to SNS. */
export function publish(notification: Notification): TaskState {
  const attributes = Object.entries(notification.attributes).map(([name, value]) => [
    name,
    { DataType: 'String', StringValue: jsonata(value) },
  ]);
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::sns:publish',
    Arguments: {
      TopicArn: notification.topicArn,
      Subject: jsonata(`$substring($replace(${notification.subject}, /[^ -~]/, '?'), 0, 100)`),
      Message: jsonata(notification.message),
      MessageAttributes: Object.fromEntries(attributes) as JsonObject,
    },
    TimeoutSeconds: 30,
    Retry: RETRY_FAULTS,
    Catch: [catchFault(notification.onFault)],
    Next: notification.next,
  };
}
