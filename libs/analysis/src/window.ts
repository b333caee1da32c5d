import type { SqlEngine } from '@egress/sql-engine';
import { billSpan } from './bill-span';
import { measureLogs } from './log-coverage';
import { hoursOf, joined, outline, overlap, type TimeSpan } from './time-span';

export interface AnalysisWindow {
  /** What any log covers, gaps left out, in order; the bill's span without logs. */
  readonly covered: readonly TimeSpan[];
  /** What logs and bill both cover; null without both. */
  readonly reconciled: readonly TimeSpan[] | null;
  /** What each kind of input covers in hours: extrapolation to a month must not stretch one by the length of another. */
  readonly hours: {
    readonly flows: number;
    readonly buckets: number;
    readonly distributions: number;
    readonly bill: number;
  };
  /** What is missing, in sentences. */
  readonly notes: readonly string[];
}

/** Measures the window and stores what the reconciliation compares as table `analysis_window`. */
export async function measureWindow(engine: SqlEngine): Promise<AnalysisWindow> {
  const { flows, buckets, distributions } = await measureLogs(engine);
  const logs = [flows, buckets, distributions];
  const logged = joined(
    logs.flatMap(({ stretches }) => stretches),
    1,
  );
  const billed = await billSpan(engine, "line_kind IN ('transfer', 'hours')", 'true');
  const reconciled = await reconciledSpans(engine, logged);
  await engine.fillTable(
    'analysis_window',
    (reconciled ?? logged).map(({ start, end }) => ({ start_time: start, end_time: end })),
  );
  return {
    covered: logged.length > 0 || billed === null ? logged : [billed],
    reconciled,
    hours: {
      flows: flows.hours,
      buckets: buckets.hours,
      distributions: distributions.hours,
      bill: billed === null ? 0 : hoursOf([billed]),
    },
    notes: logs.flatMap(({ notes }) => notes),
  };
}

/** Bills come a day or two after the logs: only what both cover can be compared. */
async function reconciledSpans(engine: SqlEngine, logged: readonly TimeSpan[]): Promise<TimeSpan[] | null> {
  const traffic = await billSpan(engine, 'egress_class IS NOT NULL');
  const both = traffic === null ? [] : overlap(logged, traffic);
  return both.length > 0 ? both : null;
}

/** Spans as the document shows them. */
export function asWindow(spans: readonly TimeSpan[]): {
  start: string | null;
  end: string | null;
  hours: number;
  coveredHours: number;
} {
  const span = outline(spans);
  return {
    start: span && new Date(span.start * 1000).toISOString(),
    end: span && new Date(span.end * 1000).toISOString(),
    hours: span ? hoursOf([span]) : 0,
    coveredHours: hoursOf(spans),
  };
}
