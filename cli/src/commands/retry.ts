import { callerArn, type RetryAnswer, retryFinding } from '@egress/findings-store';
import { Command } from 'commander';
import { reportAnswer } from './findings-output/answer-report';
import { type FindingsOptions, withFindings, withFindingsOptions } from './findings-connection';

interface RetryOptions extends FindingsOptions {
  readonly json: boolean;
}

const HELP = `
Examples:
  $ egress retry 2026112107-5e6f0c9d3a0b4c1d2e3f4a5b
  $ egress findings --status capped --limit 5 --json | jq -r '.findings[].id' | xargs -n 1 egress retry

For findings that were capped, stopped or not approved in time, whose resource somebody changed, that failed or were undone. The
workflow analyzes and plans them anew, and asks for approval again where it has to. Refused while a change is in place or a
workflow is at work. Needs dynamodb:Query on the table, states:StartExecution on the workflow and states:DescribeExecution.
Exit code 1: not started; 2: wrong usage.`;

/** `egress retry`: has a finding that ended without a fix handled anew. */
export function retryCommand(): Command {
  const command = new Command('retry')
    .description('have a finding that ended without a fix analyzed and planned anew')
    .argument('<id>', 'the finding')
    .option('--json', 'print what came of it as JSON', false)
    .addHelpText('after', HELP)
    .action(retry);
  return withFindingsOptions(command);
}

async function retry(id: string, { json, ...options }: RetryOptions): Promise<void> {
  const answer = await withFindings(options, async (connection) =>
    retryFinding(connection, id, await callerArn(), () => new Date().toISOString()),
  );
  reportAnswer(answer, successOf(answer), json);
}

function successOf({ id, status }: RetryAnswer): string | undefined {
  return status === 'started' ? `started: egress findings ${id} tells how it goes\n` : undefined;
}
