import { answerApproval, callerArn } from '@egress/findings-store';
import { Command } from 'commander';
import { reportAnswer } from './findings-output/answer-report';
import { type FindingsOptions, withFindings, withFindingsOptions } from './findings-connection';

interface RejectOptions extends FindingsOptions {
  readonly reason?: string;
  readonly json: boolean;
}

const HELP = `
Example:
  $ egress reject 2026112107-5e6f0c9d3a0b4c1d2e3f4a5b --reason 'The bucket is a website.'

Nothing is changed in the account. Needs dynamodb:Query on the table, and states:SendTaskSuccess and
states:DescribeExecution. Exit code 1: not rejected, such as expired or already answered; 2: wrong usage.`;

/** `egress reject`: turns a planned fix down. */
export function rejectCommand(): Command {
  const command = new Command('reject')
    .description('turn down the plan of a finding that waits for an approval')
    .argument('<id>', 'the finding')
    .option('--reason <text>', 'kept in the finding, and told with its outcome')
    .option('--json', 'print what came of it as JSON', false)
    .addHelpText('after', HELP)
    .action(reject);
  return withFindingsOptions(command);
}

async function reject(id: string, { reason, json, ...options }: RejectOptions): Promise<void> {
  const answer = await withFindings(options, async (connection) => {
    const by = await callerArn();
    const rejection = { status: 'rejected', by, ...(reason !== undefined && { reason }) } as const;
    return answerApproval(connection, id, rejection, () => new Date().toISOString());
  });
  reportAnswer(
    answer,
    answer.status === 'rejected' ? 'rejected: nothing will be changed\n' : undefined,
    json,
  );
}
