import { CreateFunctionCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';

/** What a step answers, or the message of the error that it throws, always or on its first calls only. */
export type ScriptedAnswer =
  | { readonly answer: unknown }
  | { readonly throws: string; readonly times?: number; readonly answer?: unknown };

/** Answers by scenario and step. An event belongs to the scenario whose {@link scenarioId} it has anywhere in it. */
export type Script = Readonly<Record<string, Readonly<Record<string, ScriptedAnswer>>>>;

/** Names are of small letters and hyphens. */
export function scenarioId(name: string): string {
  return `scenario-${name}`;
}

/**
 * Creates a Node.js function that plays the scripts, and `otherwise` where they say nothing; the step is the event's `step`, or `analyze` without one. Calls are
 * counted in files, because each of the function's workers is a process of its own. Returns the function's ARN.
 */
export async function createScriptedFunction(
  lambda: LambdaClient,
  name: string,
  script: Script,
  otherwise: Script[string],
): Promise<string> {
  const { FunctionArn } = await lambda.send(
    new CreateFunctionCommand({
      FunctionName: name,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Role: 'arn:aws:iam::111122223333:role/scripted',
      Timeout: 30,
      Code: { ZipFile: zipSync({ 'index.js': strToU8(sourceOf(script, otherwise)) }) },
    }),
  );
  return FunctionArn ?? '';
}

function sourceOf(script: Script, otherwise: Script[string]): string {
  return `
    const { appendFileSync, readFileSync } = require('node:fs');
    const path = require('node:path');
    const script = ${JSON.stringify(script)};
    const otherwise = ${JSON.stringify(otherwise)};
    const calls = (name) => {
      const file = path.join(require('node:os').tmpdir(), 'calls-' + name);
      appendFileSync(file, '.');
      return readFileSync(file).length;
    };
    exports.handler = async (event) => {
      const text = JSON.stringify(event);
      const step = event.step ?? 'analyze';
      const scenario = /scenario-([a-z-]+)/.exec(text)?.[1];
      const scripted = script[scenario]?.[step] ?? otherwise[step];
      if (!scripted) throw new Error('no script for ' + step + ' of ' + text);
      if (scripted.throws && calls(scenario + '-' + step) <= (scripted.times ?? Infinity)) throw new Error(scripted.throws);
      return scripted.answer;
    };`;
}
