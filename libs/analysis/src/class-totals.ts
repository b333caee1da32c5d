import { BYTES_PER_GB, EGRESS_CLASSES, type ClassTotal, type EgressClass } from '@egress/contracts';
import type { SqlEngine } from '@egress/sql-engine';
import { monthlyFactor, ORIGIN } from './rates';
import type { AnalysisWindow } from './window';

interface PartialTotal {
  readonly class: EgressClass;
  readonly origin: string;
  readonly bytes: number;
  readonly usd: number;
  readonly sources: string[];
}

/** Bytes and dollars per class over the window, in the order of the class list; classes without bytes are left out. */
export async function classTotals(engine: SqlEngine, window: AnalysisWindow): Promise<ClassTotal[]> {
  const parts = await engine.query<PartialTotal>(
    `SELECT egress_class AS class, ${ORIGIN} AS origin, sum(bytes) AS bytes, sum(usd) AS usd,
       list(DISTINCT rate_source) AS sources
     FROM egress_hourly WHERE bytes > 0 GROUP BY ALL`,
  );
  return EGRESS_CLASSES.flatMap((egressClass) => {
    const own = parts.filter((part) => part.class === egressClass);
    if (own.length === 0) return [];
    const bytes = sum(own.map((part) => part.bytes));
    const usd = sum(own.map((part) => part.usd));
    const sources = new Set(own.flatMap((part) => part.sources));
    return [
      {
        class: egressClass,
        bytes,
        usd,
        usdPerGb: usd / (bytes / BYTES_PER_GB),
        rateSource: sources.size > 1 ? 'mixed' : sources.has('bill') ? 'bill' : 'list',
        usdPerMonth: sum(own.map((part) => part.usd * monthlyFactor(window, part.origin))),
      } satisfies ClassTotal,
    ];
  });
}

/** Without any log the bill itself tells the classes, if not who sent the bytes. */
export async function classTotalsOfBill(engine: SqlEngine, monthly: number): Promise<ClassTotal[]> {
  const rows = await engine.query<{ class: EgressClass; bytes: number; usd: number }>(
    `SELECT coalesce(egress_class, 'unknown') AS class, sum(bytes) AS bytes, sum(cost) AS usd
     FROM bill_lines WHERE egress_class IS NOT NULL OR line_kind = 'unknown_transfer' GROUP BY ALL`,
  );
  return EGRESS_CLASSES.flatMap((egressClass) => {
    const row = rows.find((candidate) => candidate.class === egressClass);
    if (!row) return [];
    const bytes = Math.round(row.bytes);
    return [
      {
        class: egressClass,
        bytes,
        usd: row.usd,
        usdPerGb: bytes > 0 ? row.usd / (row.bytes / BYTES_PER_GB) : 0,
        rateSource: 'bill',
        usdPerMonth: row.usd * monthly,
      } satisfies ClassTotal,
    ];
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
