import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { StateMachine } from '@egress/workflow';
import type { EmulatedAccount } from './emulated-account';

/** Names of the errors that states fail with, every time that they are tried. */
export type Faults = Readonly<Record<string, string>>;

/** Results of states by the name of the state; a list is used up one by one. */
export type Results = Readonly<Record<string, readonly unknown[]>>;

/** Returns its ARN. */
export async function createStateMachine(
  sfn: SFNClient,
  name: string,
  definition: StateMachine,
): Promise<string> {
  const { stateMachineArn = '' } = await sfn.send(
    new CreateStateMachineCommand({
      name,
      definition: JSON.stringify(definition),
      roleArn: 'arn:aws:iam::111122223333:role/workflow',
    }),
  );
  return stateMachineArn;
}

export interface TestCase {
  readonly machine: string;
  readonly id: string;
  readonly faults?: Faults;
  readonly results?: Results;
}

/** What MiniStack shall throw and return in place of services, in the form of Step Functions Local. */
export function mockConfiguration(testCases: readonly TestCase[]) {
  const responses: Record<string, unknown> = {};
  const machines: Record<string, { TestCases: Record<string, Record<string, string>> }> = {};
  for (const { machine, id, faults = {}, results = {} } of testCases) {
    const ofCase: Record<string, string> = {};
    for (const [state, list] of Object.entries(results)) {
      ofCase[state] = `${id} ${state}`;
      responses[`${id} ${state}`] = Object.fromEntries(list.map((Return, i) => [String(i), { Return }]));
    }
    for (const [state, Error] of Object.entries(faults)) {
      ofCase[state] = `${id} ${state}`;
      responses[`${id} ${state}`] = { '0-999': { Throw: { Error, Cause: 'a scripted fault' } } };
    }
    machines[machine] ??= { TestCases: {} };
    machines[machine].TestCases[id] = ofCase;
  }
  return { 'stepfunctions._sfn_mock_config': { StateMachines: machines, MockedResponses: responses } };
}

/** Returns the execution's ARN. */
export async function startExecution(
  { sfn }: EmulatedAccount,
  stateMachineArn: string,
  name: string,
  input: unknown,
): Promise<string> {
  const { executionArn = '' } = await sfn.send(
    new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }),
  );
  return executionArn;
}

export interface EndedExecution {
  readonly status: string;
  readonly cause: string | undefined;
  readonly history: readonly HistoryEvent[];
}

/** Waits until it ends. */
export async function endOf({ sfn }: EmulatedAccount, executionArn: string): Promise<EndedExecution> {
  for (;;) {
    const { status = '', cause } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    if (status !== 'RUNNING') return { status, cause, history: await historyOf(sfn, executionArn) };
    await sleep(200);
  }
}

async function historyOf(sfn: SFNClient, executionArn: string): Promise<readonly HistoryEvent[]> {
  const history: HistoryEvent[] = [];
  let nextToken: string | undefined;
  do {
    const page = await sfn.send(
      new GetExecutionHistoryCommand({ executionArn, maxResults: 1000, nextToken }),
    );
    history.push(...(page.events ?? []));
    ({ nextToken } = page);
  } while (nextToken !== undefined);
  return history;
}
