import { collectInventory } from '@egress/inventory';
import { Command } from 'commander';

interface InventoryOptions {
  readonly out: string;
  readonly region: string[];
  readonly json: boolean;
}

const EXAMPLES = `
Examples:
  $ egress inventory --out ./inventory
  $ egress inventory --out ./inventory --region us-east-1 us-west-2
  $ egress analyze ./flow-logs --inventory ./inventory

Makes read-only ec2:Describe* calls with your AWS credentials. Exit code 1 when some calls failed; the
files of the others are written.`;

/** `egress inventory`: collects what `egress analyze --inventory` reads. */
export function inventoryCommand(): Command {
  return new Command('inventory')
    .description('describe VPCs, interfaces, routes, NAT gateways and endpoints as describe-*.json files')
    .requiredOption('--out <dir>', 'folder for the files; of several regions each gets its own in it')
    .option('--region <region...>', 'regions to describe (default: the one of your AWS configuration)', [])
    .option('--json', 'print the list of files as JSON', false)
    .addHelpText('after', EXAMPLES)
    .action(collect);
}

async function collect({ out, region, json }: InventoryOptions): Promise<void> {
  const { files, problems } = await collectInventory({
    out,
    regions: region,
    onCall: (call) => process.stderr.write(`${call}\n`),
  });
  const rows = files.map((file) => `${String(file.resources).padStart(6)}  ${file.path}\n`);
  process.stdout.write(json ? `${JSON.stringify({ out, files, problems }, null, 2)}\n` : rows.join(''));
  for (const problem of problems) process.stderr.write(`warning: ${problem}\n`);
  if (problems.length > 0) process.exitCode = 1;
}
