import { findFinding, listFindings } from '@egress/findings-store';
import { Command, InvalidArgumentError } from 'commander';
import { findingStory } from './findings-output/finding-story';
import { findingsTable } from './findings-output/findings-table';
import { jsonText, printable } from '../printable';
import { readingProgress } from './findings-output/reading-progress';
import { type FindingsOptions, withFindings, withFindingsOptions } from './findings-connection';

interface ListingOptions extends FindingsOptions {
  readonly status?: string;
  readonly since?: string;
  readonly limit?: number;
  readonly json: boolean;
}

const HELP = `
Examples:
  $ egress findings
  $ egress findings --status awaiting_approval --since 7d
  $ egress findings 2026112107-5e6f0c9d3a0b4c1d2e3f4a5b --json

Account and region are those of the AWS SDK: AWS_PROFILE, AWS_REGION, AWS_ENDPOINT_URL, …
Needs dynamodb:Scan and dynamodb:Query on the table and its indexes. Exit code 1: failed; 2: wrong usage.`;

/** `egress findings`: what was found, explained, done and saved; or one finding in full. */
export function findingsCommand(): Command {
  const command = new Command('findings')
    .description(
      'list what the stacks have found and done, by the dollars per day; or tell one finding in full',
    )
    .argument('[id]', 'the finding to tell in full')
    .option('--status <status>', 'only findings of this status, such as awaiting_approval or remediated')
    .option('--since <time>', 'only findings recorded since then: 2026-11-21, 36h or 7d', time)
    .option('--limit <n>', 'list no more than so many; the total counts all', wholeNumber)
    .option('--json', 'print one JSON document', false)
    .addHelpText('after', HELP)
    .action(async (id: string | undefined, options: ListingOptions, self: Command) => {
      const listing = [options.status, options.since, options.limit].some((value) => value !== undefined);
      if (id !== undefined && listing)
        self.error('error: give an ID, or --status, --since and --limit, not both');
      process.stdout.write(id === undefined ? await listed(options) : await told(id, options));
    });
  return withFindingsOptions(command);
}

async function listed({ status, since, limit, json, ...options }: ListingOptions): Promise<string> {
  const progress = readingProgress();
  const list = await withFindings(options, (connection) =>
    listFindings(connection, {
      onRead: progress.update,
      ...(status !== undefined && { status }),
      ...(since !== undefined && { since }),
      ...(limit !== undefined && { limit }),
    }),
  ).finally(progress.stop);
  for (const { id, problem } of list.unreadable) {
    process.stderr.write(`warning: ${printable(`${id} cannot be read: ${problem}`)}\n`);
  }
  return json ? jsonText(list) : findingsTable(list);
}

async function told(id: string, options: ListingOptions): Promise<string> {
  const story = await withFindings(options, (connection) => findFinding(connection, id));
  if (!story) throw new Error(`${id}: no finding has this id; egress findings lists them`);
  return options.json ? jsonText(story) : findingStory(story);
}

const HOURS = { h: 1, d: 24 } as const;

function time(value: string): string {
  const { count, unit } = /^(?<count>\d+)(?<unit>[hd])$/.exec(value)?.groups ?? {};
  const at =
    count === undefined
      ? new Date(/^\d{4}-\d\d-\d\d/.test(value) ? value : NaN)
      : new Date(Date.now() - Number(count) * HOURS[unit as keyof typeof HOURS] * 3_600_000);
  if (Number.isNaN(at.getTime()))
    throw new InvalidArgumentError('It must be a date, or hours or days: 2026-11-21, 36h, 7d.');
  return at.toISOString();
}

function wholeNumber(value: string): number {
  if (/^[1-9]\d*$/.test(value)) return Number(value);
  throw new InvalidArgumentError('It must be a whole number, 1 or more.');
}
