import type { CostIncrease } from './observation';

/** What a usage type cost on a UTC day. */
export interface DailyCost {
  readonly day: string;
  readonly usageType: string;
  readonly usd: number;
}

const DAYS_BEFORE = 7;
const MOST_INCREASES = 5;
const DAY_MS = 24 * 3600 * 1000;

/** The week before the day of the onset, and that day; `end` is exclusive, as Cost Explorer has it. */
export function daysAround(onset: string): {
  readonly start: string;
  readonly day: string;
  readonly end: string;
} {
  const day = Date.parse(onset.slice(0, 10));
  return { start: isoDay(day - DAYS_BEFORE * DAY_MS), day: isoDay(day), end: isoDay(day + DAY_MS) };
}

/** Usage measured in bytes that cost at least a cent more on `day` than its median of the days before, dearest first. */
export function costIncreases(costs: readonly DailyCost[], day: string): readonly CostIncrease[] {
  const transfer = costs.filter(({ usageType }) => usageType.includes('Bytes'));
  const usageTypes = [...new Set(transfer.map(({ usageType }) => usageType))];
  return usageTypes
    .map((usageType): CostIncrease => {
      const ofType = transfer.filter((cost) => cost.usageType === usageType);
      const usd = sum(ofType.filter((cost) => cost.day === day));
      return { kind: 'cost', day, usageType, usd, usualUsd: usualCost(ofType, day) };
    })
    .filter(({ usd, usualUsd }) => usd - usualUsd >= 0.01)
    .sort((left, right) => right.usd - right.usualUsd - (left.usd - left.usualUsd))
    .slice(0, MOST_INCREASES);
}

/** Median over the days before; Cost Explorer leaves out days without cost, which count as 0. */
function usualCost(costs: readonly DailyCost[], day: string): number {
  const { start } = daysAround(day);
  const days = Array.from({ length: DAYS_BEFORE }, (_, i) => isoDay(Date.parse(start) + i * DAY_MS));
  const perDay = days.map((before) => sum(costs.filter((cost) => cost.day === before)));
  return perDay.sort((left, right) => left - right)[Math.floor(DAYS_BEFORE / 2)] ?? 0;
}

function sum(costs: readonly DailyCost[]): number {
  return costs.reduce((total, { usd }) => total + usd, 0);
}

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
