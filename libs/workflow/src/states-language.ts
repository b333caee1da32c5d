/**
 * The part of the Amazon States Language that our workflows use, with JSONata as the query language
 * (https://states-language.net/spec.html). Strings of the form `{% … %}` are JSONata.
 */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = Readonly<Record<string, Json>>;

export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds: number;
  readonly MaxAttempts: number;
  readonly BackoffRate: number;
  readonly MaxDelaySeconds: number;
  readonly JitterStrategy: 'FULL';
}

export interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly Assign?: JsonObject;
  readonly Next: string;
}

export interface TaskState {
  readonly Type: 'Task';
  readonly Resource: string;
  readonly Arguments: JsonObject;
  readonly Assign?: JsonObject;
  readonly TimeoutSeconds: number;
  readonly Retry: readonly Retrier[];
  readonly Catch: readonly Catcher[];
  readonly Next: string;
}

export interface ChoiceState {
  readonly Type: 'Choice';
  readonly Choices: readonly { readonly Condition: string; readonly Next: string }[];
  readonly Default: string;
}

export interface PassState {
  readonly Type: 'Pass';
  readonly Assign: JsonObject;
  readonly Next: string;
}

export interface WaitState {
  readonly Type: 'Wait';
  readonly Seconds: number | string;
  readonly Assign?: JsonObject;
  readonly Next: string;
}

export interface SucceedState {
  readonly Type: 'Succeed';
}

export interface FailState {
  readonly Type: 'Fail';
  readonly Error: string;
  readonly Cause: string;
}

export type State = TaskState | ChoiceState | PassState | WaitState | SucceedState | FailState;
export type States = Readonly<Record<string, State>>;

/** A state machine's definition: `JSON.stringify` of it is what Step Functions takes. */
export interface StateMachine {
  readonly Comment: string;
  readonly QueryLanguage: 'JSONata';
  readonly StartAt: string;
  readonly TimeoutSeconds: number;
  readonly States: States;
}
