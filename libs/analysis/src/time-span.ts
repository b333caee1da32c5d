/** A span of time in seconds since 1970. */
export interface TimeSpan {
  readonly start: number;
  readonly end: number;
}

export const HOUR = 3600;

/** Spans in order of their start, as one where less than `gap` seconds lie between them. */
export function joined(spans: readonly TimeSpan[], gap: number): TimeSpan[] {
  const stretches: TimeSpan[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = stretches.at(-1);
    if (last === undefined || span.start - last.end >= gap) stretches.push(span);
    else stretches[stretches.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
  }
  return stretches;
}

/** What of ordered spans lies within another. */
export function overlap(spans: readonly TimeSpan[], other: TimeSpan): TimeSpan[] {
  return spans
    .map(({ start, end }) => ({ start: Math.max(start, other.start), end: Math.min(end, other.end) }))
    .filter(({ start, end }) => start < end);
}

/** From the first of ordered spans to the last; null without any. */
export function outline(spans: readonly TimeSpan[]): TimeSpan | null {
  const [first] = spans;
  const last = spans.at(-1);
  return first && last ? { start: first.start, end: last.end } : null;
}

/** Hours of all spans together. */
export function hoursOf(spans: readonly TimeSpan[]): number {
  return spans.reduce((sum, { start, end }) => sum + end - start, 0) / HOUR;
}
