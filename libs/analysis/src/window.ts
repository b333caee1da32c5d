import type { SqlEngine } from '@egress/sql-engine';

/** A span of time in seconds since 1970. */
export interface TimeSpan {
  readonly start: number;
  readonly end: number;
}

export interface AnalysisWindow {
  /** From the first to the last of all logs; null without any (then the bill's span, if there is one). */
  readonly span: TimeSpan | null;
  /** What each kind of log covers in hours: extrapolation to a month must not stretch one by the length of another. */
  readonly hours: { readonly flows: number; readonly buckets: number; readonly distributions: number };
}

const HOUR = 3600;
/** The longest aggregation interval of a flow log: so much may be missing at either end of a collected hour. */
const SLACK = 600;

/** A span widened to whole hours where it ends within the aggregation interval of one. */
export function widenToHours(span: TimeSpan): TimeSpan {
  const floor = span.start - (span.start % HOUR);
  const ceiling = Math.ceil(span.end / HOUR) * HOUR;
  return {
    start: span.start - floor <= SLACK ? floor : span.start,
    end: ceiling - span.end <= SLACK ? ceiling : span.end,
  };
}

const SPANS = {
  flows: `SELECT min(first_start) AS start, max(last_end) AS "end" FROM flow_conversations`,
  buckets: 'SELECT min(request_time) AS start, max(request_time) + 1 AS "end" FROM s3_requests',
  distributions: 'SELECT min(request_time) AS start, max(request_time) + 1 AS "end" FROM cloudfront_requests',
  bill: 'SELECT min(usage_start) AS start, max(usage_end) AS "end" FROM bill_lines',
};

async function measure(engine: SqlEngine, sql: string): Promise<TimeSpan | null> {
  const { start, end } = await engine.queryOne<{ start: number | null; end: number | null }>(sql);
  return start === null || end === null ? null : widenToHours({ start, end: Math.max(end, start + 1) });
}

/** Measures the window and stores it as table `analysis_window`, where the reconciliation finds it. */
export async function measureWindow(engine: SqlEngine): Promise<AnalysisWindow> {
  const flows = await measure(engine, SPANS.flows);
  const buckets = within(await measure(engine, SPANS.buckets), flows);
  const distributions = within(await measure(engine, SPANS.distributions), flows);
  const logs = [flows, buckets, distributions].filter((span) => span !== null);
  const span = logs.length > 0 ? union(logs) : await measure(engine, SPANS.bill);
  await engine.fillTable('analysis_window', [{ start_time: span?.start ?? 0, end_time: span?.end ?? 0 }]);
  return {
    span,
    hours: { flows: hours(flows), buckets: hours(buckets), distributions: hours(distributions) },
  };
}

/** Few requests do not mean a short log: one that lies within the flow logs' span was collected over all of it. */
function within(span: TimeSpan | null, flows: TimeSpan | null): TimeSpan | null {
  return span && flows && span.start >= flows.start && span.end <= flows.end ? flows : span;
}

function union(spans: readonly TimeSpan[]): TimeSpan {
  return { start: Math.min(...spans.map((s) => s.start)), end: Math.max(...spans.map((s) => s.end)) };
}

export function hours(span: TimeSpan | null): number {
  return span === null ? 0 : (span.end - span.start) / HOUR;
}
