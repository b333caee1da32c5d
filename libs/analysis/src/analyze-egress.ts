import { loadAsn, loadIpRanges } from '@egress/addresses';
import { type AnalysisDocument } from '@egress/contracts';
import { findSavings } from '@egress/findings';
import { loadPriceBook } from '@egress/prices';
import { classificationSteps, SqlEngine } from '@egress/sql-engine';
import { classTotals, classTotalsOfBill } from './class-totals';
import { exportTables } from './export-tables';
import { loadInputs } from './load-inputs';
import { assessQuality } from './quality';
import { crossAzPairs, paths, topTalkers, trend } from './rankings';
import { loadRates, monthlyFactor } from './rates';
import { reconcile } from './reconciliation';
import { asWindow, measureWindow } from './window';

export interface AnalyzeOptions {
  /** Files, folders, globs or `s3://` prefixes of logs; bills and inventories among them are recognised too. */
  readonly paths: readonly string[];
  readonly bills: readonly string[];
  /** Folder of `describe-*.json`. @default what is found among `paths`, else none */
  readonly inventory?: string;
  /** The flow log's LogFormat, for custom logs without a header. */
  readonly logFormat?: string;
  /** Turns unreadable files into warnings. */
  readonly keepGoing: boolean;
  /** Folder for the result tables as Parquet. @default they are not written */
  readonly out?: string;
  /** Where refreshed prices and ip-ranges are kept. @default the shipped ones are used */
  readonly dataFolder?: string;
  readonly onProgress?: (label: string, done: number, total: number) => void;
  readonly onWarning?: (message: string) => void;
}

const LIMITS = { talkers: 100, pairs: 100, paths: 200 };

/**
 * The whole analysis: reads, deduplicates, classes, prices, reconciles and advises.
 * Throws an error that names the file where one cannot be read (unless `keepGoing`).
 */
export async function analyzeEgress(options: AnalyzeOptions): Promise<AnalysisDocument> {
  const engine = await SqlEngine.open();
  try {
    return await analyze(engine, options);
  } finally {
    engine.close();
  }
}

async function analyze(engine: SqlEngine, options: AnalyzeOptions): Promise<AnalysisDocument> {
  const onProgress = options.onProgress ?? (() => {});
  const loaded = await loadInputs(engine, options, onProgress);

  await loadIpRanges(engine, options.dataFolder);
  await loadAsn(engine);
  const steps = classificationSteps();
  for (const [done, name] of steps.entries()) {
    onProgress('classing', done, steps.length);
    await engine.materialize(name);
  }
  const window = await measureWindow(engine);
  const prices = loadPriceBook(options.dataFolder);
  const rateNotes = await loadRates(engine, prices, window);
  await engine.materialize('egress_hourly');
  await engine.materialize('egress_cost_daily');
  await engine.materialize('bucket_requests_hourly');

  const { findings, saving, notes } = await findSavings({
    engine,
    prices,
    covered: window.covered,
    windowHours: window.hours.flows,
    bucketHours: window.hours.buckets,
    distributionHours: window.hours.distributions,
    billHours: window.hours.bill,
    hasBill: loaded.hasBill,
    hasInventory: loaded.hasInventory,
  });
  if (options.out !== undefined) await exportTables(engine, options.out);
  const hasLogs = window.hours.flows + window.hours.buckets + window.hours.distributions > 0;
  return {
    schemaVersion: '1.0',
    window: asWindow(window.covered),
    inputs: [...loaded.inputs],
    classes: hasLogs
      ? await classTotals(engine, window)
      : await classTotalsOfBill(engine, monthlyFactor(window, 'bill')),
    talkers: await topTalkers(engine, LIMITS.talkers),
    crossAzPairs: await crossAzPairs(engine, LIMITS.pairs),
    findings: [...findings],
    savingUsdPerMonth: { ...saving },
    reconciliation: await reconcile(engine),
    reconciledWindow: window.reconciled && asWindow(window.reconciled),
    trend: await trend(engine),
    paths: await paths(engine, LIMITS.paths),
    quality: await assessQuality(engine, {
      ...loaded,
      notes: [...loaded.notes, ...window.notes, ...rateNotes, ...notes],
    }),
  };
}
