import jsonata from 'jsonata';
import type { StateMachine, TaskState } from '../states-language';

/** What a task answers: a result (a function's is its payload), or an error that keeps coming back. */
export type Answer = { readonly result: unknown } | { readonly error: string };

export interface Run {
  readonly visited: readonly string[];
  /** Arguments by the state that called. */
  readonly calls: ReadonlyMap<string, Record<string, unknown>>;
  /** Seconds of the waits, in order. */
  readonly waits: readonly number[];
  readonly ended: 'Succeed' | 'Fail';
  /** Of a failed execution. */
  readonly cause?: unknown;
}

/**
 * Runs a definition with the given answers as Step Functions would: variables, JSONata (undefined is an error), choices and
 * catchers. A list of answers is used up one by one; the last one stays.
 */
export async function runWorkflow(
  machine: StateMachine,
  input: unknown,
  answers: Readonly<Record<string, Answer | readonly Answer[]>>,
): Promise<Run> {
  const variables: Record<string, unknown> = {};
  const visited: string[] = [];
  const waits: number[] = [];
  const calls = new Map<string, Record<string, unknown>>();
  const context = (name: string) => ({
    Execution: { Id: 'arn:execution', StartTime: '2026-11-21T07:00:00.000Z' },
    State: { Name: name, RetryCount: 0 },
    Task: { Token: 'token' },
  });
  const evaluate = (template: unknown, states: object) => render(template, { ...variables, states });

  for (let name = machine.StartAt; visited.length < 100;) {
    visited.push(name);
    const state = machine.States[name];
    if (state === undefined) throw new Error(`${name}: no such state`);
    const states = { context: context(name), input };
    if (state.Type === 'Succeed') return { visited, calls, waits, ended: state.Type };
    if (state.Type === 'Fail') {
      return { visited, calls, waits, ended: state.Type, cause: await evaluate(state.Cause, states) };
    }
    if (state.Type === 'Choice') {
      const outcomes = await Promise.all(state.Choices.map(({ Condition }) => evaluate(Condition, states)));
      name = state.Choices[outcomes.indexOf(true)]?.Next ?? state.Default;
    } else if (state.Type === 'Task') {
      calls.set(name, (await evaluate(state.Arguments, states)) as Record<string, unknown>);
      const answer = answerFor(answers[name], visited.filter((each) => each === name).length - 1);
      const reached = react(state, answer);
      const assigned = await evaluate(reached.assign ?? {}, { ...states, ...reached.states });
      Object.assign(variables, assigned);
      name = reached.next;
    } else {
      if (state.Type === 'Wait') waits.push((await evaluate(state.Seconds, states)) as number);
      Object.assign(variables, await evaluate('Assign' in state ? state.Assign : {}, states));
      name = state.Next;
    }
  }
  throw new Error(`does not end: ${visited.join(', ')}`);
}

function answerFor(answer: Answer | readonly Answer[] | undefined, count: number): Answer {
  if (answer === undefined) return { result: {} };
  return 'at' in answer ? (answer[Math.min(count, answer.length - 1)] as Answer) : answer;
}

function react(state: TaskState, answer: Answer) {
  if ('result' in answer) {
    const isLambda = state.Resource === 'arn:aws:states:::lambda:invoke';
    const result = isLambda ? { Payload: answer.result } : answer.result;
    return { next: state.Next, assign: state.Assign, states: { result } };
  }
  const catcher = state.Catch.find(({ ErrorEquals }) =>
    ErrorEquals.some((each) => each === 'States.ALL' || each === answer.error),
  );
  if (catcher === undefined) throw new Error(`nothing catches ${answer.error}`);
  const errorOutput = { Error: answer.error, Cause: 'because' };
  return { next: catcher.Next, assign: catcher.Assign, states: { errorOutput } };
}

async function render(template: unknown, bindings: Record<string, unknown>): Promise<unknown> {
  if (typeof template === 'string') {
    const [, expression] = /^\{% (.+) %\}$/.exec(template) ?? [];
    if (expression === undefined) return template;
    const value: unknown = await jsonata(expression).evaluate({}, bindings);
    if (value === undefined) throw new Error(`undefined: ${expression}`);
    return value;
  }
  if (Array.isArray(template)) return Promise.all(template.map((item) => render(item, bindings)));
  if (typeof template !== 'object' || template === null) return template;
  const entries = Object.entries(template).map(async ([key, value]) => [key, await render(value, bindings)]);
  return Object.fromEntries(await Promise.all(entries)) as unknown;
}
