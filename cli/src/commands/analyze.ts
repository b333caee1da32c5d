import { analyzeEgress } from '@egress/analysis';
import { renderHtml, renderTerminal } from '@egress/report';
import { Command } from 'commander';
import { inputSurroundings } from '../input-surroundings';
import { stderrProgress } from '../progress';
import { writeWhole } from '../write-whole';

interface AnalyzeOptions {
  readonly bill: string[];
  readonly inventory?: string;
  readonly logFormat?: string;
  readonly keepGoing: boolean;
  readonly out?: string;
  readonly report?: string;
  readonly json: boolean;
}

const EXAMPLES = `
Examples:
  $ egress analyze ./flow-logs --inventory ./inventory --bill ./cur --report report.html
  $ egress analyze s3://my-logs/AWSLogs/ --json > analysis.json
  $ egress analyze custom.log --log-format '\${interface-id} \${srcaddr} \${dstaddr} \${bytes} \${start} \${end}'

What each file is, is found out from its content: VPC and TGW flow logs, S3 and CloudFront access
logs, bills (legacy CUR, CUR 2.0, FOCUS 1.0 and 1.2) and describe-*.json inventories.`;

/** `egress analyze`: who sends what, over which path, for how much, and what to do. */
export function analyzeCommand(): Command {
  return new Command('analyze')
    .description('read logs and bills, and say who sends what, over which path, for how much, and what to do')
    .argument('[paths...]', 'files, folders, globs or s3:// prefixes of logs')
    .option('--bill <path...>', 'bills: CUR, CUR 2.0 or FOCUS files or folders', [])
    .option('--inventory <dir>', "folder of the AWS CLI's describe-*.json (see: egress inventory)")
    .option('--log-format <format>', "the flow log's LogFormat, for logs without a header")
    .option('--keep-going', 'warn about files that cannot be read instead of stopping', false)
    .option('--out <dir>', 'also write the result tables there as Parquet, in place of earlier ones')
    .option('--report <file>', 'also write the report there as one HTML file')
    .option('--json', 'print one JSON document instead of tables', false)
    .addHelpText('after', EXAMPLES)
    .action(async (paths: string[], options: AnalyzeOptions, command: Command) => {
      if (paths.length + options.bill.length === 0) {
        command.error('error: nothing to analyze: give at least one PATH of logs, or --bill PATH');
      }
      await analyze(paths, options);
    });
}

function usesColours(): boolean {
  return process.stdout.isTTY === true && !process.env['NO_COLOR'];
}

/** Analyses, writes what the options ask for, and prints the result on stdout. */
export async function analyze(paths: readonly string[], options: AnalyzeOptions): Promise<void> {
  const { bill, report, json, ...rest } = options;
  const progress = stderrProgress();
  const document = await analyzeEgress({
    ...rest,
    paths,
    bills: bill,
    ...inputSurroundings(progress),
  }).finally(progress.stop);

  if (report !== undefined) writeWhole(report, renderHtml(document));
  const columns = Math.max(80, process.stdout.columns ?? 80);
  process.stdout.write(
    json
      ? `${JSON.stringify(document, null, 2)}\n`
      : renderTerminal(document, { columns, colours: usesColours() }),
  );
  if (report !== undefined) process.stderr.write(`report: ${report}\n`);
  if (options.out !== undefined) process.stderr.write(`tables: ${options.out}\n`);
}
