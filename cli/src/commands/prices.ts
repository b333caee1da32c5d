import {
  loadPriceBook,
  priceBookFile,
  priceRows,
  refreshPriceBook,
  REGIONS,
  type PriceBook,
  type PriceRow,
} from '@egress/prices';
import { Command } from 'commander';
import { dataFolder } from '../data-folder';
import { plainTable } from '../plain-table';
import { writeWhole } from '../write-whole';

interface PricesOptions {
  readonly region?: string;
  readonly refresh: boolean;
  readonly json: boolean;
}

const EXAMPLES = `
Examples:
  $ egress prices --region eu-west-1
  $ egress prices --refresh        # today's list prices; needs AWS credentials with pricing:GetProducts
  $ egress prices --json

A bill that is given to egress analyze always wins over these list prices.`;

/** `egress prices`: the list prices that the analysis uses, where they are from and of what day. */
export function pricesCommand(): Command {
  return new Command('prices')
    .description('show the list prices, with source and date, or refresh them from the AWS Price List API')
    .option('--region <region>', 'only the prices that hold in this region')
    .option('--refresh', 'download the prices first, and keep them for later runs', false)
    .option('--json', 'print JSON instead of a table', false)
    .addHelpText('after', EXAMPLES)
    .action(async ({ region, refresh, json }: PricesOptions, command: Command) => {
      if (region !== undefined && !REGIONS.includes(region)) {
        command.error(`error: no prices for region "${region}"; known are ${REGIONS.join(', ')}`);
      }
      const book = refresh ? await refreshed() : loadPriceBook(dataFolder());
      const prices = priceRows(book, region);
      process.stdout.write(
        json ? `${JSON.stringify({ asOf: book.asOf, prices }, null, 2)}\n` : table(prices),
      );
    });
}

async function refreshed(): Promise<PriceBook> {
  const file = priceBookFile(dataFolder());
  const today = new Date().toISOString().slice(0, 10);
  const book = await refreshPriceBook({ base: loadPriceBook(), today });
  writeWhole(file, JSON.stringify(book));
  process.stderr.write(`prices of ${today} are kept in ${file}\n`);
  return book;
}

function table(prices: readonly PriceRow[]): string {
  const rows = prices.map(({ item, region, gb, usd, per, source, verified }) => [
    item,
    region,
    gb === null ? '' : volume(gb),
    `${usd}/${per}`,
    verified ? source : `${source} ?`,
  ]);
  const sources = new Map(prices.map(({ source, asOf, url }) => [source, [source, asOf, url]]));
  const columns = [
    { head: 'price', width: 20 },
    { head: 'region', width: 16 },
    { head: 'per month', width: 13 },
    { head: 'USD', width: 12 },
    { head: 'source', width: 19 },
  ];
  const legend = plainTable([{ head: 'source' }, { head: 'as of' }, { head: 'page' }], [...sources.values()]);
  const hint = prices.every(({ verified }) => verified)
    ? ''
    : '\n? not checked against the source; --json says why\n';
  return `${plainTable(columns, rows)}\n${legend}${hint}`;
}

function volume({ from, to }: NonNullable<PriceRow['gb']>): string {
  if (to === null) return from === 0 ? '' : `over ${binary(from).join(' ')}`;
  if (from === 0) return `to ${binary(to).join(' ')}`;
  const [[low, lowUnit], [high, unit]] = [binary(from), binary(to)];
  return lowUnit === unit ? `${low}–${high} ${unit}` : `${low} ${lowUnit}–${high} ${unit}`;
}

function binary(gb: number): [size: number, unit: string] {
  const TB = 1024;
  const PB = 1024 * TB;
  if (gb >= PB) return [gb / PB, 'PB'];
  return gb >= TB ? [gb / TB, 'TB'] : [gb, 'GB'];
}
