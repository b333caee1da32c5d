import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';

/** Calls a function and returns its answer. Throws with what it threw. */
export async function invokeFunction<T>(lambda: LambdaClient, name: string, event: object): Promise<T> {
  const { Payload, FunctionError } = await lambda.send(
    new InvokeCommand({ FunctionName: name, Payload: JSON.stringify(event) }),
  );
  const answer = Payload?.transformToString() ?? '';
  if (FunctionError !== undefined) throw new Error(`${name} failed: ${answer.slice(0, 1000)}`);
  return JSON.parse(answer) as T;
}
