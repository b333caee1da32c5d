import type { EvidenceItem } from './claimed-finding';
import type { CauseContext } from './findings-context';
import type { Traffic } from './traffic';
import { gbPerMonth, usdPerMonth } from './traffic';

/** How long the sample is from which a month is told. */
export function sampleLength(context: CauseContext): EvidenceItem {
  return { name: 'sample length', value: round(context.windowHours, 2), unit: 'h' };
}

export function billLength(context: CauseContext): EvidenceItem {
  return { name: 'billed time', value: round(context.billHours, 2), unit: 'h' };
}

export function gigabytes(name: string, gb: number): EvidenceItem {
  return { name, value: round(gb, 4), unit: 'GB/month' };
}

export function dollars(name: string, usd: number): EvidenceItem {
  return { name, value: round(usd, 4), unit: 'USD/month' };
}

export function rate(name: string, usdPerGb: number, source: string): EvidenceItem {
  return { name: `${name} (${source} price)`, value: round(usdPerGb, 6), unit: 'USD/GB' };
}

export function count(name: string, value: number): EvidenceItem {
  return { name, value };
}

export function text(name: string, value: string | null): EvidenceItem {
  return { name, value: value ?? 'unknown' };
}

/** Traffic by volume and cost, extrapolated to a month. */
export function volume(context: CauseContext, name: string, traffic: Traffic): EvidenceItem[] {
  return [
    gigabytes(name, gbPerMonth(context, traffic).expected),
    dollars(`${name}, cost`, usdPerMonth(context, traffic).expected),
  ];
}

/** A list of ids, shortened where it would not be read. */
export function idList(ids: readonly (string | null)[], limit = 10): string {
  const known = [...new Set(ids.filter((id) => id !== null))].sort();
  const shown = known.slice(0, limit).join(', ');
  return known.length > limit ? `${shown} and ${known.length - limit} more` : shown || 'unknown';
}

export function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
