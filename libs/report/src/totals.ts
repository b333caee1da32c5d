import type { AnalysisDocument, EgressClass } from '@egress/contracts';

export interface DocumentTotals {
  /** USD measured in the window. */
  readonly usd: number;
  /** USD per month of 730 h at the window's pace. */
  readonly usdPerMonth: number;
  readonly records: number;
}

/** Sums over all classes and inputs. Bytes have no sum: a byte may be in two classes. */
export function documentTotals(doc: AnalysisDocument): DocumentTotals {
  return {
    usd: sumOf(doc.classes, (total) => total.usd),
    usdPerMonth: sumOf(doc.classes, (total) => total.usdPerMonth),
    records: sumOf(doc.inputs, (input) => input.records),
  };
}

/** The reconciliation of the rows that a bill covers; null without a bill. */
export function billedTotals(
  doc: AnalysisDocument,
): { readonly flowUsd: number; readonly billUsd: number; readonly unexplainedUsd: number } | null {
  const billed = doc.reconciliation.filter((row) => row.billUsd !== null);
  if (billed.length === 0) return null;
  return {
    flowUsd: sumOf(billed, (row) => row.flowUsd),
    billUsd: sumOf(billed, (row) => row.billUsd ?? 0),
    unexplainedUsd: sumOf(billed, (row) => row.unexplainedUsd ?? 0),
  };
}

export const sumOf = <T>(items: readonly T[], amount: (item: T) => number): number =>
  items.reduce((sum, item) => sum + amount(item), 0);

/** Dearest first. */
export const byUsd = <T extends { readonly usd: number }>(items: readonly T[]): T[] =>
  [...items].sort((a, b) => b.usd - a.usd);

/** Largest expected saving first. */
export const bySaving = (findings: AnalysisDocument['findings']): AnalysisDocument['findings'] =>
  [...findings].sort((a, b) => b.savingUsdPerMonth.expected - a.savingUsdPerMonth.expected);

/** The classes that cost something, dearest first. */
export function costlyClasses(
  points: readonly { readonly class: EgressClass; readonly usd: number }[],
): { readonly class: EgressClass; readonly usd: number }[] {
  const usdOf = new Map<EgressClass, number>();
  for (const point of points) usdOf.set(point.class, (usdOf.get(point.class) ?? 0) + point.usd);
  return byUsd([...usdOf].map(([egressClass, usd]) => ({ class: egressClass, usd }))).filter(
    (c) => c.usd > 0,
  );
}
