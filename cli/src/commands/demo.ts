import type { LocalAws } from '@egress/local-aws';
import { Command, Option } from 'commander';
import { claimDemoFolder } from '../demo/demo-folder';
import { DEMO_ENVIRONMENT } from '../demo/demo-names';
import { type DemoOutcome } from '../demo/demo-outcome';
import { demoTable } from '../demo/demo-table';
import { runDemo } from '../demo/run-demo';
import { jsonText } from '../printable';

interface DemoCommandOptions {
  readonly out: string;
  readonly keep: boolean;
  readonly bedrockUrl?: string;
  readonly bedrockModel: string;
  readonly json: boolean;
}

const HELP = `
Everything happens on this machine: the stacks are deployed by cdktf, Terraform and its AWS provider, to an AWS of emulators on
loopback that ends with the demo. Accounts that this shell may use are neither asked nor changed. Where Terraform, the provider
or the emulators are missing, the demo says so and shows what needs no AWS. Steps are shown on stderr.

Examples:
  $ egress demo
  $ egress demo --keep                                        # and look around in it until Ctrl-C
  $ egress demo --bedrock-url http://127.0.0.1:11434 --bedrock-model qwen3:8b

Exit code 1: a step failed; 2: wrong usage.`;

/** `egress demo`: an organisation's accidents found, explained, fixed, verified and undone, in a local AWS. */
export function demoCommand(): Command {
  return new Command('demo')
    .description(
      'simulate an organisation with three accidents; deploy, find, explain, fix, verify and undo in a local AWS',
    )
    .option('--out <dir>', 'folder for the simulated files, tables and report; replaced', 'demo-output')
    .option('--keep', 'leave the local AWS up until Ctrl-C', false)
    .option(
      '--bedrock-url <url>',
      'server of OpenAI’s /v1/chat/completions that explains, instead of a stand-in',
    )
    .addOption(new Option('--bedrock-model <name>', 'as that server calls its model').default('default'))
    .option('--json', 'print what was found and done as one JSON document instead of a table', false)
    .addHelpText('after', HELP)
    .action(demo);
}

async function demo({ out, keep, bedrockUrl, bedrockModel, json }: DemoCommandOptions): Promise<void> {
  await runDemo({
    folder: claimDemoFolder(out),
    ...(bedrockUrl !== undefined && { bedrock: { url: bedrockUrl, model: bedrockModel } }),
    onDone: async (outcome, aws) => {
      print(outcome, json);
      if (!keep || aws === undefined) return;
      process.stderr.write(howToUse(aws));
      await new Promise(() => undefined);
    },
  });
}

function print(outcome: DemoOutcome, json: boolean): void {
  process.stdout.write(json ? jsonText(outcome) : demoTable(outcome));
  process.stderr.write(`done in ${outcome.seconds.toFixed(0)} s\n`);
}

/** For another terminal. */
function howToUse({ environment, endpointUrl }: LocalAws): string {
  const variables = Object.entries({ ...environment, EGRESS_ENVIRONMENT: DEMO_ENVIRONMENT });
  return [
    `The local AWS stays up at ${endpointUrl} until Ctrl-C. In another terminal:`,
    ...variables.map(([name, value]) => `  export ${name}=${value}`),
    '  npx egress findings',
    '  aws s3 ls',
    '',
  ].join('\n');
}
