import { type HistoryEvent, paginateGetExecutionHistory } from '@aws-sdk/client-sfn';
import { rootCauseAnalysisSchema } from '@egress/contracts';
import { functionSettings as analysis } from '@egress/lambda-bedrock-analyzer/contract';
import { functionSettings as remediation } from '@egress/lambda-remediation-orchestrator/contract';
import type { Account, Item } from './account';
import type { Execution } from './executions';

/** What AWS bills the workflow for. */
export interface Usage {
  /** Calls of functions that were run, and those that were throttled. */
  readonly invocations: number;
  readonly throttles: number;
  /** Measured here, from the call to the answer, starts of processes included. */
  readonly gbSeconds: number;
  /** States entered, and tries of tasks after the first. */
  readonly transitions: number;
  readonly publishes: number;
  /** Of the findings table: each write is counted with the size that its item has in the end, so this is the most. */
  readonly writeRequestUnits: number;
  readonly tokens: { readonly input: number; readonly output: number };
  /** Bedrock and Cost Explorer, as the analyses themselves count it. */
  readonly analysisUsd: number;
}

/** What the executions and the functions that they called have used. */
export async function measureUsage(account: Account, executions: readonly Execution[]): Promise<Usage> {
  const items = await account.items();
  const histories: (readonly HistoryEvent[])[] = [];
  for (const { arn } of executions) histories.push(await historyOf(account, arn));
  const events = histories.flat();
  const scheduled = (resource: string) =>
    events.filter(({ taskScheduledEventDetails: task }) => task?.resource?.includes(resource)).length;
  const calls = histories.flatMap(functionCalls);
  const ran = calls.filter(({ throttled }) => !throttled);
  const entered = events.filter(({ stateEnteredEventDetails: state }) => state).length;
  const tasks = events.filter(({ type }) => type === 'TaskStateEntered').length;
  return {
    invocations: ran.length,
    throttles: calls.length - ran.length,
    gbSeconds: ran.reduce((sum, call) => sum + call.gbSeconds, 0),
    transitions: entered + scheduled(':') - tasks,
    publishes: scheduled('sns:publish'),
    writeRequestUnits: histories.reduce(
      (sum, history, i) => sum + writeUnits(history, executions[i], items),
      0,
    ),
    ...analysesIn(items),
  };
}

async function historyOf({ sfn }: Account, executionArn: string): Promise<readonly HistoryEvent[]> {
  const history: HistoryEvent[] = [];
  for await (const { events } of paginateGetExecutionHistory(
    { client: sfn, pageSize: 1000 },
    { executionArn },
  ))
    history.push(...(events ?? []));
  return history;
}

/** An execution of ours does one thing at a time: what follows a call is its end. */
function functionCalls(history: readonly HistoryEvent[]) {
  return history.flatMap((event, i) => {
    const { taskScheduledEventDetails: task, timestamp: start } = event;
    if (task?.resourceType !== 'lambda') return [];
    const end = history[i + 1];
    const seconds = ((end?.timestamp?.getTime() ?? 0) - (start?.getTime() ?? 0)) / 1000;
    const { memoryMiB } = task.parameters?.includes('bedrock-analyzer') ? analysis : remediation;
    const throttled = end?.taskFailedEventDetails?.error === 'Lambda.TooManyRequestsException';
    return [{ throttled, gbSeconds: (seconds * memoryMiB) / 1024 }];
  });
}

/** A request unit writes up to 1 KiB. */
function writeUnits(
  history: readonly HistoryEvent[],
  execution: Execution | undefined,
  items: readonly Item[],
): number {
  const own = items.filter(({ anomalyId }) => anomalyId === execution?.name);
  const unitsOf = (item: Item) => Math.ceil(Buffer.byteLength(JSON.stringify(item)) / 1024);
  return own
    .map((item) => {
      if (item.record !== 'finding') return unitsOf(item) * (item['history'] as readonly unknown[]).length;
      return (
        unitsOf(item) *
        history.filter(({ taskScheduledEventDetails: task }) => task?.resource?.includes('dynamodb')).length
      );
    })
    .reduce((sum, units) => sum + units, 0);
}

function analysesIn(items: readonly Item[]): Pick<Usage, 'tokens' | 'analysisUsd'> {
  const analyses = items.flatMap((item) =>
    typeof item['analysis'] === 'string' ? [rootCauseAnalysisSchema.parse(JSON.parse(item['analysis']))] : [],
  );
  const sum = (valueOf: (each: (typeof analyses)[number]) => number) =>
    analyses.reduce((total, each) => total + valueOf(each), 0);
  return {
    tokens: { input: sum(({ tokens }) => tokens.input), output: sum(({ tokens }) => tokens.output) },
    analysisUsd: sum(({ usd }) => usd),
  };
}
