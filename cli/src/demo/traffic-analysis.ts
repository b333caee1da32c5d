import path from 'node:path';
import { analyzeEgress } from '@egress/analysis';
import type { DetectionDocument } from '@egress/anomalies';
import { detectAnomalies } from '@egress/anomalies/tables';
import type { AnalysisDocument } from '@egress/contracts';
import { renderHtml } from '@egress/report';
import { SqlEngine } from '@egress/sql-engine';
import { dataFolder } from '../data-folder';
import { writeWhole } from '../write-whole';
import type { DemoFolder } from './demo-folder';
import type { ReportProgress } from './live-steps';

/** Logs, bill and inventory to tables and an analysis, by the SQL that Glue runs in AWS. */
export function analyzeTraffic(folder: DemoFolder, onProgress: ReportProgress): Promise<AnalysisDocument> {
  const within = (name: string) => path.join(folder.data, name);
  return analyzeEgress({
    paths: ['flow-logs', 's3-access-logs', 'cloudfront'].map(within),
    bills: [within('bills')],
    inventory: within('inventory'),
    keepGoing: false,
    out: folder.tables,
    dataFolder: dataFolder(),
    onProgress,
  });
}

/** The tables to features per entity and hour, and the anomalies that a forest on this machine finds in them. */
export async function detectInTables(
  { tables, features }: DemoFolder,
  onProgress: ReportProgress,
): Promise<DetectionDocument> {
  const engine = await SqlEngine.open();
  try {
    return await detectAnomalies(engine, { tables: [tables], out: features, onProgress });
  } finally {
    engine.close();
  }
}

export function writeReport(
  { report }: DemoFolder,
  analysis: AnalysisDocument,
  detection: DetectionDocument,
): void {
  writeWhole(report, renderHtml(analysis, detection));
}
