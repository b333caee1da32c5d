import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { analyzeEgress } from '@egress/analysis';
import { DEFAULT_MIN_USD_PER_DAY, type DetectionDocument } from '@egress/anomalies';
import { detectAnomalies, holdsTables } from '@egress/anomalies/tables';
import type { AnalysisDocument } from '@egress/contracts';
import { renderDetectionHtml, renderHtml } from '@egress/report';
import { SqlEngine } from '@egress/sql-engine';
import { Command, InvalidArgumentError, Option } from 'commander';
import { inputSurroundings } from '../input-surroundings';
import { stderrProgress, type Progress } from '../progress';
import { writeWhole } from '../write-whole';
import { detectionTable } from './detect-output/detection-table';
import { explanation } from './detect-output/explanation';
import { scoreSeries } from './detect-series';

interface DetectOptions {
  readonly bill: string[];
  readonly inventory?: string;
  readonly logFormat?: string;
  readonly keepGoing: boolean;
  readonly out?: string;
  readonly state?: string;
  readonly report?: string;
  readonly modelOut?: string;
  readonly minUsd: number;
  readonly explain?: string;
  readonly json: boolean;
  readonly series?: string;
  readonly scoresOut?: string;
}

/** Options that mean nothing for `--series`. */
const OF_TRAFFIC = 'bill inventory logFormat keepGoing out state modelOut minUsd explain report'.split(' ');

const HELP = `
Examples:
  $ egress analyze ./flow-logs --inventory ./inventory --out ./tables && egress detect ./tables
  $ egress detect ./flow-logs --inventory ./inventory --json > anomalies.json
  $ egress detect ./tables --explain 2026112107-5e6f0c9d3a0b4c1d2e3f4a5b
  $ egress detect ./tables --state ./detector.duckdb          # each hour: scores only what is new
  $ egress detect ./tables --model-out ./egress.forest && egress serve-endpoint --model ./egress.forest
  $ egress detect --series requests.csv --scores-out scores.csv

Hours must be whole: with --state, an hour that was scored is not scored again.
Exit codes: 0 done, whether or not there are anomalies; 1 failed; 2 wrong usage.`;

/** `egress detect`: which entities send more than they usually do, since when, at what cost. */
export function detectCommand(): Command {
  return new Command('detect')
    .description(
      'find what changed: who sends more than usual, since when, at what cost, and why it stands out',
    )
    .argument('[paths...]', 'folders written by analyze --out, or files and folders of logs')
    .option('--bill <path...>', 'for logs: bills, for the prices', [])
    .option('--inventory <dir>', "for logs: folder of the AWS CLI's describe-*.json")
    .option('--log-format <format>', "for logs: the flow log's LogFormat")
    .option('--keep-going', 'for logs: warn about files that cannot be read', false)
    .option('--out <dir>', 'also write the feature table there as Parquet')
    .option('--state <file>', 'keep here what was learnt, and score only hours that are new to it')
    .option('--model-out <file>', 'also write the forest for serve-endpoint, its threshold as FILE.json')
    .option('--min-usd <amount>', 'leave out what costs less per day', usd, DEFAULT_MIN_USD_PER_DAY)
    .option('--explain <id>', 'show the evidence of one anomaly')
    .option('--report <file>', 'also write an HTML report; over logs, with what the traffic costs')
    .option('--json', 'print one JSON document instead of a table', false)
    .addOption(
      new Option('--series <file>', 'score a CSV file of timestamp,value instead').conflicts(OF_TRAFFIC),
    )
    .option('--scores-out <file>', 'where the scores of --series go, as timestamp,value,anomaly_score')
    .addHelpText('after', HELP)
    .action(async (paths: string[], options: DetectOptions, command: Command) => {
      const problem = problemOf(paths, options);
      if (problem !== undefined) command.error(`error: ${problem}`);
      if (options.series !== undefined && options.scoresOut !== undefined) {
        scoreSeries(options.series, options.scoresOut, options.json);
      } else {
        await detect(paths, options);
      }
    });
}

function problemOf(paths: readonly string[], options: DetectOptions): string | undefined {
  const { series, scoresOut } = options;
  if (series === undefined || scoresOut === undefined) {
    if (series !== scoresOut) return '--series and --scores-out go together';
  } else {
    if (paths.length > 0) return 'give --series or PATHS, not both';
    if (path.resolve(series) === path.resolve(scoresOut)) return '--scores-out would overwrite --series';
  }
  if (series === undefined && paths.length === 0)
    return 'nothing to look at: give at least one PATH of tables or logs, or --series FILE';
  return undefined;
}

async function detect(paths: readonly string[], options: DetectOptions): Promise<void> {
  const progress = stderrProgress();
  const { detection, analysis } = await detectIn(paths, options, progress).finally(progress.stop);
  process.stdout.write(textOf(detection, options));
  if (options.report !== undefined) {
    writeWhole(
      options.report,
      analysis === undefined ? renderDetectionHtml(detection) : renderHtml(analysis, detection),
    );
    process.stderr.write(`report: ${options.report}\n`);
  }
  if (options.out !== undefined) process.stderr.write(`features: ${options.out}\n`);
  if (options.modelOut !== undefined) process.stderr.write(`model: ${options.modelOut}\n`);
}

function textOf(document: DetectionDocument, { explain, json }: DetectOptions): string {
  if (explain === undefined) {
    return json ? `${JSON.stringify(document, null, 2)}\n` : detectionTable(document);
  }
  const anomaly = document.anomalies.find(({ id }) => id === explain);
  if (anomaly === undefined) {
    throw new Error(
      `${explain}: no anomaly has this id; run the same command without --explain to list them`,
    );
  }
  return json ? `${JSON.stringify(anomaly, null, 2)}\n` : explanation(anomaly);
}

interface Detected {
  readonly detection: DetectionDocument;
  /** Of the logs, if logs were given. */
  readonly analysis?: AnalysisDocument;
}

async function detectIn(
  paths: readonly string[],
  options: DetectOptions,
  progress: Progress,
): Promise<Detected> {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'egress-tables-'));
  const deleteScratch = () => rmSync(scratch, { recursive: true, force: true });
  process.once('exit', deleteScratch);
  try {
    const tables = paths.filter(holdsTables);
    const logs = paths.filter((each) => !holdsTables(each));
    if (logs.length === 0) return { detection: await detectInTables(tables, options, progress) };
    const analysis = await analyzeLogs(logs, options, scratch, progress);
    return { analysis, detection: await detectInTables([...tables, scratch], options, progress) };
  } finally {
    process.off('exit', deleteScratch);
    deleteScratch();
  }
}

async function analyzeLogs(
  paths: readonly string[],
  { bill, inventory, logFormat, keepGoing }: DetectOptions,
  out: string,
  progress: Progress,
): Promise<AnalysisDocument> {
  const analysis = await analyzeEgress({
    paths,
    bills: bill,
    keepGoing,
    out,
    ...inputSurroundings(progress),
    ...(inventory === undefined ? {} : { inventory }),
    ...(logFormat === undefined ? {} : { logFormat }),
  });
  if (analysis.trend.length === 0) throw new Error(`${paths.join(', ')}: no record of egress in it`);
  return analysis;
}

async function detectInTables(
  tables: readonly string[],
  { state, out, modelOut, minUsd }: DetectOptions,
  progress: Progress,
): Promise<DetectionDocument> {
  const engine = await SqlEngine.open();
  try {
    return await detectAnomalies(engine, {
      tables,
      minUsdPerDay: minUsd,
      onProgress: progress.update,
      ...(state === undefined ? {} : { state }),
      ...(out === undefined ? {} : { out }),
      ...(modelOut === undefined ? {} : { modelOut }),
    });
  } finally {
    engine.close();
  }
}

function usd(value: string): number {
  const amount = Number(value);
  if (value.trim() === '' || !(amount >= 0) || !Number.isFinite(amount)) {
    throw new InvalidArgumentError('It must be an amount of USD, 0 or more.');
  }
  return amount;
}
