import type { SqlEngine } from '@egress/sql-engine';
import { HOUR, hoursOf, joined, outline, type TimeSpan } from './time-span';

/** The longest aggregation interval of a flow log: so much may be missing at either end of a collected hour. */
const SLACK = 600;
const DAY = 24 * HOUR;

/** What one kind of log covers. */
export interface LogCoverage {
  /** From record to record, gaps left out, in order. */
  readonly stretches: readonly TimeSpan[];
  /** What a sum over the log is told per; 0 without records. */
  readonly hours: number;
  /** How much is missing, in a sentence. */
  readonly notes: readonly string[];
}

interface Log {
  readonly name: string;
  /** SQL of the first and last second with a record, for each hour that has one. */
  readonly spans: string;
  /** Seconds without any record that are no silence but a gap. */
  readonly gap: number;
}

const requests = (table: string): string =>
  `SELECT min(request_time) AS start, max(request_time) + 1 AS "end" FROM ${table} GROUP BY request_time // ${HOUR}`;

/**
 * A log covers the time from its first record to its last without its gaps. AWS logs also that nothing happened
 * (NODATA), so as good as an hour without a record of any interface is a gap in flow logs; in access logs, where silence
 * leaves no trace, a day without a request is.
 */
const LOGS = {
  flows: {
    name: 'flow logs',
    // No record lasts longer than an hour (record-checks.ts); those without data are not checked.
    spans: `SELECT min(first_start) AS start, least(max(last_end), start_hour + ${2 * HOUR}) AS "end"
      FROM flow_conversations WHERE log_status IS DISTINCT FROM 'MALFORMED' AND first_start IS NOT NULL AND last_end IS NOT NULL
      GROUP BY start_hour`,
    gap: HOUR - SLACK,
  },
  buckets: { name: 'S3 access logs', spans: requests('s3_requests'), gap: DAY },
  distributions: { name: 'CloudFront logs', spans: requests('cloudfront_requests'), gap: DAY },
} satisfies Record<string, Log>;

/** Few requests do not mean a short log: one whose requests all lie where flow logs are was collected with them. */
export async function measureLogs(engine: SqlEngine): Promise<Record<keyof typeof LOGS, LogCoverage>> {
  const flows = coverage(LOGS.flows, await engine.query<TimeSpan>(LOGS.flows.spans));
  const measure = async (log: Log): Promise<LogCoverage> => {
    const spans = await engine.query<TimeSpan>(log.spans);
    const isWithin = ({ start, end }: TimeSpan) =>
      flows.stretches.some((s) => s.start <= start && end <= s.end);
    return spans.length > 0 && spans.every(isWithin) ? { ...flows, notes: [] } : coverage(log, spans);
  };
  return { flows, buckets: await measure(LOGS.buckets), distributions: await measure(LOGS.distributions) };
}

function coverage({ name, gap }: Log, spans: readonly TimeSpan[]): LogCoverage {
  const stretches = joined(spans, gap).map(widenToHours);
  const span = outline(stretches);
  if (span === null || stretches.length === 1) return { stretches, hours: hoursOf(stretches), notes: [] };
  // Lone records do not tell how long was logged around them: between gaps an hour at least.
  const atLeastHours = stretches.map(({ start, end }) => ({ start, end: Math.max(end, start + HOUR) }));
  const hours = Math.min(hoursOf(atLeastHours), hoursOf([span]));
  return { stretches, hours, notes: [gapNote(name, hoursOf([span]), hours, stretches)] };
}

function gapNote(name: string, whole: number, hours: number, stretches: readonly TimeSpan[]): string {
  const short = stretches.filter((stretch) => hoursOf([stretch]) < 1).length;
  return [
    `The ${name} have no record in ${rounded(whole - hoursOf(stretches))} of the ${rounded(whole)} hours between their first and their last: that is taken as missing, and a month is told from ${rounded(hours)} hours.`,
    ...(short > 0 ? [`Stretches of records shorter than an hour (${short}) count as one.`] : []),
  ].join(' ');
}

function rounded(hours: number): string {
  return hours.toLocaleString('en-US', { maximumFractionDigits: 1 });
}

/** A span widened to whole hours where it ends within the aggregation interval of one. */
function widenToHours(span: TimeSpan): TimeSpan {
  const end = Math.max(span.end, span.start + 1);
  const floor = span.start - (span.start % HOUR);
  const ceiling = Math.ceil(end / HOUR) * HOUR;
  return {
    start: span.start - floor <= SLACK ? floor : span.start,
    end: ceiling - end <= SLACK ? ceiling : end,
  };
}
