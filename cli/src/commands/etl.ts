import { ETL_ENGINES, runEtl, type EtlEngine, type EtlSummary } from '@egress/etl';
import { Command, Option } from 'commander';
import { inputSurroundings } from '../input-surroundings';
import { plainTable } from '../plain-table';
import { stderrProgress } from '../progress';

interface EtlCommandOptions {
  readonly bill: string[];
  readonly inventory?: string;
  readonly logFormat?: string;
  readonly engine: EtlEngine;
  readonly out: string;
  readonly json: boolean;
}

const HELP = `
Examples:
  $ egress etl ./flow-logs --inventory ./inventory --bill ./cur2 --out ./tables
  $ egress etl ./AWSLogs --inventory ./inventory --engine spark --out ./tables --json

Both engines make the same rows. duckdb needs nothing else; spark runs the Glue jobs of glue-scripts/jobs on this machine, and
needs Java 17 and Python with pyspark (node tools/setup-python.mjs). It reads flow logs as AWS delivers them, and CUR 2.0
bills in Parquet.

DIR then holds egress_hourly, egress_features_hourly, egress_cost_daily (of a bill), bucket_requests_hourly (duckdb, of S3
access logs), quarantined_records and quarantined_bill_lines (spark). Those that were there before are replaced, once all are
made.
Exit codes: 0 done; 1 failed, and DIR is as it was; 2 wrong usage.`;

/** `egress etl`: the tables that the Glue jobs make in an account, made on this machine. */
export function etlCommand(): Command {
  return new Command('etl')
    .description('make the tables of the Glue jobs on this machine, as Parquet folders')
    .argument('[paths...]', 'files, folders, globs or s3:// prefixes of logs')
    .requiredOption('--out <dir>', 'where the tables go, each as a folder of its name')
    .option('--bill <path...>', 'bills: files or folders', [])
    .option('--inventory <dir>', "folder of the AWS CLI's describe-*.json (see: egress inventory)")
    .option('--log-format <format>', "the flow log's LogFormat, for logs without a header")
    .addOption(
      new Option('--engine <engine>', 'what runs the transformations').choices(ETL_ENGINES).default('duckdb'),
    )
    .option('--json', 'print one JSON document instead of a table', false)
    .addHelpText('after', HELP)
    .action(async (paths: string[], options: EtlCommandOptions, command: Command) => {
      if (paths.length + options.bill.length === 0) {
        command.error('error: nothing to read: give at least one PATH of logs, or --bill PATH');
      }
      await etl(paths, options);
    });
}

async function etl(paths: readonly string[], { bill, json, ...options }: EtlCommandOptions): Promise<void> {
  const progress = stderrProgress();
  const summary = await runEtl({
    ...options,
    paths,
    bills: bill,
    ...inputSurroundings(progress),
  }).finally(progress.stop);
  process.stdout.write(json ? `${JSON.stringify(summary, null, 2)}\n` : textOf(summary));
  process.stderr.write(`tables: ${options.out}\n`);
}

function textOf({ tables, malformed, seconds, engine }: EtlSummary): string {
  const rows = tables.map(({ table, rows: count }) => [table, count.toLocaleString('en')]);
  const table = plainTable([{ head: 'table' }, { head: 'rows', align: 'right' }], rows);
  return `${table}${malformed} malformed records, ${seconds.toFixed(1)} s on ${engine}\n`;
}
