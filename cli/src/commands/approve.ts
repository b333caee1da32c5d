import {
  answerApproval,
  approvalRefusal,
  callerArn,
  findFinding,
  type FindingStory,
} from '@egress/findings-store';
import { Command } from 'commander';
import { isConfirmed } from './approve-question';
import { usdText } from './detect-output/amounts';
import { reportAnswer } from './findings-output/answer-report';
import { planText } from './findings-output/plan-text';
import { printable } from '../printable';
import { type FindingsOptions, withFindings, withFindingsOptions } from './findings-connection';

interface ApproveOptions extends FindingsOptions {
  readonly reason?: string;
  readonly yes: boolean;
  readonly json: boolean;
}

const HELP = `
Examples:
  $ egress findings --status awaiting_approval
  $ egress approve 2026112107-5e6f0c9d3a0b4c1d2e3f4a5b
  $ egress approve 2026112107-5e6f0c9d3a0b4c1d2e3f4a5b --yes --reason 'Nobody should read that bucket.'

The plan is shown first. The workflow then applies it, unless somebody has changed the resource since; egress findings ID
tells how it went. Needs dynamodb:Query on the table, and states:SendTaskSuccess and states:DescribeExecution.
Exit code 1: not approved, such as expired or already answered; 2: wrong usage.`;

/** `egress approve`: lets a planned fix be applied. */
export function approveCommand(): Command {
  const command = new Command('approve')
    .description('show the plan of a finding that waits for an approval, ask, and let it be applied')
    .argument('<id>', 'the finding')
    .option('--reason <text>', 'kept in the audit trail')
    .option('--yes', 'do not ask', false)
    .option('--json', 'print what came of it as JSON', false)
    .addHelpText('after', HELP)
    .action(async (id: string, options: ApproveOptions, self: Command) => {
      if (!options.yes && !process.stdin.isTTY)
        self.error('error: nobody can be asked without a terminal: give --yes');
      await approve(id, options);
    });
  return withFindingsOptions(command);
}

async function approve(id: string, { reason, yes, json, ...options }: ApproveOptions): Promise<void> {
  const now = () => new Date().toISOString();
  await withFindings(options, async (connection) => {
    const story = await findFinding(connection, id);
    const refusal = approvalRefusal(story, now());
    if (refusal) return reportAnswer({ id, ...refusal, by: null }, undefined, json);
    process.stderr.write(questionOf(id, story));
    const by = await callerArn();
    if (!yes && !(await isConfirmed(`Approve it as ${printable(by)}?`))) {
      const declined = { id, status: 'declined', reason: 'Nothing was sent: it still waits.', by } as const;
      return reportAnswer(declined, undefined, json);
    }
    const approval = { status: 'approved', by, ...(reason !== undefined && { reason }) } as const;
    const answer = await answerApproval(connection, id, approval, now);
    const done =
      answer.status === 'approved' ? `approved: egress findings ${id} tells how it goes\n` : undefined;
    reportAnswer(answer, done, json);
  });
}

/** Nobody approves what cannot be shown. */
function questionOf(id: string, story: FindingStory | undefined): string {
  if (story?.plan?.status !== 'planned') {
    throw new Error(
      `${id}: its plan is not on record in a form that this version can show; nothing was sent`,
    );
  }
  const { anomalyType, resource, account, region, usdPerDay } = printable(story.anomaly);
  return [
    `${anomalyType} of ${resource} in ${account} ${region}, ${usdText(usdPerDay)} USD a day`,
    planText(story.plan, story.savingUsdPerMonth),
    '',
  ].join('\n');
}
