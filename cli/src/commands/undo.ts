import { callerArn, type UndoAnswer, undoFinding } from '@egress/findings-store';
import { Command } from 'commander';
import { reportAnswer } from './findings-output/answer-report';
import { diffText } from './findings-output/plan-text';
import { printable } from '../printable';
import { type FindingsOptions, withFindings, withFindingsOptions } from './findings-connection';

interface UndoOptions extends FindingsOptions {
  readonly json: boolean;
}

const HELP = `
Example:
  $ egress undo 2026112107-5e6f0c9d3a0b4c1d2e3f4a5b

The remediation-orchestrator function restores the state that was saved before the change. It refuses if somebody has changed
the resource since, and records who asked. It also ends a recording before its time. Needs dynamodb:Query on the table,
lambda:InvokeFunction and states:DescribeExecution. Exit code 1: not undone; 2: wrong usage.`;

/** `egress undo`: takes an applied fix back. */
export function undoCommand(): Command {
  const command = new Command('undo')
    .description('take back the change of a finding: the resource is as it was before')
    .argument('<id>', 'the finding')
    .option('--json', 'print what came of it as JSON', false)
    .addHelpText('after', HELP)
    .action(undo);
  return withFindingsOptions(command);
}

async function undo(id: string, { json, ...options }: UndoOptions): Promise<void> {
  const answer = await withFindings(options, async (connection) => {
    const by = await callerArn();
    process.stderr.write(`undoing the change of ${printable(id)} …\n`);
    return undoFinding(connection, id, by);
  });
  reportAnswer(answer, successOf(answer), json);
}

function successOf({ status, reason, restored }: UndoAnswer): string | undefined {
  if (status !== 'undone' && status !== 'already_undone') return undefined;
  const heading = `${status === 'undone' ? 'undone' : 'undone before'}: ${printable(reason)}\n`;
  return restored.length === 0 ? heading : `${heading}\n${diffText(restored)}`;
}
