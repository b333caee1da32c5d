import {
  awsPrefixes,
  downloadIpRanges,
  ipRangesFile,
  lookUpAddresses,
  readIpRanges,
  type AddressOwner,
  type IpRanges,
} from '@egress/addresses';
import { Command } from 'commander';
import { dataFolder } from '../data-folder';
import { plainTable } from '../plain-table';
import { writeWhole } from '../write-whole';

interface JsonOption {
  readonly json: boolean;
}

const EXAMPLES = `
Examples:
  $ egress ip-ranges show
  $ egress ip-ranges lookup 52.216.1.1 2606:4700::1111
  $ egress ip-ranges refresh`;

/** `egress ip-ranges`: which addresses belong to which AWS service and region. */
export function ipRangesCommand(): Command {
  return new Command('ip-ranges')
    .description("look into AWS's published address ranges, or refresh them")
    .addHelpText('after', EXAMPLES)
    .addCommand(
      withJson(new Command('show').description('date and size of the ranges in use')).action(
        (options: JsonOption) => print(summary(readIpRanges(dataFolder())), options),
      ),
    )
    .addCommand(
      withJson(
        new Command('lookup').description('AWS service and region, AS number and organisation of addresses'),
      )
        .argument('<address...>', 'IPv4 or IPv6 addresses')
        .action(lookup),
    )
    .addCommand(
      withJson(new Command('refresh').description('download the ranges and keep them for later runs')).action(
        refresh,
      ),
    );
}

function withJson(command: Command): Command {
  return command.option('--json', 'print JSON instead of a table', false);
}

interface Summary {
  readonly createDate: string;
  readonly syncToken: string;
  readonly prefixes: number;
  readonly services: Readonly<Record<string, number>>;
}

function summary(ranges: IpRanges): Summary {
  const all = awsPrefixes(ranges);
  const services: Record<string, number> = {};
  for (const { service } of all) services[service] = (services[service] ?? 0) + 1;
  const bySize = Object.entries(services).sort(([, a], [, b]) => b - a);
  return {
    createDate: ranges.createDate,
    syncToken: ranges.syncToken,
    prefixes: all.length,
    services: Object.fromEntries(bySize),
  };
}

function print(ranges: Summary, { json }: JsonOption): void {
  const { createDate, prefixes, services } = ranges;
  const rows = Object.entries(services).map(([service, count]) => [service, String(count)]);
  const table = plainTable([{ head: 'service' }, { head: 'prefixes', align: 'right' }], rows);
  const heading = `${prefixes} prefixes, published by AWS on ${createDate.slice(0, 10)}\n\n`;
  process.stdout.write(json ? `${JSON.stringify(ranges, null, 2)}\n` : heading + table);
}

async function refresh(options: JsonOption): Promise<void> {
  const ranges = await downloadIpRanges();
  const file = ipRangesFile(dataFolder());
  writeWhole(file, JSON.stringify(ranges));
  process.stderr.write(`ranges of ${ranges.createDate.slice(0, 10)} are kept in ${file}\n`);
  print(summary(ranges), options);
}

async function lookup(addresses: readonly string[], { json }: JsonOption): Promise<void> {
  const owners = await lookUpAddresses(addresses, dataFolder());
  process.stdout.write(json ? `${JSON.stringify(owners, null, 2)}\n` : ownerTable(owners));
}

const LINE_WIDTH = 80;
const SHORTEST_NETWORK = 20;

function ownerTable(owners: readonly AddressOwner[]): string {
  const rows = owners.map(({ address, service, region, asn, org }): [string, string, string] => [
    address,
    service === null ? '-' : `${service} ${region}`,
    asn === null ? '-' : `AS${asn} ${org}`,
  ]);
  const taken = Math.max(...rows.map(([address, aws]) => address.length + aws.length + 4));
  const network = { head: 'network', width: Math.max(SHORTEST_NETWORK, LINE_WIDTH - taken) };
  return plainTable([{ head: 'address' }, { head: 'AWS' }, network], rows);
}
